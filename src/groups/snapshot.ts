import type { Reach } from '../events/group.ts';
import type { ManagedGroup } from '../wecom/appchat/appchat.ts';
import type { Room } from '../wecom/archive/archive.ts';
import type { CustomerGroup } from '../wecom/groupchat/groupchat.ts';

/** A whole group as one fetch showed it. Null stands for what this kind of group does not show. */
export interface Snapshot {
  readonly reach: Extract<Reach, 'customer' | 'managed' | 'internal'>;
  readonly name: string;
  /** Empty: this kind of group does not say, and what people said of it stays. */
  readonly owner: string;
  readonly admins: readonly string[] | null;
  readonly createdAt: Date | null;
  readonly notice: string | null;
  /** Who made it; told of internal groups alone. */
  readonly creator?: string;
  readonly memberVersion: string | null;
  readonly members: readonly SeenMember[];
}

export interface SeenMember {
  readonly id: string;
  readonly kind: 'employee' | 'external';
  readonly joinedAt: Date | null;
  readonly joinScene: number | null;
  readonly inviter: string | null;
  readonly joinState: string | null;
  readonly nickname: string | null;
  readonly shownName: string;
}

export const ofCustomerGroup = (group: CustomerGroup): Snapshot => ({
  reach: 'customer',
  name: group.name,
  owner: group.owner,
  admins: group.admins,
  createdAt: group.createdAt,
  notice: group.notice,
  memberVersion: group.memberVersion,
  members: group.members.map((member) => ({
    id: member.id,
    kind: member.kind,
    joinedAt: member.joinedAt,
    joinScene: member.joinScene,
    inviter: member.inviter,
    joinState: member.joinState,
    nickname: member.nickname,
    shownName: member.name,
  })),
});

/** appchat shows a roster and an owner, and nothing of when, by whom, or under what name [98914]. */
export const ofManagedGroup = (group: ManagedGroup): Snapshot => ({
  reach: 'managed',
  name: group.name,
  owner: group.owner,
  admins: null,
  createdAt: null,
  notice: null,
  memberVersion: null,
  members: group.members.map((id) => account(id, null)),
});

/** The archive shows the roster of an internal group and since when; neither owner nor admins nor nicknames [92951]. */
export const ofRoom = (room: Room): Snapshot => ({
  reach: 'internal',
  name: room.name,
  owner: '',
  admins: null,
  createdAt: room.createdAt,
  notice: room.notice,
  ...(room.creator !== '' && { creator: room.creator }),
  memberVersion: null,
  members: room.members.map(({ id, joinedAt }) => account(id, joinedAt)),
});

const account = (id: string, joinedAt: Date | null): SeenMember => ({
  id,
  kind: 'employee',
  joinedAt,
  joinScene: null,
  inviter: null,
  joinState: null,
  nickname: null,
  shownName: '',
});

import type { Company } from './company.ts';
import { findEmployee, sameId } from './people.ts';

/**
 * `customer`: 客户群. `managed`: made by our own app. `internal`: made by members in the client, and `native`: kept by
 * WeCom or started on WeChat; no API shows these two.
 */
export type GroupKind = 'customer' | 'managed' | 'internal' | 'native';

export interface Member {
  readonly id: string;
  readonly kind: 'employee' | 'external';
  readonly joinedAt: Date;
  /** 1 invited, 2 by a link, 3 by a QR code [92122]. */
  readonly scene: 1 | 2 | 3;
  readonly inviter: string | null;
  readonly state: string;
  readonly nickname: string;
}

/** What `groupchat/get` shows; kept as it was for as long as the answer may lag. */
export interface GroupView {
  readonly name: string;
  readonly owner: string;
  readonly notice: string;
  readonly admins: readonly string[];
  readonly members: readonly Member[];
  readonly memberVersion: string;
}

export interface Group {
  readonly chatId: string;
  readonly kind: GroupKind;
  readonly createdAt: Date;
  readonly creator: string;
  name: string;
  owner: string;
  notice: string;
  admins: readonly string[];
  members: readonly Member[];
  memberVersion: string;
  /** 0 normal, 1 its owner left, 2 and 3 inherited [92120]. */
  status: 0 | 1 | 2 | 3;
  dismissedAt: Date | null;
  /** When the owner was changed by `onjob_transfer`. */
  readonly transfers: Date[];
  /** When somebody wrote; what he wrote nobody here knows. */
  readonly spokeAt: Date[];
  readonly past: { readonly changedAt: Date; readonly before: GroupView }[];
}

export interface NewGroup {
  readonly chatId?: string;
  readonly name: string;
  readonly owner: string;
  readonly members?: readonly string[];
  readonly admins?: readonly string[];
  readonly notice?: string;
}

export interface Joining {
  readonly inviter?: string;
  readonly scene?: 'invited' | 'link' | 'qr';
  readonly state?: string;
}

const SCENES = { invited: 1, link: 2, qr: 3 } as const;

const viewOf = ({ name, owner, notice, admins, members, memberVersion }: Group): GroupView => ({
  name,
  owner,
  notice,
  admins,
  members,
  memberVersion,
});

/** The group as `groupchat/get` shows it at this moment: late by `lagMs`. */
export function laggingView(group: Group, now: Date, lagMs: number): GroupView {
  const shownUntil = now.getTime() - lagMs;
  const change = group.past.find(({ changedAt }) => changedAt.getTime() > shownUntil);
  return change?.before ?? viewOf(group);
}

/** Keeps what was, then changes. */
export function changeGroup(group: Group, now: Date, change: Partial<GroupView>): void {
  group.past.push({ changedAt: now, before: viewOf(group) });
  if (group.past.length > 50) group.past.shift();
  Object.assign(group, change);
}

export function addGroup(company: Company, kind: GroupKind, wanted: NewGroup, now: Date): Group {
  const chatId = wanted.chatId ?? `wr${company.chance.word(30)}`;
  if (company.groups.has(chatId)) throw new TypeError(`the group «${chatId}» exists`);
  const ids = [...new Set([wanted.owner, ...(wanted.members ?? [])])];
  const group: Group = {
    chatId,
    kind,
    createdAt: now,
    creator: wanted.owner,
    name: wanted.name,
    owner: wanted.owner,
    notice: wanted.notice ?? '',
    admins: wanted.admins ?? [],
    members: ids.map((id) => newMember(company, id, { ...(id !== wanted.owner && { inviter: wanted.owner }) }, now)),
    memberVersion: company.chance.hex(32),
    status: 0,
    dismissedAt: null,
    transfers: [],
    spokeAt: [],
    past: [],
  };
  company.groups.set(chatId, group);
  return group;
}

/** A member who enters now; employees by their account, everybody else must be known as an external person. */
export function newMember(company: Company, id: string, joining: Joining, now: Date): Member {
  const kind = findEmployee(company, id) ? 'employee' : 'external';
  if (kind === 'external' && !company.externals.has(id))
    throw new TypeError(`${company.slug} knows nobody called «${id}»`);
  const { inviter = null, scene = 'invited', state = '' } = joining;
  return { id, kind, joinedAt: now, scene: SCENES[scene], inviter, state, nickname: '' };
}

export const hasMember = (group: Group, id: string): boolean => group.members.some((one) => sameId(one.id, id));

/** A living group; a test that names none is told so. */
export function presentGroup(company: Company, chatId: string): Group {
  const group = company.groups.get(chatId);
  if (!group || group.dismissedAt) throw new TypeError(`${company.slug} has no living group «${chatId}»`);
  return group;
}

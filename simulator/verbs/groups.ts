import { groupCreated, groupDismissed, groupMembersChanged, groupUpdated } from '../callbacks/events.ts';
import {
  addGroup,
  changeGroup,
  type Group,
  type GroupKind,
  hasMember,
  type Joining,
  type NewGroup,
  newMember,
  presentGroup,
} from '../world/groups.ts';
import { sameId } from '../world/people.ts';
import { type Stage, tellGroupEvent } from './stage.ts';

type Change = 'change_owner' | 'change_name' | 'change_notice';

/** What members do in the client. Only customer groups call back, and never for nicknames or admins [92130]. */
export function groupVerbs(stage: Stage) {
  const { company, clock } = stage;

  const open = async (kind: GroupKind, wanted: NewGroup): Promise<string> => {
    const at = await clock.now();
    const group = addGroup(company, kind, wanted, at);
    tellGroupEvent(stage, group, groupCreated(group.chatId), at);
    return group.chatId;
  };

  /** One or several come in at once: one event. */
  const join = async (chatId: string, members: string | readonly string[], joining: Joining = {}): Promise<void> => {
    const at = await clock.now();
    const group = presentGroup(company, chatId);
    const ids = [members].flat();
    for (const id of ids) if (hasMember(group, id)) throw new TypeError(`«${id}» is in ${chatId} already`);
    const joined = ids.map((id) => newMember(company, id, joining, at));
    changeMembers(stage, group, at, [...group.members, ...joined], {
      detail: 'add_member',
      joinScene: joining.scene === 'qr' ? 3 : 0,
      quitScene: 0,
      ids,
    });
  };

  const take = async (chatId: string, members: string | readonly string[], quitScene: 0 | 1): Promise<void> => {
    const at = await clock.now();
    const group = presentGroup(company, chatId);
    const ids = [members].flat();
    for (const id of ids) if (!hasMember(group, id)) throw new TypeError(`«${id}» is not in ${chatId}`);
    const left = group.members.filter((one) => !ids.some((id) => sameId(id, one.id)));
    group.admins = group.admins.filter((admin) => !ids.some((id) => sameId(id, admin)));
    changeMembers(stage, group, at, left, { detail: 'del_member', joinScene: 0, quitScene, ids });
  };

  const set = async (
    chatId: string,
    detail: Change,
    change: Partial<Pick<Group, 'owner' | 'name' | 'notice'>>,
  ): Promise<void> => {
    const at = await clock.now();
    const group = presentGroup(company, chatId);
    changeGroup(group, at, change);
    tellGroupEvent(stage, group, groupUpdated(chatId, detail), at);
  };

  /** No event tells it; empty takes the nickname away. */
  const setNickname = async (chatId: string, member: string, nickname: string): Promise<void> => {
    const group = presentGroup(company, chatId);
    if (!hasMember(group, member)) throw new TypeError(`«${member}» is not in ${chatId}`);
    const members = group.members.map((one) => (sameId(one.id, member) ? { ...one, nickname } : one));
    changeGroup(group, await clock.now(), { members });
  };

  const dismiss = async (chatId: string): Promise<void> => {
    const at = await clock.now();
    const group = presentGroup(company, chatId);
    group.dismissedAt = at;
    tellGroupEvent(stage, group, groupDismissed(chatId), at);
  };

  return {
    /** A customer group 客户群. Calls back `create`. */
    createGroup: (wanted: NewGroup): Promise<string> => open('customer', wanted),
    /** A group our app made some time ago, as `appchat/create` would. No event. */
    createManagedGroup: (wanted: NewGroup): Promise<string> => open('managed', wanted),
    /** A group that members made in the client: no API and no event shows it. */
    createInternalGroup: (wanted: NewGroup): Promise<string> => open('internal', wanted),
    join,
    leave: (chatId: string, members: string | readonly string[]): Promise<void> => take(chatId, members, 0),
    /** By the owner or an admin; nobody is told by whom. */
    removeMember: (chatId: string, members: string | readonly string[]): Promise<void> => take(chatId, members, 1),
    rename: (chatId: string, name: string): Promise<void> => set(chatId, 'change_name', { name }),
    changeNotice: (chatId: string, notice: string): Promise<void> => set(chatId, 'change_notice', { notice }),
    changeOwner: (chatId: string, owner: string): Promise<void> => {
      if (!hasMember(presentGroup(company, chatId), owner)) throw new TypeError(`«${owner}» is not in ${chatId}`);
      return set(chatId, 'change_owner', { owner });
    },
    setNickname,
    /** Somebody writes in a group: no event tells it, an owner's statistics count it. */
    speak: async (chatId: string): Promise<void> => {
      presentGroup(company, chatId).spokeAt.push(await clock.now());
    },
    /** No event tells it. */
    setAdmins: async (chatId: string, admins: readonly string[]): Promise<void> =>
      changeGroup(presentGroup(company, chatId), await clock.now(), { admins }),
    dismiss,
    /** From now on groups of the app refuse this account: 86216. */
    refuseInAppchat: (userid: string): void => {
      company.notForAppchat.add(userid.toLowerCase());
    },
    /** A group as it really is, without any lag. */
    group: (chatId: string): Readonly<Group> => presentGroup(company, chatId),
    /** How many living groups of a kind there are; of the invisible ones only the test can know. */
    countGroups: (kind: GroupKind): number =>
      [...company.groups.values()].filter((one) => one.kind === kind && one.dismissedAt === null).length,
    /** For so long `groupchat/get` shows the state before a change; 2000 is what WeCom warns of, 0 switches it off. */
    setLag: (ms: number): void => {
      company.lagMs = ms;
    },
  };
}

type Told = Omit<Parameters<typeof groupMembersChanged>[1], 'lastVersion' | 'version'>;

/** A new member list has a new version, and the event names both. */
function changeMembers(stage: Stage, group: Group, at: Date, members: Group['members'], told: Told): void {
  const lastVersion = group.memberVersion;
  const version = stage.company.chance.hex(32);
  const concerned = { ...group, members: [...group.members, ...members] };
  changeGroup(group, at, { members, memberVersion: version });
  tellGroupEvent(stage, concerned, groupMembersChanged(group.chatId, { ...told, lastVersion, version }), at);
}

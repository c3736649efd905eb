import { contactChanged } from '../callbacks/events.ts';
import { addExternal, type ContactTag, type Follower, type NewExternal, presentExternal } from '../world/externals.ts';
import { presentGroup } from '../world/groups.ts';
import { joinWayInto } from '../world/join-ways.ts';
import { presentEmployee, sameId } from '../world/people.ts';
import { type Stage, tellCustomerEvent } from './stage.ts';

export interface ContactNote {
  readonly remark?: string;
  readonly description?: string;
  readonly remarkCorpName?: string;
  readonly tags?: readonly (string | ContactTag)[];
  readonly state?: string;
  readonly addWay?: number;
}

/** What happens between employees and people outside. */
export function contactVerbs(stage: Stage) {
  const { company, clock } = stage;

  /** An employee adds an external person. Calls back `add_external_contact`. */
  const addContact = async (userid: string, externalId: string, note: ContactNote = {}): Promise<void> => {
    const at = await clock.now();
    const { userid: owner } = presentEmployee(company, userid);
    const external = presentExternal(company, externalId);
    if (external.followers.some((one) => sameId(one.userid, owner)))
      throw new TypeError(`${owner} has added ${externalId} already`);
    external.followers.push({ ...followerOf(note), userid: owner, addedAt: at });
    const state = note.state ? ([['State', note.state]] as const) : [];
    tellCustomerEvent(
      stage,
      [owner],
      contactChanged('add_external_contact', owner, externalId, ...state, ['WelcomeCode', company.chance.word(32)]),
      at,
    );
  };

  /** Remark, phone or tags of a contact. Calls back `edit_external_contact`. */
  const editContact = async (userid: string, externalId: string, note: ContactNote): Promise<void> => {
    const follower = presentFollower(externalId, userid);
    const { remark, description, remarkCorpName, tags } = { ...follower, ...note };
    Object.assign(follower, { remark, description, remarkCorpName, tags: tagsOf(tags) });
    tellCustomerEvent(
      stage,
      [userid],
      contactChanged('edit_external_contact', follower.userid, externalId),
      await clock.now(),
    );
  };

  /** The employee deletes the contact: `del_external_contact`. By the contact's own hand: `del_follow_user`. */
  const deleteContact = async (
    userid: string,
    externalId: string,
    by: 'employee' | 'contact' = 'employee',
  ): Promise<void> => {
    const follower = presentFollower(externalId, userid);
    const kind = by === 'employee' ? 'del_external_contact' : 'del_follow_user';
    if (by === 'employee') {
      const external = presentExternal(company, externalId);
      external.followers = external.followers.filter((one) => one !== follower);
    }
    tellCustomerEvent(stage, [userid], contactChanged(kind, follower.userid, externalId), await clock.now());
  };

  const presentFollower = (externalId: string, userid: string): Follower => {
    const follower = presentExternal(company, externalId).followers.find((one) => sameId(one.userid, userid));
    if (!follower) throw new TypeError(`${userid} has not added ${externalId}`);
    return follower;
  };

  /** A QR code into the group with this state, made by our own app; what it answers is the configId [92229]. */
  const setJoinWay = (chatId: string, state: string): string => {
    presentGroup(company, chatId);
    const known = joinWayInto(company, chatId, state);
    if (known) return known.configId;
    const configId = company.chance.hex(32);
    const settings = { scene: 2, remark: '', autoCreateRoom: 1, roomBaseName: '', roomBaseId: 0 };
    company.joinWays.set(configId, { configId, ...settings, chatIds: [chatId], state });
    return configId;
  };

  return {
    /** Somebody outside comes into the world; nobody has added him. What comes back is his id. */
    addExternal: (external: NewExternal): string => addExternal(company, external).id,
    addContact,
    editContact,
    deleteContact,
    setJoinWay,
    /** WeChat and WeCom people change their own names whenever they like, without an event. */
    renameExternal: (externalId: string, name: string): void => {
      presentExternal(company, externalId).name = name;
    },
  };
}

const tagsOf = (tags: ContactNote['tags'] = []): ContactTag[] =>
  tags.map((tag) => (typeof tag === 'string' ? { group: '企业标签', name: tag, type: 1 } : tag));

const followerOf = (note: ContactNote): Omit<Follower, 'userid' | 'addedAt'> => ({
  remark: note.remark ?? '',
  description: note.description ?? '',
  remarkCorpName: note.remarkCorpName ?? '',
  tags: tagsOf(note.tags),
  state: note.state ?? '',
  addWay: note.addWay ?? 1,
});

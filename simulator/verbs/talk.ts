import { type Sent, worded } from '../archive/things.ts';
import { archiveGrew, contactChanged } from '../callbacks/events.ts';
import { type Group, hasMember, presentGroup } from '../world/groups.ts';
import { findEmployee, presentEmployee, sameId } from '../world/people.ts';
import { type ArchiveSide, agreedIn, hasSeat, setAgreed, type Utterance } from '../world/talk.ts';
import { type Stage, tell, tellCustomerEvent } from './stage.ts';

/** How something is said; what is not told is the ordinary. */
export interface How {
  /** Whose names stand before the words, each behind an @: accounts, outsiders, or `all`. */
  readonly mentions?: readonly string[];
  /** The message that is answered. */
  readonly quote?: string;
  /** The language of the sender's client, in which a quote begins. */
  readonly language?: 'zh' | 'en';
  /** When it was said, if not now: the archive tells it late. */
  readonly at?: Date | string;
}

/** WeCom posts at most one event in so long, whatever is said [95039]. */
const QUIET_MS = 15_000;
const QUOTE = { zh: '这是一条引用/回复消息：', en: 'This is a quote/reply:' } as const;
/** What a client puts behind the name of an @. */
const BEHIND_NAME = '\u2005';

/** What people say to each other, and what the archive of the company keeps of it. */
export function talkVerbs(stage: Stage) {
  const { company } = stage;

  const sayIn = async (chatId: string, by: string, text: string, how: How = {}): Promise<string> => {
    const group = speakableIn(stage, chatId, by);
    const named = (how.mentions ?? []).map(
      (id) => `@${id === 'all' ? '所有人' : shownIn(stage, group, id)}${BEHIND_NAME}`,
    );
    const own = `${named.join('')}${text}`;
    const content = how.quote === undefined ? own : quoting(stage, group, how.quote, how.language ?? 'zh') + own;
    return uttered(stage, group, by, how, () => ({ body: { msgtype: 'text', text: { content } }, shown: own }));
  };

  const sendIn = async (chatId: string, by: string, sent: Sent, how: Pick<How, 'at'> = {}): Promise<string> => {
    const group = speakableIn(stage, chatId, by);
    return uttered(stage, group, by, how, (at) =>
      worded(sent, { chance: company.chance, at, group: withOutsiders(group) ? 'external' : 'internal' }),
    );
  };

  /** One to one, between an employee and anybody. */
  const sayTo = async (by: string, to: string, text: string): Promise<string> => {
    const at = await momentOf(stage, undefined);
    const msgid = newMsgid(stage, at, findEmployee(company, by) && findEmployee(company, to) ? '' : '_external');
    company.talk.set(msgid, { msgid, place: to, from: by, at, words: text, recalledAt: null });
    if ([by, to].some((id) => hasSeat(company, id)) && [by, to].every((id) => mayKeepWith(stage, id, [by, to])))
      keep(
        stage,
        { msgid, from: by, tolist: [to], roomid: '', msgtime: at.getTime() },
        { msgtype: 'text', text: { content: text } },
        at,
      );
    return msgid;
  };

  /** Takes a message back; the archive is told of it like of a message. */
  const recall = async (msgid: string, how: Pick<How, 'at'> = {}): Promise<void> => {
    const said = company.talk.get(msgid);
    if (!said || said.recalledAt) throw new TypeError(`there is no message ${msgid} to take back`);
    said.recalledAt = await momentOf(stage, how.at);
    const group = presentGroup(company, said.place);
    if (!isKept(stage, group, said.from)) return;
    const at = said.recalledAt;
    const head = headOf(group, said.from, newMsgid(stage, at, suffixOf(group)), at);
    keep(stage, { ...head, action: 'recall' }, { msgtype: 'revoke', revoke: { pre_msgid: msgid } }, at);
  };

  /** An outsider answers whether a conversation may be archived: in a group, or with one employee, whose consent is called back. */
  const consent = async (external: string, place: string, status: 'Agree' | 'Disagree'): Promise<void> => {
    const archive = boughtBy(stage);
    const at = await momentOf(stage, undefined);
    setAgreed(archive, { place, external, status, at });
    const group = company.groups.get(place);
    const to = group ? othersIn(group, external) : [presentEmployee(company, place).userid];
    const word = status === 'Agree' ? 'agree' : 'disagree';
    const head = {
      msgid: newMsgid(stage, at, '_external'),
      from: external,
      tolist: to,
      roomid: group ? place : '',
      msgtime: at.getTime(),
    };
    const heard = group ? group.members.some(({ id }) => hasSeat(company, id)) : hasSeat(company, place);
    if (heard) keep(stage, head, { msgtype: word, [word]: { userid: external, [`${word}_time`]: at.getTime() } }, at);
    if (!group && status === 'Agree')
      tellCustomerEvent(stage, [place], contactChanged('msg_audit_approved', place, external), at);
  };

  return {
    /** Somebody writes in a group; answers the id of the message. */
    sayIn,
    /** Somebody sends something else in a group. */
    sendIn,
    sayTo,
    recall,
    agree: (external: string, place: string): Promise<void> => consent(external, place, 'Agree'),
    disagree: (external: string, place: string): Promise<void> => consent(external, place, 'Disagree'),
    /** From now on the conversations of these accounts are archived, and nobody else's. */
    setSeats: (userids: readonly string[]): void => {
      boughtBy(stage).seats = new Set(userids.map((userid) => userid.toLowerCase()));
    },
    /** The company did not pay again. */
    archiveExpires: (): void => {
      boughtBy(stage).expired = true;
    },
    /** What a group's members read there, oldest first. */
    talkIn: (chatId: string): readonly Utterance[] =>
      [...company.talk.values()].filter(({ place }) => place === chatId),
  };
}

type Worded = ReturnType<typeof worded>;

async function uttered(
  stage: Stage,
  group: Group,
  by: string,
  how: Pick<How, 'at'>,
  what: (at: Date) => Worded,
): Promise<string> {
  const at = await momentOf(stage, how.at);
  const { body, shown } = what(at);
  const msgid = newMsgid(stage, at, suffixOf(group));
  group.spokeAt.push(at);
  stage.company.talk.set(msgid, { msgid, place: group.chatId, from: by, at, words: shown, recalledAt: null });
  if (isKept(stage, group, by)) keep(stage, headOf(group, by, msgid, at), body, at);
  return msgid;
}

/** Every message a millisecond after the one before, though the clock stands: their order is the order of their words. */
async function momentOf({ company, clock }: Stage, told: How['at']): Promise<Date> {
  if (told !== undefined) return new Date(told);
  const now = await clock.now();
  const last = [...company.talk.values()].at(-1);
  const sameMoment = last && now.getTime() - last.at.getTime() <= 0 && now.getTime() - last.at.getTime() > -1_000;
  return sameMoment ? new Date(last.at.getTime() + 1) : now;
}

const newMsgid = ({ company }: Stage, at: Date, suffix: string): string => {
  const number = String(Math.floor(company.chance.next() * 9e15) + 1e15);
  return `${number}${String(company.talk.size).padStart(4, '0')}_${Math.floor(at.getTime() / 1_000)}${suffix}`;
};

interface Head {
  readonly msgid: string;
  readonly from: string;
  readonly tolist: readonly string[];
  readonly roomid: string;
  readonly msgtime: number;
  readonly action?: 'recall';
}

const withOutsiders = (group: Group): boolean => group.members.some(({ kind }) => kind === 'external');
const suffixOf = (group: Group): string => (withOutsiders(group) ? '_external' : '');
const othersIn = (group: Group, by: string): string[] =>
  group.members.map(({ id }) => id).filter((id) => !sameId(id, by));

const headOf = (group: Group, from: string, msgid: string, at: Date): Head => ({
  msgid,
  from,
  tolist: othersIn(group, from),
  roomid: group.chatId,
  msgtime: at.getTime(),
});

function speakableIn({ company }: Stage, chatId: string, by: string): Group {
  const group = presentGroup(company, chatId);
  if (!hasMember(group, by)) throw new TypeError(`«${by}» is not in ${chatId}`);
  return group;
}

/** As the group shows him: his nickname there, else his name. */
function shownIn({ company }: Stage, group: Group, id: string): string {
  const member = group.members.find((one) => sameId(one.id, id));
  if (!member) throw new TypeError(`«${id}» is not in ${group.chatId}`);
  return member.nickname || (findEmployee(company, id)?.name ?? company.externals.get(id)?.name ?? id);
}

/** What WeCom writes before an answer: prefix, name, the words, a line [91774]. */
function quoting(stage: Stage, group: Group, msgid: string, language: 'zh' | 'en'): string {
  const quoted = stage.company.talk.get(msgid);
  if (!quoted) throw new TypeError(`there is no message ${msgid} to answer`);
  return `${QUOTE[language]}\n${shownIn(stage, group, quoted.from)}\n${quoted.words}\n------\n`;
}

function boughtBy({ company }: Stage): ArchiveSide {
  if (!company.archive) throw new TypeError(`${company.slug} has not bought the archive`);
  return company.archive;
}

/** A group is archived while one of its members has a seat; what an outsider writes only if he agreed [91361]. */
function isKept({ company }: Stage, group: Group, by: string): boolean {
  const { archive } = company;
  if (!archive || !group.members.some(({ id }) => hasSeat(company, id))) return false;
  return findEmployee(company, by) !== undefined || agreedIn(archive, group.chatId, by)?.status === 'Agree';
}

function mayKeepWith({ company }: Stage, id: string, pair: readonly string[]): boolean {
  if (findEmployee(company, id)) return true;
  const employee = pair.find((other) => other !== id) ?? '';
  return company.archive !== null && agreedIn(company.archive, employee, id)?.status === 'Agree';
}

/** One more record, and an event about it unless there was one a moment ago. */
function keep(stage: Stage, head: Head, body: Readonly<Record<string, unknown>>, at: Date): void {
  const archive = boughtBy(stage);
  if (archive.expired) return;
  archive.file.append(JSON.stringify({ action: 'send', ...head, ...body }), head.msgid);
  if (stage.company.muted) return;
  const sinceMs = archive.toldAt === null ? QUIET_MS : at.getTime() - archive.toldAt.getTime();
  if (Math.abs(sinceMs) < QUIET_MS) return;
  archive.toldAt = at;
  tell(stage, 'archive', archiveGrew(), at);
}

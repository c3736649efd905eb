import type { Conversation, Member, Press, Published, Ruling } from '../../src/events/conversation.ts';
import type { Mention, Message, Quote } from '../../src/events/message.ts';
import { calendarOver } from '../../src/work-time/calendar.ts';
import { instantOf } from '../../src/work-time/local-time.ts';
import { type Cast, stretchesOf } from './read-cast.ts';

// A script is what a person would write down of a conversation, one line a message:
//
//   11-26 09:00 韩总裁: @李样本 今天下班前把报表发我
//         09:05 李样本 (quotes 09:00; recalled 09:06): 收到
//         09:07 李样本 presses done on 09:00
//         09:08 韩总裁 rules on 09:00: task for 李样本甲
//         09:10 Qungui publishes B-12 to 李样本, 王样例

const YEAR = 2026;
const LINE = /^(?:(\d\d-\d\d) +)?(\d\d:\d\d) +(.+)$/;
const SPOKEN = /^(\S+?)(?: \(([^)]*)\))?: ?(.*)$/;
const PRESSED = /^(\S+) presses (received|done|accepts|declines) on (.+)$/;
const RULED = /^(\S+) rules on ([^:]+:\d\d): (task|not-task)(?: for (\S+))?$/;
const PUBLISHED = /^Qungui publishes (\S+) to ([^(]+?)(?: \(recalled (.+)\))?$/;

/** `11-26 09:00`, or with the year before it; `24:00` is the end of the day. */
export function momentOf(text: string, date: string): number {
  const [, year = String(YEAR), day = date, hours = '', minutes = ''] =
    /^(?:(?:(\d{4})-)?(\d\d-\d\d) )?(\d\d):(\d\d)$/.exec(text.trim()) ?? [];
  if (hours === '' || day === '') throw new Error(`no moment: ${text}`);
  return instantOf(`${year}-${day}`, Number(hours) * 60 + Number(minutes), 'Asia/Shanghai');
}

interface Scripted {
  readonly talk: Conversation;
  /** The date of the first line: what a time without a date means in what is expected. */
  readonly firstDate: string;
}

/** A line of a script whose meaning is clear only when all others are read. */
interface Line {
  readonly date: string;
  readonly atMs: number;
  readonly id: string;
  readonly text: string;
}

export function readScript(says: string, facts: readonly string[], cast: Cast): Scripted {
  const lines = linesOf(says);
  const spoken = lines.filter(({ text }) => !/^(\S+ (presses|rules) |Qungui publishes )/.test(text));
  const published = matching(lines, PUBLISHED).map(([line, found]) => publishedOf(line, found));
  const idAt = (text: string, date: string) => {
    const atMs = momentOf(text, date);
    const id = lines.find((line) => line.atMs === atMs)?.id;
    if (id === undefined) throw new Error(`nothing was said at ${text}`);
    return id;
  };
  const messages = spoken.map((line) => messageOf(line, cast, idAt, spoken));
  const presses = matching(lines, PRESSED).map(([line, [, by = '', says = '', on = '']]): Press => {
    return { id: line.id, on: idAt(on, line.date), by, says: says as Press['says'], atMs: line.atMs };
  });
  const rulings = matching(lines, RULED).map(([line, [, by = '', on = '', verdict = '', to]]): Ruling => {
    return { on: idAt(on, line.date), by, verdict: verdict as Ruling['verdict'], to: to ?? null, atMs: line.atMs };
  });
  const talk = facts.reduce(withFact, { ...cast.talk, messages, presses, rulings, published });
  return { talk, firstDate: lines[0]?.date ?? '' };
}

function linesOf(says: string): Line[] {
  let date = '';
  const texts = says.split('\n').map((line) => line.trim());
  return texts.filter(Boolean).map((line, index) => {
    const [, day, time = '', text = ''] = LINE.exec(line) ?? [];
    if (text === '') throw new Error(`not a line of a script: ${line}`);
    date = day ?? date;
    return { date, atMs: momentOf(time, date), id: `m${String(index).padStart(3, '0')}`, text };
  });
}

const matching = (lines: readonly Line[], what: RegExp): [Line, RegExpExecArray][] =>
  lines.flatMap((line): [Line, RegExpExecArray][] => {
    const found = what.exec(line.text);
    return found ? [[line, found]] : [];
  });

function publishedOf(line: Line, [, ruleId = '', to = '', recalled]: RegExpExecArray): Published {
  return {
    id: line.id,
    ruleId,
    by: 'Qungui',
    to: to.split(',').map((name) => name.trim()),
    atMs: line.atMs,
    recalledAtMs: recalled ? momentOf(recalled, line.date) : null,
  };
}

function messageOf(
  line: Line,
  { talk, called }: Cast,
  idAt: (text: string, date: string) => string,
  lines: readonly Line[],
): Message {
  const [, id = '', marks = '', text = ''] = SPOKEN.exec(line.text) ?? [];
  const member = talk.members.find((one) => one.id === id);
  if (!member) throw new Error(`nobody of this name: ${line.text}`);
  const parts = marks.split(';').map((part) => part.trim());
  const after = (word: string) => parts.find((part) => part.startsWith(`${word} `))?.slice(word.length + 1);
  const [quoted, recalled] = [after('quotes'), after('recalled')];
  const kind = parts.find((part): part is Message['kind'] => /^(image|emotion|file|voice|red-packet)$/.test(part));
  return {
    id: line.id,
    chatId: talk.chatId,
    from: { id, kind: member.kind, personId: null },
    sentAtMs: line.atMs,
    kind: kind ?? 'text',
    length: [...text].length,
    text: kind ? null : text,
    mentions: mentionsIn(text, called),
    quote: quoted === undefined ? null : quoteOf(idAt(quoted, line.date), lines),
    hash: text,
    revokedAtMs: recalled === undefined ? null : momentOf(recalled, line.date),
    things: [],
  };
}

function quoteOf(messageId: string, lines: readonly Line[]): Quote {
  const [, of = '', , text = ''] = SPOKEN.exec(lines.find(({ id }) => id === messageId)?.text ?? '') ?? [];
  return { of: { is: 'one', id: of }, messageId, hash: text };
}

/** Longest name first; an @ that nobody is called by means nobody. */
function mentionsIn(text: string, called: ReadonlyMap<string, readonly string[]>): Mention[] {
  const names = ['所有人', ...called.keys()].sort((a, b) => b.length - a.length);
  return [...text.matchAll(/@/g)].map(({ index }): Mention => {
    const name = names.find((one) => text.startsWith(one, index + 1)) ?? '';
    const at = { at: index, length: name.length + 1 };
    if (name === '所有人') return { ...at, is: 'all' };
    const ids = called.get(name) ?? [];
    if (ids.length > 1) return { ...at, is: 'several', ids };
    return ids[0] === undefined ? { ...at, is: 'nobody' } : { ...at, is: 'one', id: ids[0] };
  });
}

/** What is so beside what is said: `李样本 on leave 10-08 00:00 to 10-09 24:00`, `李样本 works 11-26 20:00-32:00`, `10-12 is off`. */
function withFact(talk: Conversation, fact: string): Conversation {
  const day = /^(\d\d-\d\d) is (off|work)$/.exec(fact);
  if (day) return withDay(talk, `${YEAR}-${day[1]}`, day[2] as 'off' | 'work');
  const seen = /^(\S+) (spoke|pressed|opened-page|clocked-in) elsewhere (.+)$/.exec(fact);
  if (seen) {
    const [, by = '', how = '', at = ''] = seen;
    return { ...talk, signs: [...talk.signs, { by, how: how as 'spoke', atMs: momentOf(at, '') }] };
  }
  const [, id = '', rest = ''] = /^(\S+) (.+)$/.exec(fact) ?? [];
  if (!talk.members.some((one) => one.id === id)) throw new Error(`no fact: ${fact}`);
  return { ...talk, members: talk.members.map((one) => (one.id === id ? withPersonal(one, rest) : one)) };
}

function withDay(talk: Conversation, date: string, kind: 'off' | 'work'): Conversation {
  const calendar = calendarOver(talk.plan.calendar, new Map([[date, kind]]));
  const members = talk.members.map((one) => ({ ...one, plan: { ...one.plan, calendar } }));
  return { ...talk, members, plan: { ...talk.plan, calendar } };
}

function withPersonal(member: Member, fact: string): Member {
  const away = /^on (leave|trip) (.+) to (.+)$/.exec(fact);
  if (away) {
    const [, why = '', from = '', until = ''] = away;
    const one = { why: why as 'leave', fromMs: momentOf(from, ''), untilMs: momentOf(until, '') };
    return { ...member, absences: [...member.absences, one] };
  }
  const shift = /^works (\d\d-\d\d)(?: (.+))?$/.exec(fact);
  if (shift) {
    const shifts = new Map(member.plan.shifts ?? []);
    shifts.set(`${YEAR}-${shift[1]}`, shift[2] ? stretchesOf(shift[2]) : []);
    return { ...member, plan: { ...member.plan, shifts } };
  }
  const [, how = '', at = ''] = /^(leaves|joins) (.+)$/.exec(fact) ?? [];
  if (how === 'leaves') return { ...member, untilMs: momentOf(at, '') };
  if (how === 'joins') return { ...member, fromMs: momentOf(at, '') };
  throw new Error(`no fact: ${fact}`);
}

import type { Conversation, Press, Published, Ruling } from '../events/conversation.ts';
import type { Mention, Message, Quote } from '../events/message.ts';
import { instantOf } from '../work-time/local-time.ts';
import { POLICY_TIME_ZONE } from './durations.ts';

// A script is what a person would write down of a conversation, one line a message:
//
//   11-26 09:00 韩总裁: @李样本 今天下班前把报表发我
//         09:05 李样本 (quotes 09:00; recalled 09:06): 收到
//         09:07 李样本 presses done on 09:00
//         09:08 韩总裁 rules on 09:00: task for 李样本甲
//         09:10 Qungui publishes B-12 to 李样本, 王样例
//
// In files of cases the words about a message are Chinese: (引用 09:00；撤回 09:06), 李样本 按 办完 于 09:00.

const LINE = /^(?:(\d\d-\d\d) +)?(\d\d:\d\d) +(.+)$/;
const SPOKEN = /^(\S+?)(?: ?\(([^)]*)\))?[:：] ?(.*)$/;
const PRESSED = /^(\S+) presses (received|done|accepts|declines) on (.+)$/;
const RULED = /^(\S+) rules on ([^:]+:\d\d): (task|not-task)(?: for (\S+))?$/;
const PUBLISHED = /^Qungui publishes (\S+) to ([^(]+?)(?: \(recalled (.+)\))?$/;
const NOT_SPOKEN = /^(\S+ (presses|rules) |Qungui publishes )/;
const THING = /^(image|emotion|file|voice|red-packet)$/;

/** Who is there, and how they are written after an @; more than one may be called so. */
export interface Cast {
  readonly talk: Conversation;
  readonly called: ReadonlyMap<string, readonly string[]>;
  /** The id of whoever is written so at the beginning of a line. */
  readonly idOf: (name: string) => string;
  /** The year of dates that name none. */
  readonly year: number;
}

/** A line that says nothing. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
}

/** `11-26 09:00`, or with the year before it; `24:00` is the end of the day. Throws `ScriptError`. */
export function momentOf(text: string, date: string, year: number): number {
  const [, ownYear = String(year), day = date, hours = '', minutes = ''] =
    /^(?:(?:(\d{4})-)?(\d\d-\d\d) )?(\d\d):(\d\d)$/.exec(text.trim()) ?? [];
  if (hours === '' || day === '') throw new ScriptError(`no moment: ${text}`);
  return instantOf(`${ownYear}-${day}`, Number(hours) * 60 + Number(minutes), POLICY_TIME_ZONE);
}

/** A line of a script whose meaning is clear only when all others are read. */
interface Line {
  readonly date: string;
  readonly atMs: number;
  readonly id: string;
  readonly text: string;
}

interface Scripted {
  readonly talk: Conversation;
  /** The date of the first line: what a time without a date means in what is expected. */
  readonly firstDate: string;
}

/** The conversation that a script means. Throws `ScriptError` at the first line that means nothing. */
export function readScript(says: string, cast: Cast): Scripted {
  const lines = linesOf(says, cast.year);
  const spoken = lines.filter(({ text }) => !NOT_SPOKEN.test(text));
  const idAt = (text: string, date: string) => {
    const atMs = momentOf(text, date, cast.year);
    const id = lines.find((line) => line.atMs === atMs)?.id;
    if (id === undefined) throw new ScriptError(`nothing was said at ${text}`);
    return id;
  };
  const reads: Reads = { cast, idAt, spoken };
  const talk = {
    ...cast.talk,
    messages: spoken.map((line) => messageOf(line, reads)),
    presses: matching(lines, PRESSED).map(([line, found]) => pressOf(line, found, reads)),
    rulings: matching(lines, RULED).map(([line, found]) => rulingOf(line, found, reads)),
    published: matching(lines, PUBLISHED).map(([line, found]) => publishedOf(line, found, reads)),
  };
  return { talk, firstDate: lines[0]?.date ?? '' };
}

interface Reads {
  readonly cast: Cast;
  readonly idAt: (text: string, date: string) => string;
  readonly spoken: readonly Line[];
}

function linesOf(says: string, year: number): Line[] {
  let date = '';
  const texts = says.split('\n').map((line) => line.trim());
  return texts.filter(Boolean).map((line, index) => {
    const [, day, time = '', text = ''] = LINE.exec(line) ?? [];
    if (text === '') throw new ScriptError(`not a line of a script: ${line}`);
    date = day ?? date;
    return { date, atMs: momentOf(time, date, year), id: `m${String(index).padStart(3, '0')}`, text: inEnglish(text) };
  });
}

const PRESSES_IN_CHINESE = { 收到: 'received', 办完: 'done', 接手: 'accepts', 不接手: 'declines' } as const;
const MARKS_IN_CHINESE: Readonly<Record<string, string>> = {
  引用: 'quotes',
  撤回: 'recalled',
  图片: 'image',
  表情: 'emotion',
  文件: 'file',
  语音: 'voice',
  红包: 'red-packet',
};

/** The words about a message in the one language that is read; what was said stays. */
const inEnglish = (text: string): string =>
  text
    .replace(/^(\S+) 按 (收到|办完|接手|不接手) 于 /, (_, who: string, says: keyof typeof PRESSES_IN_CHINESE) => {
      return `${who} presses ${PRESSES_IN_CHINESE[says]} on `;
    })
    .replace(/^(\S+) 认定 (.*?\d\d:\d\d) (是|不是)任务(?:，指 (\S+))?$/, (_, who, on, is, to) => {
      return `${who} rules on ${on}: ${is === '是' ? 'task' : 'not-task'}${to ? ` for ${to}` : ''}`;
    })
    .replace(/^(\S+?) ?（([^）]*)）(?=[:：])/, (_, who: string, marks: string) => {
      const words = marks.replaceAll('；', ';').replace(/引用|撤回|图片|表情|文件|语音|红包/g, (word) => {
        return MARKS_IN_CHINESE[word] ?? word;
      });
      return `${who} (${words})`;
    });

const matching = (lines: readonly Line[], what: RegExp): [Line, RegExpExecArray][] =>
  lines.flatMap((line): [Line, RegExpExecArray][] => {
    const found = what.exec(line.text);
    return found ? [[line, found]] : [];
  });

const pressOf = (line: Line, [, by = '', says = '', on = '']: RegExpExecArray, { cast, idAt }: Reads): Press => ({
  id: line.id,
  on: idAt(on, line.date),
  by: cast.idOf(by),
  says: says as Press['says'],
  atMs: line.atMs,
});

const rulingOf = (line: Line, [, by = '', on = '', verdict, to]: RegExpExecArray, { cast, idAt }: Reads): Ruling => ({
  on: idAt(on, line.date),
  by: cast.idOf(by),
  verdict: verdict as Ruling['verdict'],
  to: to === undefined ? null : cast.idOf(to),
  atMs: line.atMs,
});

const publishedOf = (line: Line, [, ruleId = '', to = '', recalled]: RegExpExecArray, { cast }: Reads): Published => ({
  id: line.id,
  ruleId,
  by: 'Qungui',
  to: to.split(/[,、]/).map((name) => cast.idOf(name.trim())),
  atMs: line.atMs,
  recalledAtMs: recalled ? momentOf(recalled, line.date, cast.year) : null,
});

function messageOf(line: Line, { cast, idAt, spoken }: Reads): Message {
  const [, name = '', marks = '', text = ''] = SPOKEN.exec(line.text) ?? [];
  const id = cast.idOf(name);
  const member = cast.talk.members.find((one) => one.id === id);
  if (!member) throw new ScriptError(`nobody of this name: ${line.text}`);
  const parts = marks.split(';').map((part) => part.trim());
  const after = (word: string) => parts.find((part) => part.startsWith(`${word} `))?.slice(word.length + 1);
  const [quoted, recalled] = [after('quotes'), after('recalled')];
  const kind = parts.find((part): part is Message['kind'] => THING.test(part));
  return {
    id: line.id,
    chatId: cast.talk.chatId,
    from: { id, kind: member.kind, personId: null },
    sentAtMs: line.atMs,
    kind: kind ?? 'text',
    length: [...text].length,
    text: kind ? null : text,
    mentions: mentionsIn(text, cast.called),
    quote: quoted === undefined ? null : quoteOf(idAt(quoted, line.date), spoken, cast),
    hash: text,
    revokedAtMs: recalled === undefined ? null : momentOf(recalled, line.date, cast.year),
    things: [],
  };
}

function quoteOf(messageId: string, spoken: readonly Line[], { idOf }: Cast): Quote {
  const [, of = '', , text = ''] = SPOKEN.exec(spoken.find(({ id }) => id === messageId)?.text ?? '') ?? [];
  return { of: { is: 'one', id: idOf(of) }, messageId, hash: text };
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

/** What somebody wants who writes to the app about a case. */
export type Verb =
  | 'state'
  | 'exempt'
  | 'appeal'
  | 'confirm'
  | 'waive'
  | 'ask'
  | 'pass-on'
  | 'propose'
  | 'withdraw'
  | 'undo'
  | 'uphold'
  | 'reverse'
  | 'excerpt'
  | 'evidence'
  | 'sign'
  | 'refuse'
  | 'list';

export interface Spoken {
  readonly verb: Verb;
  /** Of the case, as messages print it; null: none was written. */
  readonly number: bigint | null;
  readonly text: string;
}

/** The first of each is the one that our messages use. */
const VERBS: Readonly<Record<Verb, readonly [string, ...string[]]>> = {
  state: ['说明', '我要说明', '解释', 'explain'],
  exempt: ['豁免', '申请豁免', 'exempt'],
  appeal: ['申诉', '我要申诉', '复议', 'appeal'],
  confirm: ['属实', '确认', '确认属实', 'confirm'],
  waive: ['免除', '不追究', 'waive'],
  ask: ['询问', '询问本人', '问', 'ask'],
  'pass-on': ['转交', '移交', '转给', 'hand over'],
  propose: ['提议', '建议', 'propose'],
  withdraw: ['撤回', '撤回提议', 'withdraw'],
  undo: ['撤销', '收回', 'undo'],
  uphold: ['维持', '维持原决定', 'uphold'],
  reverse: ['改判', '撤销原决定', '推翻', 'reverse'],
  excerpt: ['原话', '看原话', '查看原话', 'excerpt'],
  evidence: ['证据', '证据包', '取证据', '取证据包', 'evidence'],
  sign: ['已读', '我已阅读', '已阅读', '签收', 'signed'],
  refuse: ['不同意', '已读不同意', 'disagree'],
  list: ['待办', '待处理', 'todo'],
};

/** The word that our messages use for it. */
export const verbWord = (verb: Verb): string => VERBS[verb][0];

const WORDS = Object.entries(VERBS)
  .flatMap(([verb, words]) => words.map((word) => ({ verb: verb as Verb, word })))
  .sort((a, b) => b.word.length - a.word.length);

const GAP = '[\\s,，。:：;；、/|]';
/** `C-12`, `#12`, `编号 12`, `12号`; never a date, an hour or a sum, and never the number of a house: after 号 come words of their own. */
const NUMBER = new RegExp(
  `^${GAP}*(?:c-|c|#|n?o\\.?|编号|案件|案)?${GAP}*(\\d{1,18})(?!\\d)(?!\\s*(?:[年月日点时分个元%]|[.:-]\\d|号[\\p{L}\\p{N}]))(?:\\s*号)?${GAP}*`,
  'iu',
);
const GAPS = new RegExp(`^${GAP}+`, 'u');
/** What somebody says of his own case may follow its number at once; a decision is nothing that 询问5楼 … begins by chance. */
const OWN: ReadonlySet<Verb> = new Set(['state', 'exempt', 'appeal']);
const AT_ONCE = new RegExp(`^${GAP}*\\d+(?!号)(?=\\p{L})`, 'u');
const MOST_CHARACTERS = 2_000;

/**
 * What a text to the app means, or null when it is none of these: a word, the number of a case, and what is said of it, in any width and
 * with any spacing. A sentence that only begins with such a word is no command. Pure.
 */
export function readSpoken(written: string): Spoken | null {
  const said = written
    .normalize('NFKC')
    .slice(0, MOST_CHARACTERS)
    .replace(/^[\s「『“"'【[(]+|[\s」』”"'】\])]+$/gu, '');
  const found = WORDS.find(({ word }) => said.toLowerCase().startsWith(word));
  if (!found) return null;
  const after = said.slice(found.word.length);
  const numbered = !OWN.has(found.verb) && AT_ONCE.test(after) ? null : NUMBER.exec(after);
  if (numbered?.[1] !== undefined)
    return { verb: found.verb, number: BigInt(numbered[1]), text: after.slice(numbered[0].length).trim() };
  const gap = GAPS.exec(after);
  if (after !== '' && !gap) return null;
  return { verb: found.verb, number: null, text: after.slice(gap?.[0].length ?? 0).trim() };
}

import type { Kind } from '../../policy/policy.ts';
import { daysAfter } from '../../work-time/local-time.ts';
import { dayIn } from '../sheet/day.ts';
import type { LastAnswer, Line } from './lines.ts';
import { lacksPurpose } from './purpose.ts';

/** A card asks three questions at most [90236]. */
export const MOST_ON_A_CARD = 3;

const SURENESS = { unknown: 0, likely: 1, certain: 2 } as const;

/**
 * Which of an owner's groups wait for his answer: what nobody can propose first, then what is only likely, then groups of
 * personal WeChat, whose day of moving he chooses. What is certain and inside WeCom is left to HR's confirmation. Pure.
 */
export const awaiting = (lines: readonly Line[]): Line[] =>
  lines
    .filter((line) => line.state === 'proposed' && isAsked(line))
    .sort((a, b) => SURENESS[a.confidence] - SURENESS[b.confidence] || (a.name < b.name ? -1 : 1));

/** Whether an owner is asked about a line at all. */
export const isAsked = ({ confidence, reach }: Pick<Line, 'confidence' | 'reach'>): boolean =>
  confidence !== 'certain' || reach === 'outside';

/** Those of them that the next card asks about. Pure. */
export const linesToAsk = (lines: readonly Line[]): Line[] => awaiting(lines).slice(0, MOST_ON_A_CARD);

/**
 * Whether a card has no room for all that its owner is to say: of more than three groups, or of several of which nobody said
 * what they are for. Pure.
 */
export const overflows = (waiting: readonly Line[], kinds: readonly Kind[]): boolean =>
  waiting.length > MOST_ON_A_CARD || (waiting.length > 1 && waiting.some((line) => lacksPurpose(line, kinds)));

/** A choice on a card; its id is what comes back. */
export interface Option {
  readonly id: string;
  readonly says: 'kind' | 'migrate' | 'unused' | 'not-mine' | 'later';
  /** The kind's name, or the day. */
  readonly word: string;
}

export interface Asked {
  readonly lineId: string;
  readonly options: readonly Option[];
  /** Chosen before anybody touches it: what we propose, or nothing. */
  readonly selected: string;
}

/** Ten options a question at most [90236]; three of them are not kinds. */
const MOST_KINDS = 7;
/** The days that an owner may choose for moving a group into WeCom. */
const MIGRATE_DAYS = [14, 30, 60] as const;

/** The choices for a group: the proposed kind first, then the others that may live there; a page has room for all of them. Pure. */
export function questionOf(line: Line, kinds: readonly Kind[], today: string, mostKinds = MOST_KINDS): Asked {
  const proper = line.reach === 'outside' ? migrations(today) : kindOptions(line, kinds).slice(0, mostKinds);
  const proposed = line.reach !== 'outside' && line.kind !== null;
  const later: Option = { id: 'later', says: 'later', word: '' };
  const options: Option[] = [
    ...(proposed ? [] : [later]),
    ...proper,
    { id: 'unused', says: 'unused', word: '' },
    { id: 'not-mine', says: 'not-mine', word: '' },
  ];
  return { lineId: line.id, options, selected: proposed ? `kind.${line.kind}` : later.id };
}

const migrations = (today: string): Option[] =>
  MIGRATE_DAYS.map((days) => daysAfter(today, days)).map((day) => ({
    id: `migrate.${day}`,
    says: 'migrate',
    word: day,
  }));

function kindOptions({ kind, reach }: Line, kinds: readonly Kind[]): Option[] {
  const fitting = kinds.filter((one) => one.id === kind || reach === 'unknown' || one.reach.includes(reach));
  const all = fitting.length > 0 ? fitting : kinds;
  const sorted = [...all.filter((one) => one.id === kind), ...all.filter((one) => one.id !== kind)];
  return sorted.map(({ id, name }) => ({ id: `kind.${id}`, says: 'kind', word: name.zh }));
}

/** What groups are usually for; the proposed purpose comes before them. */
const PURPOSES = ['内部协作', '通知发布', '客户服务', '项目交付', '学习交流', '其他'] as const;

export const purposeKey = (lineId: string): string => `${lineId}.purpose`;
export const purposeOption = (at: number): string => `purpose.${at}`;

/** On a card about one group there is room to ask what it is for; what is chosen comes back as its number. Pure. */
export function purposesFor({ purpose }: Pick<Line, 'purpose'>): string[] {
  return [...new Set([...(purpose === '' ? [] : [purpose]), ...PURPOSES])];
}

/** The question what a group is for: nothing stands chosen where nothing is proposed, for nobody said it. Pure. */
export function purposeAsked(line: Pick<Line, 'purpose'>): {
  readonly options: readonly { readonly id: string; readonly word: string | null }[];
  readonly selected: string;
} {
  const words = purposesFor(line).map((word, at) => ({ id: purposeOption(at), word }));
  if (line.purpose !== '') return { options: words, selected: purposeOption(0) };
  return { options: [{ id: 'later', word: null }, ...words], selected: 'later' };
}

/** The purpose that was chosen; null: none, or one that the card did not offer. Pure. */
export const purposeIn = (option: string | undefined, line: Pick<Line, 'purpose'>): string | null =>
  purposesFor(line).find((_, at) => purposeOption(at) === option) ?? null;

/** Which option of a card stands for an answer. Pure. */
export const optionOf = ({ answer, kind, until }: Pick<LastAnswer, 'answer' | 'kind' | 'until'>): string =>
  answer === 'kind' || answer === 'migrate' ? `${answer}.${answer === 'kind' ? kind : until}` : answer;

/** What a chosen option answers; null: nothing yet, or what no card of ours offers for this group now. Pure. */
export function answerIn(
  option: string,
  { reach }: Pick<Line, 'reach'>,
  kinds: readonly string[],
): { readonly answer: 'kind' | 'migrate' | 'unused' | 'not-mine'; readonly word: string | null } | null {
  if (option === 'unused' || option === 'not-mine') return { answer: option, word: null };
  const [, says, word] = /^(kind|migrate)\.([\w-]{1,60})$/.exec(option) ?? [];
  if (says === 'kind' && word && kinds.includes(word)) return { answer: 'kind', word };
  const isDay = word !== undefined && dayIn(word) === word;
  return says === 'migrate' && reach === 'outside' && isDay ? { answer: 'migrate', word } : null;
}

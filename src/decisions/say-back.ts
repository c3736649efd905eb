import type { Words } from '../notices/content.ts';
import type { WordingKey } from '../notices/wording/zh.ts';
import { dayOf } from '../work-time/local-days.ts';
import { words } from './lines.ts';

/** Everything that an order about a case can come to. */
export type Outcome = keyof typeof SAYS;

const SAYS = {
  done: 'heardDone',
  decided: 'heardDecided',
  stated: 'heardStatement',
  wished: 'heardExempt',
  appealed: 'heardAppeal',
  asked: 'heardAsked',
  assigned: 'heardAssigned',
  proposed: 'heardProposed',
  'asked-statement': 'heardProposedAsked',
  'alternative-only': 'heardAlternative',
  'not-executed': 'heardNotExecuted',
  'no-measure': 'heardNoMeasure',
  repeat: 'heardRepeat',
  closed: 'heardClosed',
  over: 'heardOver',
  'too-late': 'heardTooLate',
  'not-his': 'heardNotHis',
  'own-line': 'heardOwnLine',
  'not-entitled': 'heardNotEntitled',
  'nothing-decided': 'heardNothingDecided',
  'needs-statement': 'heardNeedsStatement',
  'needs-reason': 'heardNeedsReason',
  'needs-words': 'heardNeedsWords',
  'needs-name': 'heardNeedsName',
  'nobody-to-ask': 'heardNobodyToAsk',
} as const satisfies Readonly<Record<string, WordingKey>>;

/** What an order came to, in words for who gave it. `until` is an instant, and is said as a day. */
export function sayBack(
  outcome: Outcome,
  number: string,
  { until, ...places }: Readonly<Record<string, string>>,
  timeZone = 'Asia/Shanghai',
): Words[] {
  const day = until === undefined ? '' : dayText(new Date(until), timeZone);
  return [
    words(() => ({ key: SAYS[outcome], places: { what: '', why: '', others: '', ...places, number, until: day } })),
  ];
}

/** What is missing in an order, with an example of the whole. */
export const sayNeeds = (what: 'reason' | 'words', number: string, verb: string): Words[] => [
  words(() => ({ key: what === 'reason' ? 'heardNeedsReason' : 'heardNeedsWords', places: { number, verb } })),
];

/** `12-02`: the last day of a time that ends at this instant. */
export const dayText = (at: Date, timeZone: string): string => dayOf(at.getTime() - 1, timeZone).slice(5);

import type { Words } from '../notices/content.ts';
import type { WordingKey } from '../notices/wording/zh.ts';
import { PROOF_WORDS } from '../sanctions/in-words.ts';
import type { Proof } from '../sanctions/measures.ts';
import { dayOf } from '../work-time/local-days.ts';
import { words } from './lines.ts';

/** Everything that an order about a case can come to. */
export type Outcome = keyof typeof SAYS;

const SAYS = {
  done: 'heardDone',
  decided: 'heardDecided',
  stated: 'heardStatement',
  wished: 'heardExempt',
  'wished-before': 'heardExemptBefore',
  'bad-day': 'heardBadDay',
  'no-such-rule': 'heardNoRule',
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
  settled: 'heardSettled',
  'no-more': 'heardNoMore',
  'under-appeal': 'heardUnderAppeal',
  'too-late': 'heardTooLate',
  'not-his': 'heardNotHis',
  'own-line': 'heardOwnLine',
  'not-entitled': 'heardNotEntitled',
  'nothing-decided': 'heardNothingDecided',
  'needs-statement': 'heardNeedsStatement',
  'not-heard-yet': 'heardNotHeardYet',
  'cannot-confirm': 'heardCannotConfirm',
  'needs-second': 'heardNeedsSecond',
  'needs-reason': 'heardNeedsReason',
  'needs-words': 'heardNeedsWords',
  'needs-name': 'heardNeedsName',
  'nobody-to-ask': 'heardNobodyToAsk',
  'excerpt-needs-reason': 'heardExcerptNeedsReason',
  'excerpt-for-hr': 'heardExcerptForHr',
  'excerpt-at-night': 'heardExcerptAtNight',
  'excerpt-none': 'heardExcerptNone',
  'excerpt-not-kept': 'heardExcerptNotKept',
  'excerpt-erased': 'heardExcerptErased',
  'pack-needs-reason': 'heardPackNeedsReason',
  'pack-asked': 'heardPackAsked',
  'pack-repeat': 'heardPackRepeat',
  'pack-nobody': 'heardPackNobody',
  'pack-again': 'heardPackAgain',
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

/** What has to be shown and is not there; nothing where nothing is missing. */
export const sayMissing = (missing: readonly Proof[]): Words[] =>
  missing.length === 0
    ? []
    : [
        words((lang) => ({
          key: 'heardMissing',
          places: { missing: missing.map((one) => PROOF_WORDS[one][lang]).join(lang === 'zh' ? '、' : ', ') },
        })),
      ];

/** `12-02`: the last day of a time that ends at this instant. */
export const dayText = (at: Date, timeZone: string): string => dayOf(at.getTime() - 1, timeZone).slice(5);

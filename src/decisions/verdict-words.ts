import type { Words } from '../notices/content.ts';
import { BANNED_EN, BANNED_ZH } from '../notices/wording/banned.ts';
import type { WordingKey } from '../notices/wording/zh.ts';
import type { Measure } from '../sanctions/measures.ts';
import { dayOf } from '../work-time/local-days.ts';
import type { Held } from './hold-matter.ts';
import { nameOf, words } from './lines.ts';

/** What a person decided, as it is told to the one it is about. */
export interface Decided {
  readonly by: string;
  readonly says: 'confirmed' | 'waived' | 'withdrawn' | 'upheld' | 'reversed';
  readonly measure: Measure | null;
  readonly appealUntil: Date | null;
  /** Nobody is told before a decision can no longer be taken back. */
  readonly notBefore: Date;
}

const SAYS: Readonly<Record<Decided['says'], WordingKey>> = {
  confirmed: 'verdictConfirmed',
  waived: 'verdictWaived',
  withdrawn: 'verdictWithdrawn',
  upheld: 'verdictUpheld',
  reversed: 'verdictReversed',
};

/** Measures that a machine may name; every other one is told by the person who decided it, in person or in writing. */
const NAMED: Readonly<Partial<Record<Measure, WordingKey>>> = {
  talk: 'measureTalk',
  training: 'measureTraining',
  'review-note': 'measureReviewNote',
};

/** The sentence of the outcome and what he can do. Who decided is named, a sanction is not. Pure. */
export function decidedWords(held: Held, decided: Decided): { readonly happened: Words; readonly fix: Words } {
  const { by, says, measure, appealUntil } = decided;
  const number = String(held.matter.number);
  const places = { number, by: harmless(nameOf(held, by)) };
  const named = measure === null ? undefined : NAMED[measure];
  const said = says === 'confirmed' && measure === null ? 'verdictFound' : SAYS[says];
  const happened = words((lang) =>
    says === 'confirmed' && named
      ? {
          key: 'verdictConfirmedMeasure',
          places: { ...places, measure: words(() => ({ key: named, places: {} }))[lang] },
        }
      : { key: said, places },
  );
  const until = appealUntil ? dayOf(appealUntil.getTime() - 1, held.policy.manners.timeZone).slice(5) : '';
  const how: WordingKey =
    appealUntil !== null ? 'verdictHowAppeal' : says === 'upheld' ? 'verdictHowUpheld' : 'verdictHowNothing';
  return { happened, fix: words(() => ({ key: how, places: { ...places, until } })) };
}

/** A name that a member's message cannot hold is left to be asked for. */
const harmless = (name: string): string => (BANNED_ZH.test(name) || BANNED_EN.test(name) ? '同事' : name);

import { type MoneyThreat, threatsOfClause } from '../policy/check-sanctions.ts';
import type { Clause, Policy } from '../policy/policy.ts';
import type { Sentence } from '../rules/rule.ts';
import type { Basis, Jurisdiction } from './jurisdiction-file.ts';
import type { Told } from './measures.ts';

/** A clause that threatens money: open as long as it stands there, whether anybody breaks it or not. */
export interface StandingFinding {
  readonly clause: string;
  readonly stands: 'sanction' | 'text';
  readonly threats: readonly MoneyThreat[];
  readonly status: 'not-executed';
  readonly tells: readonly Told[];
  readonly says: Sentence;
  readonly why: Sentence;
  readonly basis: readonly Basis[];
  /** Ready to be put in place of the threat. */
  readonly amendment: Sentence;
}

/** Every clause of a policy that threatens money, with the words that may stand there instead. Pure. */
export const standingFindings = (policy: Pick<Policy, 'clauses'>, jurisdiction: Jurisdiction): StandingFinding[] =>
  policy.clauses.flatMap((clause) => {
    const found = threatsOfClause(clause.sanction?.zh ?? null, clause.text.zh);
    return found ? [findingOf(clause, found, jurisdiction)] : [];
  });

function findingOf(
  { id }: Clause,
  { stands, threats }: { readonly stands: 'sanction' | 'text'; readonly threats: readonly MoneyThreat[] },
  { measures }: Jurisdiction,
): StandingFinding {
  // The gravest of them decides what is said: whoever amends the clause for that one has amended it for all.
  const worst = GRAVEST_FIRST.find((measure) => threats.some((threat) => threat.measure === measure)) ?? 'fine';
  const { why, basis, tells, amendment } = measures[worst];
  if (!amendment) throw new TypeError(`the jurisdiction has no amendment for ${worst}`);
  const words = [...new Set(threats.map((threat) => threat.words))];
  return {
    clause: id,
    stands,
    threats,
    status: 'not-executed',
    tells,
    says: {
      zh: `${id} 写有${words.map((one) => `“${one}”`).join('、')}：原文照录，系统不执行，请法务修订。`,
      en: `${id} speaks of ${words.map((one) => `"${one}"`).join(', ')}: shown as it stands, not executed; counsel is asked to amend it.`,
    },
    why,
    basis,
    amendment,
  };
}

const GRAVEST_FIRST = ['fine', 'red-packet', 'bonus-cut', 'deduction'] as const;

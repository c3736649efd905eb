import type { PersonId } from '../ids.ts';
import type { Sentence } from '../rules/rule.ts';
import { mostOfMonthFen, type Wage } from './deduction.ts';
import { OVER_CAP, UNLOCK_SAYS } from './guard-sentences.ts';
import type { Basis, Jurisdiction, Profile } from './jurisdiction-file.ts';
import type { Measure, Proof, Told, Verdict } from './measures.ts';
import { missingProofs, type SignOff } from './sign-off.ts';
import { flawOf, type Unlock } from './unlock.ts';

/** What somebody of the company wants to propose about one person. */
export interface Proposal {
  readonly measure: Measure;
  readonly subject: PersonId;
  readonly by: PersonId;
  /** When it happened: he must have been bound then, not only today. */
  readonly happenedAtMs: number;
  /** A name of `regions`, or any other word for where he works; null: nobody has said it. */
  readonly region: string | null;
  /** What is there besides the sign-off of the policy. */
  readonly shown: readonly Proof[];
  /** Of a deduction; looked at and not kept. */
  readonly money: { readonly askedFen: number; readonly lossLeftFen: number; readonly wage: Wage } | null;
}

/** Why something may not be proposed, or how it may. */
export interface Because {
  readonly key: 'not-for-these-people' | Verdict | 'unlocked' | 'not-unlocked' | 'over-cap';
  readonly says: Sentence;
  readonly basis: readonly Basis[];
}

export interface Guarded {
  /** `alternative-only`: not this, but one of the alternatives. `not-executed`: nothing at all. A person decides in any case. */
  readonly may: 'propose' | 'alternative-only' | 'not-executed';
  readonly because: readonly Because[];
  readonly alternatives: readonly Measure[];
  readonly whoMustBeTold: readonly Told[];
  /** For this person on that day. */
  readonly proofMissing: readonly Proof[];
  /** No measure becomes a line of anybody's wages, unlocked or not. */
  readonly payroll: 'never';
}

/** Whether a measure may be proposed about a person, by the law of the place, how he stands to the company, and what is proven. Pure. */
export function guard(
  proposal: Proposal,
  jurisdiction: Jurisdiction,
  profile: Profile,
  signOff: SignOff | null,
  unlock: Unlock | null,
  nowMs: number,
): Guarded {
  const weigh = (measure: Measure) => weighed({ ...proposal, measure }, jurisdiction, profile, signOff, unlock, nowMs);
  const own = weigh(proposal.measure);
  const told = jurisdiction.measures[proposal.measure];
  const others = own.may === 'yes' ? [] : [...told.instead, ...(profile.noteTo ? (['note'] as const) : [])];
  const alternatives = [...new Set<Measure>(others)].filter((other) => weigh(other).may === 'yes');
  return {
    may: own.may === 'yes' ? 'propose' : alternatives.length > 0 ? 'alternative-only' : 'not-executed',
    because: own.because,
    alternatives,
    whoMustBeTold: [...new Set([...told.tells, ...(profile.noteTo ? [profile.noteTo] : []), ...own.answers])],
    proofMissing: own.missing,
    payroll: 'never',
  };
}

interface Weighed {
  readonly may: 'yes' | 'no';
  readonly because: readonly Because[];
  readonly missing: readonly Proof[];
  /** Who answers for an unlock. */
  readonly answers: readonly Told[];
}

function weighed(
  proposal: Proposal,
  { measures, regions }: Jurisdiction,
  profile: Profile,
  signOff: SignOff | null,
  unlock: Unlock | null,
  nowMs: number,
): Weighed {
  const whole = measures[proposal.measure];
  if (!profile.measures.includes(proposal.measure)) {
    const says = { key: 'not-for-these-people', says: profile.why, basis: profile.basis } as const;
    return { may: 'no', because: [says], missing: [], answers: [] };
  }
  const here = proposal.region === null ? undefined : own(regions, proposal.region)?.measures[proposal.measure];
  const { verdict, why, basis } = here ?? whole;
  const because: Because[] = [{ key: verdict, says: why, basis }];
  const flaw = verdict === 'blocked-unless-unlocked' ? flawOf(unlock, proposal, nowMs) : null;
  const isUnlocked = verdict === 'blocked-unless-unlocked' && flaw === null;
  if (flaw) because.push({ key: 'not-unlocked', says: UNLOCK_SAYS[flaw], basis: [] });
  if (isUnlocked) because.push({ key: 'unlocked', says: UNLOCK_SAYS.counts, basis: [] });
  const tooMuch = isOverCap(proposal, whole.cap);
  if (tooMuch) because.push({ key: 'over-cap', says: OVER_CAP, basis });
  const missing = verdict === 'free' ? [] : missingOf(proposal, whole, verdict, profile, signOff);
  const stops = verdict === 'never' || flaw !== null || tooMuch || missing.length > 0;
  return { may: stops ? 'no' : 'yes', because, missing, answers: isUnlocked ? ['approver'] : [] };
}

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

function missingOf(
  { subject, happenedAtMs, region, shown, money }: Proposal,
  { asks }: { readonly asks: readonly Proof[] },
  verdict: Verdict,
  profile: Profile,
  signOff: SignOff | null,
): Proof[] {
  const bound = missingProofs(signOff, subject, happenedAtMs, profile.signOff);
  // A place that forbids more may be the very place; who does not know it cannot unlock anything.
  const place: Proof[] = verdict === 'blocked-unless-unlocked' && region === null ? ['region'] : [];
  // Nobody vouches for arithmetic.
  const isShown = (proof: Proof) => (proof === 'within-cap' ? money !== null : shown.includes(proof));
  return [...bound, ...asks.filter((proof) => !isShown(proof)), ...place];
}

function isOverCap({ money }: Proposal, cap: { readonly percentOfMonth: number } | undefined): boolean {
  if (!cap || !money) return false;
  return money.askedFen > mostOfMonthFen(money.lossLeftFen, money.wage, cap.percentOfMonth);
}

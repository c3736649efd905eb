import type { Directory } from '../events/person.ts';
import type { PersonId } from '../ids.ts';
import { type Deputy, standsInNow } from './deputies.ts';
import { leads, lineBetween } from './line.ts';

/** Who has the duty to decide, by the policy, now. */
export interface Bench {
  readonly office: readonly PersonId[];
  readonly deputies: readonly Deputy[];
  /** Whom the policy names for leaders, and for whatever nobody else may decide. */
  readonly lastInstance: readonly PersonId[];
}

/** What is to be decided, and who has decided of it before. */
export interface ToDecide {
  readonly subject: PersonId;
  readonly what: 'breach' | 'appeal' | 'exemption';
  /** Of an appeal: who decided first. Of a leader's exemption: who agreed first. */
  readonly earlier: readonly PersonId[];
}

export type Recused = 'himself' | 'his-own-line' | 'decided-before' | 'line-of-the-first' | 'not-here' | 'no-duty';

/** Who may decide, from where, and why the others may not. `nobody`: HR and counsel are told, and the matter rests. */
export interface Deciders {
  readonly from: 'office' | 'deputies' | 'last-instance' | 'nobody';
  readonly who: readonly PersonId[];
  readonly recused: readonly { readonly who: PersonId; readonly because: Recused }[];
}

/**
 * The office first, then whoever stands in for one of it today, then the last instance: the first of them in which somebody may decide.
 * Nobody decides about himself or in his own line; of the last instance, which is above everybody, only those below the subject
 * are out. An appeal goes to somebody else, who is not in the first one's line either. Pure.
 */
export function decidersOf(matter: ToDecide, bench: Bench, directory: Directory, nowMs: number): Deciders {
  const deputies = standsInNow(bench.deputies, bench.office, nowMs);
  const benches = [
    ['office', bench.office],
    ['deputies', deputies],
    ['last-instance', bench.lastInstance],
  ] as const;
  const recused: { who: PersonId; because: Recused }[] = [];
  for (const [from, people] of benches) {
    const judged = [...new Set(people)].map((who) => ({ who, because: recusal(who, matter, from, directory) }));
    const who = judged.flatMap((one) => (one.because === null ? [one.who] : []));
    recused.push(...judged.flatMap((one) => (one.because === null ? [] : [{ who: one.who, because: one.because }])));
    if (who.length > 0) return { from, who, recused };
  }
  return { from: 'nobody', who: [], recused };
}

/** Whether this very person may decide now, and if not, why. Pure. */
export function mayDecide(
  who: PersonId,
  matter: ToDecide,
  bench: Bench,
  directory: Directory,
  nowMs: number,
): 'yes' | Recused {
  const { who: deciders, recused } = decidersOf(matter, bench, directory, nowMs);
  return deciders.includes(who) ? 'yes' : (recused.find((one) => one.who === who)?.because ?? 'no-duty');
}

function recusal(
  who: PersonId,
  { subject, earlier }: ToDecide,
  from: Exclude<Deciders['from'], 'nobody'>,
  directory: Directory,
): Recused | null {
  if (directory.persons.get(who)?.status !== 'active') return 'not-here';
  if (who === subject) return 'himself';
  if (earlier.includes(who)) return 'decided-before';
  const line = lineBetween(who, subject, directory);
  const isLast = from === 'last-instance';
  if (line.has('below') || (line.has('above') && !isLast)) return 'his-own-line';
  const ofFirst = earlier.some((first) => {
    const between = lineBetween(who, first, directory);
    return between.has('below') || (between.has('above') && !isLast);
  });
  return ofFirst ? 'line-of-the-first' : null;
}

/** What an exemption still wants before it counts. A leader's wants two people outside his line, and is in the monthly report. */
export interface ExemptionNeeds {
  readonly more: 'first' | 'second' | 'none';
  readonly reported: 'monthly' | 'not-reported';
}

/** What an exemption of somebody wants, after some have agreed to it. Those of his own line, and he himself, do not count. Pure. */
export function exemptionNeeds(
  subject: PersonId,
  agreed: readonly PersonId[],
  directory: Directory,
  lastInstance: readonly PersonId[] = [],
): ExemptionNeeds {
  const counting = [...new Set(agreed)].filter((who) => {
    const line = lineBetween(who, subject, directory);
    return who !== subject && !line.has('below') && (!line.has('above') || lastInstance.includes(who));
  });
  const isLeader = leads(subject, directory) === 'leads';
  const outside = counting.filter((who) => lineBetween(who, subject, directory).size === 0);
  const reported = isLeader ? 'monthly' : 'not-reported';
  if (counting.length === 0) return { more: 'first', reported };
  // One of the two has to stand outside his line altogether: the last instance alone is not that person.
  const isEnough = !isLeader || (counting.length >= 2 && outside.length >= 1);
  return { more: isEnough ? 'none' : 'second', reported };
}

import type { PersonId } from '../ids.ts';
import { endOfDayMs, startOfDayMs } from '../policy/durations.ts';
import type { Level } from '../policy/policy.ts';
import type { LocalDate } from '../work-time/local-time.ts';
import { SIGN_OFF_PROOFS, type SignOffProof } from './measures.ts';

/** Days for which people can speak up before rules are settled, where the company names no other number. The law names none. */
export const CONSULTATION_DAYS = 7;

/** How one version of a policy came to bind people. What is not there has not happened. */
export interface SignOff {
  readonly policy: string;
  readonly version: number;
  readonly consultation: { readonly from: LocalDate; readonly until: LocalDate; readonly leastDays: number } | null;
  /** Of the meeting that settled it; of an association, its council's or assembly's. */
  readonly record: {
    readonly of: 'union' | 'staff-meeting' | 'all-staff' | 'council';
    readonly on: LocalDate;
    readonly reference: string;
  } | null;
  readonly publication: { readonly on: LocalDate; readonly where: string } | null;
  readonly signatures: readonly Signature[];
}

/** Somebody was shown the text. That he would not sign does not undo it; on paper somebody else says so. */
export type Signature = {
  readonly person: PersonId;
  readonly atMs: number;
} & (
  | { readonly how: 'button'; readonly says: 'signed' | 'refused' }
  | { readonly how: 'list'; readonly says: 'signed' }
  | { readonly how: 'list'; readonly says: 'refused'; readonly witness: string | null }
);

/** What did not prove on a moment that this version bound this person, in the order in which it comes about. Pure. */
export function missingProofs(
  signOff: SignOff | null,
  person: PersonId,
  atMs: number,
  needed: readonly SignOffProof[] = SIGN_OFF_PROOFS,
): SignOffProof[] {
  return SIGN_OFF_PROOFS.filter((proof) => needed.includes(proof) && !(signOff && SHOWN[proof](signOff, atMs, person)));
}

const SHOWN: Readonly<Record<SignOffProof, (signOff: SignOff, atMs: number, person: PersonId) => boolean>> = {
  consultation: ({ consultation, record }, atMs) => {
    if (!consultation) return false;
    const { from, until, leastDays } = consultation;
    const lasted = endOfDayMs(until) - startOfDayMs(from) >= leastDays * DAY_MS;
    // Nobody is consulted on what is settled already.
    return lasted && endOfDayMs(until) <= atMs && (!record || startOfDayMs(record.on) >= startOfDayMs(until));
  },
  record: ({ record }, atMs) => record !== null && startOfDayMs(record.on) <= atMs,
  publication: ({ publication, record }, atMs) =>
    publication !== null &&
    startOfDayMs(publication.on) <= atMs &&
    (!record || startOfDayMs(publication.on) >= startOfDayMs(record.on)),
  told: (signOff, atMs, person) => toldAtMs(signOff, person) <= atMs,
};

const DAY_MS = 86_400_000;

/** When somebody was first shown the published text; never: infinity. What he signed before was a draft. */
function toldAtMs({ signatures, publication }: SignOff, person: PersonId): number {
  const fromMs = publication ? startOfDayMs(publication.on) : 0;
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...signatures.filter((one) => one.person === person && one.atMs >= fromMs && isProof(one)).map(({ atMs }) => atMs),
  );
}

const isProof = (one: Signature): boolean =>
  one.how === 'button' || one.says === 'signed' || (one.witness ?? '') !== '';

/** Who has still to be shown the published text, and since when: new hires from their first day. */
export function stillToTell(
  signOff: SignOff,
  people: readonly { readonly id: PersonId; readonly hiredAtMs: number }[],
  nowMs: number,
): { readonly id: PersonId; readonly sinceMs: number }[] {
  if (!signOff.publication) return [];
  const publishedMs = startOfDayMs(signOff.publication.on);
  return people
    .map(({ id, hiredAtMs }) => ({ id, sinceMs: Math.max(publishedMs, hiredAtMs) }))
    .filter(({ id, sinceMs }) => sinceMs <= nowMs && toldAtMs(signOff, id) > nowMs)
    .sort((a, b) => a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1));
}

/** How far a rule may go with somebody whom not all proofs bind: it reminds, and proposes nothing. */
export const levelBound = (level: Level, missing: readonly SignOffProof[]): Level =>
  level === 'propose' && missing.length > 0 ? 'remind' : level;

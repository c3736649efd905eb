import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import { type Corp, PersonId } from '../ids.ts';
import type { Measure } from '../sanctions/measures.ts';
import { type Strike, type StrikeEvent, strikesAt } from '../sanctions/strikes.ts';
import type { Deciding } from './deciding.ts';
import type { Held } from './hold-matter.ts';

/** What strikes are counted by: the room of the rule (naming, membership, response, content …). */
export const categoryOf = (rule: string): string => rule.split('/')[0] ?? rule;

/** A breach counts when a person confirmed what was proposed about the member himself; a note to others is no such thing. */
export const countsAsStrike = (measure: Measure): 'strike' | 'no-strike' =>
  measure === 'note' ? 'no-strike' : 'strike';

/** Writes the strike of a decision. The entry belongs into the trail. */
export async function writeStrike(
  tx: Tx,
  { corp, keys, at }: Deciding,
  { matter, policy, person }: Held,
  decisionId: string,
): Promise<AuditEntry[]> {
  if (!person) return [];
  const category = categoryOf(matter.rule);
  const { days } = policy.ladder;
  await tx.strike.create({
    data: { corp, id: decisionId, caseId: matter.id, personId: person.id, category, at, days },
  });
  const { id: caseId, chatId } = matter;
  const of = pseudonymOf(keys, person.id);
  return [{ v: 1, kind: 'strike-counted', caseId, chatId, decisionId, person: of, category, days }];
}

/** Gives the strike of a decision back; of one that made none nothing happens. The entry belongs into the trail. */
export async function giveStrikeBack(
  tx: Tx,
  { corp, at }: Deciding,
  { matter }: Pick<Held, 'matter'>,
  decisionId: string,
  because: 'undone' | 'reversed',
): Promise<AuditEntry[]> {
  const { count } = await tx.strike.updateMany({
    where: { corp, id: decisionId, givenBackAt: null },
    data: { givenBackAt: at, givenBackBecause: because },
  });
  const { id: caseId, chatId } = matter;
  return count === 0 ? [] : [{ v: 1, kind: 'strike-given-back', caseId, chatId, decisionId, because }];
}

/** A strike with the case that it comes from. */
export interface OwnStrike extends Strike {
  readonly caseId: string;
}

/** All strikes of one person as they stand now, oldest first: those that count, expired, and were given back. */
export async function ownStrikes(
  tx: Tx,
  corp: Corp,
  { personId, timeZone, at }: { readonly personId: PersonId; readonly timeZone: string; readonly at: Date },
): Promise<readonly OwnStrike[]> {
  const rows = await tx.strike.findMany({ where: { corp, personId } });
  const caseOf = new Map(rows.map(({ id, caseId }) => [id, caseId]));
  const events = rows.flatMap(({ id, personId: person, category, at: decidedAt, days, givenBackAt }): StrikeEvent[] => [
    { kind: 'decided', id, person: PersonId.parse(person), category, atMs: decidedAt.getTime(), days },
    ...(givenBackAt ? [{ kind: 'given-back' as const, id, atMs: givenBackAt.getTime() }] : []),
  ]);
  return strikesAt(events, at.getTime(), timeZone).map((strike) => ({
    ...strike,
    caseId: caseOf.get(strike.id) ?? '',
  }));
}

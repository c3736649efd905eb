import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { holdingAt, type Moment } from '../db/moment.ts';
import { RELATIONS, type Relation } from '../events/person.ts';
import { type Corp, newId } from '../ids.ts';
import { lookWhereTheyAre } from './look-where-they-are.ts';
import { unknownPerson } from './unknown-person.ts';

export interface RelationSaid {
  readonly personId: string;
  readonly relation: Relation;
  /** The account of whoever says so. */
  readonly by: string;
}

/**
 * HR says how a person stands to the company; which format, profile and duty apply follows from it. What was said before stays
 * as history, the trail has both, and his groups are looked at again. [E-PERSON]
 */
export async function setRelation(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  { personId, relation, by }: RelationSaid,
  at: Date,
): Promise<{ readonly from: Relation; readonly state: 'changed' | 'unchanged' }> {
  const held = await tx.$queryRaw<{ id: string }[]>`
    select id from qungui.person where corp = ${corp} and id = ${personId}::uuid for update`;
  if (held.length === 0) throw unknownPerson('no such person');
  const from = await relationOf(tx, corp, personId, 'now');
  if (from === relation) return { from, state: 'unchanged' };
  await tx.relationState.updateMany({ where: { corp, personId, until: null }, data: { until: at } });
  await tx.relationState.create({ data: { corp, id: newId(), personId, since: at, relation, setBy: by } });
  await lookWhereTheyAre(tx, corp, { personIds: [personId] }, at);
  const person = pseudonymOf(keys, personId);
  await appendAudit(tx, corp, keys, at, [
    { v: 1, kind: 'relation-set', person, from, to: relation, by: pseudonymOf(keys, by) },
  ]);
  return { from, state: 'changed' };
}

/** How a person stands to the company now, or stood at a moment; unknown where nobody said. */
export async function relationOf(tx: Tx, corp: Corp, personId: string, moment: Moment): Promise<Relation> {
  const row = await tx.relationState.findFirst({ where: { corp, personId, ...holdingAt(moment) } });
  return known(row?.relation);
}

/** The same of everybody of whom it was said. */
export async function relationsOf(tx: Tx, corp: Corp, moment: Moment): Promise<Map<string, Relation>> {
  const rows = await tx.relationState.findMany({ where: { corp, ...holdingAt(moment) } });
  return new Map(rows.map(({ personId, relation }) => [personId, known(relation)]));
}

const known = (text: string | undefined): Relation => RELATIONS.find((one) => one === text) ?? 'unknown';

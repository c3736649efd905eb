import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { joinPersons } from '../directory/join-persons.ts';
import { setRelation } from '../directory/relations.ts';
import type { Relation } from '../events/person.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { personOf } from './person-of.ts';

interface Options {
  readonly corp?: string;
  readonly by: string;
}

/** Writes how a person stands to the company. */
export async function setRelationOf(
  deps: Deps,
  { corp: named, by }: Options,
  wanted: string,
  relation: Relation,
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, named);
  const keys = await deps.keys.of(corp);
  const { personId, from, state } = await deps.db.withCorp(corp, async (tx) => {
    const personId = await personOf(tx, corp, wanted);
    return { personId, ...(await setRelation(tx, corp, keys, { personId, relation, by }, await nowIn(tx))) };
  });
  await deps.bell.ring('timers', corp);
  return {
    exit: 0,
    json: { corp, person: personId, from, to: relation, state },
    text: state === 'unchanged' ? `= ${wanted} is ${relation} already\n` : `✓ ${wanted}: ${from} → ${relation}\n`,
  };
}

/** Links two hires of one human. History stays with each of them. */
export async function join(
  deps: Deps,
  { corp: named, by }: Options,
  wanted: string,
  earlierWanted: string,
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, named);
  const keys = await deps.keys.of(corp);
  const { person, earlier } = await deps.db.withCorp(corp, async (tx) => {
    const person = await personOf(tx, corp, wanted);
    const earlier = await personOf(tx, corp, earlierWanted);
    await joinPersons(tx, corp, keys, { personId: person, earlierId: earlier, by }, await nowIn(tx));
    return { person, earlier };
  });
  await deps.bell.ring('timers', corp);
  return {
    exit: 0,
    json: { corp, person, earlier },
    text: `✓ ${wanted} (${person}) is the same human as ${earlier}\n`,
  };
}

import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { joinPersons, setRelation } from '../directory/join-persons.ts';
import type { Relation } from '../events/person.ts';
import { type Corp, PersonId } from '../ids.ts';
import { armTimers } from '../timers/arm.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';

interface Options {
  readonly corp?: string;
  readonly by: string;
}

/** Writes the relation and has the person's groups looked at again. */
export async function setRelationOf(
  deps: Deps,
  { corp: named, by }: Options,
  wanted: string,
  relation: Relation,
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, named);
  const keys = await deps.keys.of(corp);
  const { personId, from } = await deps.db.withCorp(corp, async (tx) => {
    const { id, relation: from } = await personOf(tx, corp, wanted);
    if (from === relation) return { personId: id, from };
    const at = await nowIn(tx);
    await setRelation(tx, corp, id, relation, by);
    await lookWhereHeIs(tx, corp, id, at);
    await appendAudit(tx, corp, keys, at, [
      { v: 1, kind: 'identity-decided', member: pseudonymOf(keys, id), relation, by: pseudonymOf(keys, by) },
    ]);
    return { personId: id, from };
  });
  await deps.bell.ring('timers', corp);
  const state = from === relation ? 'unchanged' : 'changed';
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
    const { id: person } = await personOf(tx, corp, wanted);
    const { id: earlier } = await personOf(tx, corp, earlierWanted);
    await joinPersons(tx, corp, person, earlier);
    await appendAudit(tx, corp, keys, await nowIn(tx), [
      {
        v: 1,
        kind: 'person-joined-up',
        person: pseudonymOf(keys, person),
        earlier: pseudonymOf(keys, earlier),
        by: pseudonymOf(keys, by),
      },
    ]);
    return { person, earlier };
  });
  return {
    exit: 0,
    json: { corp, person, earlier },
    text: `✓ ${wanted} (${person}) is the same human as ${earlier}\n`,
  };
}

/** A person by his id, or whoever holds an account now. */
async function personOf(tx: Tx, corp: Corp, wanted: string): Promise<{ id: string; relation: string }> {
  const byId = PersonId.safeParse(wanted).data;
  const account = byId
    ? null
    : await tx.account.findFirst({ where: { corp, userid: wanted.toLowerCase(), until: null } });
  const id = byId ?? account?.personId;
  const person = id && (await tx.person.findFirst({ where: { corp, id }, select: { id: true, relation: true } }));
  if (person) return person;
  throw wrongUse(
    `nobody is called ${wanted}`,
    'no person has this id and nobody holds such an account now',
    'look with: people show <userid>; or read people again: sync',
  );
}

async function lookWhereHeIs(tx: Tx, corp: Corp, personId: string, at: Date): Promise<void> {
  const stays = await tx.membership.findMany({ where: { corp, personId, until: null }, select: { chatId: true } });
  const groups = stays.map((stay) => stay.chatId);
  await armTimers(tx, corp, 'look-group', groups, at, at);
}

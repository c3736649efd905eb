import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { decideIdentity, type IdentityDecision } from '../directory/identity-desk.ts';
import type { Corp } from '../ids.ts';
import { suggestion } from '../policy/nearest.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';

export interface IdentityOptions {
  readonly corp?: string;
  readonly by: string;
  readonly list?: string;
  readonly entry?: string;
}

/** Writes who a member is, with whoever says so; his groups are looked at again. */
export async function decideWho(
  deps: Deps,
  { corp: named, by, list, entry }: IdentityOptions,
  memberId: string,
  relation: IdentityDecision['relation'],
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, named);
  if ((list === undefined) !== (entry === undefined))
    throw wrongUse(
      'a line is a list and its entry',
      'only one of them is given',
      'give --list and --entry, or neither',
    );
  const line = list === undefined || entry === undefined ? null : { list, key: entry };
  const keys = await deps.keys.of(corp);
  await deps.db.withCorp(corp, async (tx) => {
    await mustBeMember(tx, corp, memberId);
    if (line) await mustBeLine(tx, corp, line);
    await decideIdentity(tx, corp, keys, { memberId, relation, line, by }, await nowIn(tx));
  });
  await deps.bell.ring('timers', corp);
  return {
    exit: 0,
    json: { corp, member: memberId, relation, line },
    text: `✓ ${memberId} is ${relation}${line ? `: ${line.list} ${line.key}` : ''}; his groups are looked at again\n`,
  };
}

async function mustBeMember(tx: Tx, corp: Corp, memberId: string): Promise<void> {
  if (await tx.membership.findFirst({ where: { corp, memberId }, select: { id: true } })) return;
  throw wrongUse(
    `no member has the id ${memberId}`,
    'he was never seen in a group',
    'copy the id from: groups show <group>',
  );
}

async function mustBeLine(tx: Tx, corp: Corp, { list, key }: { list: string; key: string }): Promise<void> {
  const rows = await tx.listEntry.findMany({ where: { corp, until: null }, select: { list: true, entry: true } });
  const lists = new Set(rows.map((row) => row.list));
  if (!lists.has(list)) throw wrongUse(`there is no list ${list}`, 'nobody has set it', suggestion(list, lists));
  const keys = rows.filter((row) => row.list === list).map((row) => row.entry);
  if (!keys.includes(key))
    throw wrongUse(`${list} has no line ${key}`, 'its lines go by other keys', suggestion(key, keys));
}

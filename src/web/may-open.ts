import type { Tx } from '../db/client.ts';
import { askedOf, mayDecideNow } from '../decisions/bench.ts';
import type { Deciding } from '../decisions/deciding.ts';
import type { Held } from '../decisions/hold-matter.ts';
import { policiesInForce } from '../review/policies.ts';
import { keyOfKind, kindsSeen } from './cases-seen.ts';
import type { Visitor } from './visitor.ts';

/** Whether a visitor may open a case: HR any, others those of the kinds they look after, and what lies before them to be decided. */
export async function mayOpen(
  tx: Tx,
  deciding: Deciding,
  visitor: Pick<Visitor, 'roles' | 'names' | 'userid'>,
  held: Held,
): Promise<'yes' | 'no'> {
  const { corp, at } = deciding;
  const { chatId, policySlug } = held.matter;
  const policies = await policiesInForce(tx, corp, at);
  const seen = kindsSeen(visitor, policies, held.directory);
  if (seen === undefined) return 'yes';
  const entry = await tx.registerEntry.findFirst({ where: { corp, chatId, until: null }, select: { kind: true } });
  if (seen.includes(keyOfKind(policySlug, entry?.kind ?? null))) return 'yes';
  // A policy that is no longer in force has no office that decides: what is left of it is for HR.
  if (!policies.some(({ slug }) => slug === policySlug)) return 'no';
  const may = await mayDecideNow(tx, deciding, held, visitor.userid, await askedOf(tx, deciding, held));
  return may === 'yes' ? 'yes' : 'no';
}

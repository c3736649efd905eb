import type { Tx } from '../db/client.ts';
import type { Deciding } from '../decisions/deciding.ts';
import type { Held } from '../decisions/hold-matter.ts';
import { liesBefore } from '../decisions/lies-before.ts';
import { groundsOf, isAmong } from '../duties/grounds.ts';
import { policiesInForce } from '../review/policies.ts';
import type { Visitor } from './visitor.ts';

/** Whether a visitor may open a case: HR any, others those of the kinds they look after, and anybody what lies before him to be decided. */
export async function mayOpen(
  tx: Tx,
  deciding: Deciding,
  visitor: Pick<Visitor, 'names' | 'userid'>,
  held: Held,
): Promise<'yes' | 'no'> {
  const { policySlug, kind } = held.matter;
  const policies = await policiesInForce(tx, deciding.corp, deciding.at);
  if (isAmong(groundsOf(policies, visitor.names, held.directory), policySlug, kind)) return 'yes';
  return liesBefore(tx, deciding, held, visitor.userid);
}

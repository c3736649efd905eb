import type { Tx } from '../db/client.ts';
import type { Deciding } from '../decisions/deciding.ts';
import { groundsOf, isAmong } from '../duties/grounds.ts';
import { type ExemptionRow, listExemptions } from '../duties/load-exemptions.ts';
import type { Directory } from '../events/person.ts';
import type { Policy } from '../policy/policy.ts';
import type { Visitor } from './visitor.ts';

/** The wishes to be spared that wait and that a visitor may see: of the kinds of groups he looks after, never his own. */
export async function exemptionsSeen(
  tx: Tx,
  { corp, keys, at }: Deciding,
  visitor: Pick<Visitor, 'names' | 'person'>,
  policies: readonly Policy[],
  directory: Directory,
): Promise<readonly ExemptionRow[]> {
  const rows = await listExemptions(tx, corp, keys, { waiting: true, at });
  const groups = rows.flatMap(({ chatId }) => chatId ?? []);
  const entries = await tx.registerEntry.findMany({
    where: { corp, chatId: { in: groups }, until: null },
    select: { chatId: true, kind: true },
  });
  const kinds = new Map<string | null, string>(entries.map(({ chatId, kind }) => [chatId, kind]));
  const seen = groundsOf(policies, visitor.names, directory);
  return rows.filter(
    ({ personId, policySlug, chatId }) =>
      personId !== visitor.person.id && isAmong(seen, policySlug, kinds.get(chatId) ?? null),
  );
}

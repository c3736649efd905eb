import type { Tx } from '../db/client.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Records } from '../events/records.ts';
import type { Corp } from '../ids.ts';

/** Which uses wait for the classifier in these groups, and since when: by their names; one statement. */
export async function loadUngraded(
  tx: Tx,
  corp: Corp,
  groups: readonly GroupFacts[],
): Promise<(chatId: string) => NonNullable<Records['ungraded']>> {
  if (groups.length === 0) return () => ({});
  const rows = await tx.ungraded.groupBy({
    by: ['chatId', 'instance'],
    where: { corp, until: null, chatId: { in: groups.map(({ group }) => group.chatId) } },
    _min: { since: true },
  });
  const found = new Map<string, Record<string, number>>();
  for (const { chatId, instance, _min } of rows)
    found.set(chatId, { ...found.get(chatId), [instance]: _min.since?.getTime() ?? 0 });
  return (chatId) => found.get(chatId) ?? {};
}

import type { Tx } from '../db/client.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Records } from '../events/records.ts';
import type { Corp } from '../ids.ts';
import { byGroup } from './by-group.ts';

/** No rule asks what was due longer ago. */
const LATELY_MS = 40 * 86_400_000;
/** A version that begins at midnight is looked at some minutes later; what is said meanwhile is heard by it. */
const FIRST_LOOK_MS = 3_600_000;

interface Spell {
  readonly chatId: string;
  readonly instance: string;
  readonly since: Date;
  readonly until: Date | null;
  readonly listens: boolean;
}

/**
 * Since when the uses of rules that are in force listen in these groups, without a break: what was said before was heard by none of
 * them, or by none as it is now. Told by their coverage; one statement.
 */
export async function loadHeardFrom(
  tx: Tx,
  corp: Corp,
  groups: readonly GroupFacts[],
): Promise<(chatId: string) => NonNullable<Records['heardFrom']>> {
  const [first] = groups;
  if (!first) return () => ({});
  const ids = groups.map(({ group }) => group.chatId);
  const spells = await tx.$queryRaw<Spell[]>`
    select chat_id as "chatId", rule as instance, since, until,
           verdict <> 'not-checkable' or coalesce(reason, '') in ('no-archive', 'no-seat') as listens
    from qungui.coverage
    where corp = ${corp} and chat_id = any(${ids}::text[]) and (until is null or until >= ${new Date(first.atMs - LATELY_MS)})
    order by since`;
  const inGroup = byGroup(spells);
  return (chatId) => {
    const own = inGroup.get(chatId) ?? [];
    const instances = [...new Set(own.map(({ instance }) => instance))];
    return Object.fromEntries(
      instances.flatMap((instance) => {
        const fromMs = unbroken(own.filter((spell) => spell.instance === instance));
        return fromMs === null ? [] : [[instance, fromMs - FIRST_LOOK_MS]];
      }),
    );
  };
}

/** When the last spells began that follow one another without a break; null: it does not listen now. Pure. */
function unbroken(spells: readonly Spell[]): number | null {
  let from: Spell | null = null;
  let last: Spell | null = null;
  for (const spell of spells) {
    const goesOn = last?.until?.getTime() === spell.since.getTime();
    if (!spell.listens) from = null;
    else if (!from || !goesOn) from = spell;
    last = spell;
  }
  return last?.until === null && from ? from.since.getTime() : null;
}

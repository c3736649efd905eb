import type { CorpConfig } from '../config.ts';
import { nowIn, type Tx } from '../db/client.ts';
import { loadDirectory } from '../directory/load-directory.ts';
import { REACHES } from '../events/group.ts';
import { loadRegistered } from '../groups/load-facts.ts';
import type { Corp } from '../ids.ts';
import { policiesInForce } from '../review/policies.ts';
import type { KnownGroup } from './match-line.ts';
import type { Known } from './take-lines.ts';

/** Everything that people's words about groups are compared with. */
export async function loadKnown(tx: Tx, { slug, timeZone }: Pick<CorpConfig, 'slug' | 'timeZone'>): Promise<Known> {
  const at = await nowIn(tx);
  const groups = await knownGroups(tx, slug);
  const policies = await policiesInForce(tx, slug, at);
  return {
    groups,
    registered: await loadRegistered(
      tx,
      slug,
      groups.map(({ chatId }) => chatId),
    ),
    kinds: policies.flatMap((policy) => [...policy.kinds.values()]),
    directory: await loadDirectory(tx, slug, at.getTime()),
    timeZone,
    at,
  };
}

/** Groups that were not dissolved, with name and owner as last seen or said. */
export async function knownGroups(tx: Tx, corp: Corp): Promise<KnownGroup[]> {
  const rows = await tx.$queryRaw<{ chatId: string; name: string; owner: string; reach: string }[]>`
    select g.chat_id as "chatId", coalesce(s.name, '') as name, coalesce(s.owner, '') as owner, coalesce(v.reach, '') as reach
    from qungui.chat_group g
    left join qungui.reach_state v on v.corp = g.corp and v.chat_id = g.chat_id and v.until is null
    left join qungui.group_state s on s.corp = g.corp and s.chat_id = g.chat_id and s.until is null
    where g.corp = ${corp} and g.dissolved_at is null order by g.chat_id`;
  return rows.map((row) => ({ ...row, reach: REACHES.find((reach) => reach === row.reach) ?? 'unknown' }));
}

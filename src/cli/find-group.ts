import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { suggestion } from '../policy/nearest.ts';

export interface KnownGroup {
  readonly chatId: string;
  readonly reach: string;
  readonly evidence: string;
  readonly name: string;
}

/** A group that is meant by its chat id or its name; or, in words, why none is. */
export type Meant = { readonly group: KnownGroup } | { readonly message: string; readonly remedy: string };

/** Living groups, with the names they have now. */
export const knownGroups = (tx: Tx, corp: Corp): Promise<KnownGroup[]> =>
  tx.$queryRaw<KnownGroup[]>`
    select g.chat_id as "chatId", coalesce(v.reach, 'unknown') as reach, coalesce(v.evidence, '') as evidence, coalesce(s.name, '') as name
    from qungui.chat_group g
    left join qungui.reach_state v on v.corp = g.corp and v.chat_id = g.chat_id and v.until is null
    left join qungui.group_state s on s.corp = g.corp and s.chat_id = g.chat_id and s.until is null
    where g.corp = ${corp} and g.dissolved_at is null order by g.chat_id`;

/** The one group of this name. */
export function groupNamed(groups: readonly KnownGroup[], name: string): Meant {
  const [group, ...others] = groups.filter((one) => one.name === name);
  if (!group) return { message: `no group is called ${JSON.stringify(name)}`, remedy: nearTo(groups, name) };
  if (others.length === 0) return { group };
  const ids = [group, ...others].map(({ chatId }) => chatId);
  return {
    message: `${ids.length} groups are called ${JSON.stringify(name)}`,
    remedy: `say which by its chatId: ${ids.join(', ')}`,
  };
}

const MOST_NAMED = 20;

function nearTo(groups: readonly KnownGroup[], name: string): string {
  const names = groups.map((one) => one.name).filter((one) => one !== '');
  const said = suggestion(name, names);
  if (names.length > MOST_NAMED && said.startsWith('there are')) return 'see them with: groups list';
  return names.length === 0 ? 'no group is known yet: run sync first' : said;
}

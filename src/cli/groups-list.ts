import type { CorpConfig } from '../config.ts';
import type { Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { corpsOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { clockOf } from './moments.ts';
import { CLIENT_MADE, CLIENT_MADE_IN_WORDS } from './status-answer.ts';
import { table } from './table.ts';

interface Line {
  readonly chatId: string;
  readonly name: string;
  readonly reach: string;
  readonly evidence: string;
  /** Null: nobody has registered it. */
  readonly kind: string | null;
  readonly ownerDepartment: string | null;
  /** Null where no roster was ever read. */
  readonly members: number | null;
  readonly openCases: number;
  readonly verifiedAt: Date | null;
}

export async function listGroups(deps: Pick<Deps, 'config' | 'db'>, slug: string | undefined): Promise<Answer> {
  const all: { corp: CorpConfig; groups: Line[] }[] = [];
  for (const corp of corpsOf(deps.config, slug))
    all.push({ corp, groups: await deps.db.withCorp(corp.slug, (tx) => groupsOf(tx, corp.slug)) });
  return {
    exit: 0,
    json: { corps: all.map(({ corp, groups }) => ({ corp: corp.slug, groups, clientMade: CLIENT_MADE })) },
    text: `${all.map(report).join('\n')}\n${CLIENT_MADE_IN_WORDS}`,
  };
}

/** Living groups; first those without a register entry, which no rule looks at. */
const groupsOf = (tx: Tx, corp: Corp): Promise<Line[]> =>
  tx.$queryRaw<Line[]>`
    select g.chat_id as "chatId", coalesce(s.name, '') as name, coalesce(v.reach, 'unknown') as reach, coalesce(v.evidence, '') as evidence, r.kind,
           r.owner_department as "ownerDepartment", g.verified_at as "verifiedAt",
           case when g.verified_at is null then null else (
             select count(*)::int from qungui.membership m
             where m.corp = g.corp and m.chat_id = g.chat_id and m.until is null) end as members,
           (select count(*)::int from qungui."case" c
            where c.corp = g.corp and c.chat_id = g.chat_id and c.closed_at is null) as "openCases"
    from qungui.chat_group g
    left join qungui.reach_state v on v.corp = g.corp and v.chat_id = g.chat_id and v.until is null
    left join qungui.group_state s on s.corp = g.corp and s.chat_id = g.chat_id and s.until is null
    left join qungui.register_entry r on r.corp = g.corp and r.chat_id = g.chat_id and r.until is null
    where g.corp = ${corp} and g.dissolved_at is null
    order by r.kind is not null, v.reach, s.name, g.chat_id`;

function report({ corp, groups }: { corp: CorpConfig; groups: readonly Line[] }): string {
  const stray = groups.filter(({ kind }) => kind === null);
  const registered = groups.filter(({ kind }) => kind !== null);
  const at = clockOf(corp.timeZone);
  const found = table(
    ['group', 'chat id', 'reach', 'why', 'members', 'read at'],
    stray.map((one) => [one.name || '?', one.chatId, one.reach, one.evidence, countOf(one), at(one.verifiedAt)]),
    '  ',
  );
  const known = table(
    ['group', 'chat id', 'reach', 'kind', 'department', 'members', 'open cases'],
    registered.map((one) => [
      one.name || '?',
      one.chatId,
      one.reach,
      one.kind ?? '',
      one.ownerDepartment ?? '',
      countOf(one),
      String(one.openCases),
    ]),
    '  ',
  );
  return [
    `${corp.slug} ${corp.name}\n`,
    stray.length > 0 ? `\nFound and not registered (${stray.length}): no rule can judge them\n${found}` : '',
    registered.length > 0 ? `\nRegistered (${registered.length})\n${known}` : '',
    groups.length === 0 ? 'No group is known yet: run sync.\n' : '',
  ].join('');
}

const countOf = ({ members }: Line): string => (members === null ? 'unknown' : String(members));

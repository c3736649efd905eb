import type { Db } from '../../src/db/client.ts';
import { type Corp, newId } from '../../src/ids.ts';

const PEOPLE = 5_000;
const GROUPS = 2_000;
const AT_ONCE = 20_000;

/** Groups with a name. */
export async function fillGroups(db: Db, corp: Corp): Promise<void> {
  await db.withCorp(
    corp,
    async (tx) => {
      await tx.$executeRaw`
        insert into qungui.chat_group (corp, chat_id, found_at)
        select ${corp}, 'wr-' || n, qungui.clock() - interval '90 days' from generate_series(0, ${GROUPS - 1}::int) n`;
      await tx.$executeRaw`
        insert into qungui.group_state (corp, id, chat_id, since, name, owner, admins)
        select ${corp}, gen_random_uuid(), 'wr-' || n, qungui.clock() - interval '90 days', '示范群 ' || n, 'u0', '{}'
        from generate_series(0, ${GROUPS - 1}::int) n`;
    },
    { timeoutMs: 120_000 },
  );
}

/** People with one account each; answers the id of the first of them. */
export async function fillPeople(db: Db, corp: Corp): Promise<string> {
  const first = newId();
  await db.withCorp(
    corp,
    async (tx) => {
      await tx.$executeRaw`
        insert into qungui.account (corp, id, userid, person_id, since)
        select ${corp}, gen_random_uuid(), 'u' || n, case when n = 0 then ${first}::uuid else gen_random_uuid() end,
          qungui.clock() - interval '90 days' from generate_series(0, ${PEOPLE - 1}::int) n`;
    },
    { timeoutMs: 120_000 },
  );
  return first;
}

/** Cases of a busy year: most of them over, one in twenty told still, a few in each state of those who decide. */
export async function fillCases(db: Db, corp: Corp, count: number): Promise<void> {
  for (let from = 0; from < count; from += AT_ONCE)
    await db.withCorp(
      corp,
      (tx) => tx.$executeRaw`
        insert into qungui."case" (corp, id, nature, rule, instance, clause, chat_id, subject, "window", state, level, says, detail, tell,
          policy_slug, policy_version, input_hash, opened_at, closed_at, closed_because, stage)
        select ${corp}, gen_random_uuid(), 'breach', 'naming/nickname', 'nickname', '第七条昵称', 'wr-' || n % ${GROUPS}::int,
          'member:u' || n % ${PEOPLE}::int, 'w' || n,
          case when n % 20 = 1 then 'told' when n % 20 in (2, 3) then 'escalated' when n % 20 in (4, 5) then 'decided' else 'closed' end,
          'propose', 'missing-department', '{"now": "小太阳", "paste": "部门-姓名"}', 'member', 'bench', 1, 'x',
          qungui.clock() - n * interval '5 minutes',
          case when n % 20 in (1, 2, 3, 4, 5) then null else qungui.clock() end,
          case when n % 20 in (1, 2, 3, 4, 5) then null else 'fixed' end,
          case when n % 20 = 3 and n % 3 = 0 then 'statement' when n % 20 = 3 then 'ready'
               when n % 20 = 4 then 'decided' when n % 20 = 5 then 'appealed' end
        from generate_series(${from}::int, ${Math.min(from + AT_ONCE, count) - 1}::int) n`,
      { timeoutMs: 300_000 },
    );
}

import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSuperuser, freshDatabase, type TestDatabase } from '../../test/db.ts';
import { oneRowEach, PLANTED } from '../../test/seed-tables.ts';

const VIEWS = [
  'absences',
  'appeals',
  'approvals',
  'archive_consents',
  'archive_counts',
  'archive_gaps',
  'archive_seats',
  'archive_state',
  'attestations',
  'calendar_days',
  'callbacks',
  'complaints',
  'content_hits',
  'coverage',
  'coverage_days',
  'decisions',
  'deputies',
  'exemptions',
  'findings',
  'group_changes',
  'groups',
  'intercept_rules',
  'inventory',
  'legal_holds',
  'memberships',
  'messages',
  'notices',
  'obligation_answers',
  'owner_statistics',
  'pack_requests',
  'parked_records',
  'proposals',
  'publications',
  'reaches',
  'record_reads',
  'records',
  'relations',
  'response_times',
  'role_grants',
  'rollout_steps',
  'rule_fallbacks',
  'rule_precision',
  'shifts',
  'sign_offs',
  'signatures',
  'stops',
  'strikes',
  'ungraded',
  'unlocks',
  'word_lists',
];

let database: TestDatabase;
let colleague: string;
beforeAll(async () => {
  database = await freshDatabase();
  colleague = `auditor_${database.name}`;
  await asSuperuser(database, async (client) => {
    for (const corp of ['alpha', 'beta']) {
      for (const [table, insert] of await oneRowEach(client, corp))
        if (table !== 'auditor_grant') await client.query(insert);
    }
    await client.query(`update qungui.notice set outcome = '{"errcode": 45009, "because": "limit"}'`);
    await client.query(`create role ${colleague} login password 'known' in role qungui_auditor`);
    await client.query(
      `insert into qungui.auditor_grant (corp, role, granted_by) values ('alpha', 'qungui_auditor', 'test'), ('beta', '${colleague}', 'test')`,
    );
  });
});
afterAll(async () => {
  await asSuperuser(database, (client) => client.query(`drop role ${colleague}`));
  await database.drop();
});

async function ask<T extends object>(url: string, ...statements: string[]): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: T[] = [];
    for (const sql of statements) rows = (await client.query<T>(sql)).rows;
    return rows;
  } finally {
    await client.end();
  }
}
const asAuditor = <T extends object>(...statements: string[]): Promise<T[]> =>
  ask<T>(database.auditorUrl, ...statements);
const asColleague = <T extends object>(...statements: string[]): Promise<T[]> => {
  const url = new URL(database.auditorUrl);
  url.username = colleague;
  url.password = 'known';
  return ask<T>(url.href, ...statements);
};
const facts = <T extends object>(sql: string): Promise<T[]> =>
  asSuperuser(database, async (client) => (await client.query<T>(sql)).rows);

describe('schema audit', () => {
  test('holds the promised views and nothing else', async () => {
    const rows = await facts<{ relname: string; relkind: string }>(
      `select relname, relkind from pg_class where relnamespace = 'audit'::regnamespace order by relname`,
    );
    expect(rows).toEqual(VIEWS.map((relname) => ({ relname, relkind: 'v' })));
  });

  test('explains each view and each column', async () => {
    const mute = await facts(`
      select c.relname, a.attname from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where c.relnamespace = 'audit'::regnamespace
        and (obj_description(c.oid, 'pg_class') is null or col_description(c.oid, a.attnum) is null)`);
    expect(mute).toEqual([]);
  });

  test('names everything in snake_case and has the corp first', async () => {
    const rows = await facts<{ table_name: string; column_name: string; ordinal_position: number }>(
      `select table_name, column_name, ordinal_position from information_schema.columns where table_schema = 'audit'`,
    );
    for (const { column_name } of rows) expect(column_name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    const first = rows.filter(({ ordinal_position }) => ordinal_position === 1).map(({ column_name }) => column_name);
    expect(first).toEqual(VIEWS.map(() => 'corp'));
  });

  test('may read no sealed column, no detail and no text of a person', async () => {
    const rows = await facts<{ column: string }>(`
      select table_name || '.' || column_name as column from information_schema.role_column_grants
      where grantee = 'qungui_views' and table_schema = 'qungui'
        and column_name in ('body', 'content', 'response_code', 'detail', 'salt', 'wrapped', 'value', 'nickname', 'source')
      union select 'decision.reason' where has_column_privilege('qungui_views', 'qungui.decision', 'reason', 'select')`);
    expect(rows).toEqual([]);
  });
});

describe('an auditor', () => {
  for (const view of VIEWS) {
    test(`sees audit.${view} of the granted corp only`, async () => {
      expect(await asAuditor(`select distinct corp from audit.${view}`)).toEqual([{ corp: 'alpha' }]);
      expect(await asColleague(`select distinct corp from audit.${view}`)).toEqual([{ corp: 'beta' }]);
    });

    test(`sees nothing of another corp in audit.${view}, whatever he says he is`, async () => {
      const others = `select * from audit.${view} where corp = 'beta'`;
      expect(await asAuditor(others)).toEqual([]);
      expect(await asAuditor(`set app.corp = 'beta'`, others)).toEqual([]);
      expect(
        await asColleague('set role qungui_auditor', `select corp from audit.${view} where corp = 'alpha'`),
      ).toEqual([]);
    });
  }

  test('without a grant sees nothing at all', async () => {
    await asSuperuser(database, async (client) => {
      await client.query(`begin; delete from qungui.auditor_grant; set local session authorization ${colleague}`);
      for (const view of VIEWS) expect((await client.query(`select from audit.${view}`)).rowCount).toBe(0);
      await client.query('rollback');
    });
  });

  test('reads of who was waited for how long it took, and no word', async () => {
    const [row] = await asAuditor<Record<string, unknown>>('select * from audit.response_times');
    expect(row).toMatchObject({ waits_for: PLANTED, asked_by_userid: PLANTED, acknowledge_working_minutes: 0 });
    expect(Object.keys(row ?? {})).not.toContain('proofs');
  });

  test('reads of a notice how it went and not what it says', async () => {
    const [row] = await asAuditor<Record<string, unknown>>('select * from audit.notices');
    expect(row).toMatchObject({ errcode: 45009, because: 'limit', to_userid: PLANTED });
    expect(Object.keys(row ?? {})).not.toContain('content');
  });

  test('sees which bodies of the trail were erased', async () => {
    const before = await asAuditor<{ erased: boolean }>('select erased from audit.records');
    await asSuperuser(database, (client) =>
      client.query(`set session_replication_role = replica; delete from qungui.audit_body where corp = 'alpha'`),
    );
    const after = await asAuditor<{ erased: boolean }>('select erased from audit.records');
    expect([before, after]).toEqual([[{ erased: false }], [{ erased: true }]]);
  });

  test('reads coverage by the day: three days are three rows, with the hours of each', async () => {
    await asSuperuser(database, (client) =>
      client.query(`update qungui.coverage set since = '2026-11-26T18:00:00+08:00', until = '2026-11-28T06:00:00+08:00'
                    where corp = 'alpha'`),
    );
    const rows = await asAuditor<{ day: string; hours: string }>(
      `select to_char(day, 'MM-DD') as day, hours from audit.coverage_days order by day`,
    );
    expect(rows.map(({ day, hours }) => [day, Number(hours)])).toEqual([
      ['11-26', 6],
      ['11-27', 24],
      ['11-28', 6],
    ]);
  });

  for (const sql of [
    'select * from qungui.callback',
    'select qungui.read_at()',
    'select * from qungui.auditor_grant',
    'select body from qungui.audit_body',
    'select * from clockwork.clock_offset',
    'select * from bullmq.job',
    'select qungui.clock()',
    `insert into qungui.auditor_grant (corp, role, granted_by) values ('beta', 'qungui_auditor', 'me')`,
    'set role qungui_views',
    'set role qungui_owner',
    'set session authorization qungui_app',
    'create or replace view audit.callbacks as select 1 as corp',
    'drop view audit.callbacks',
    'delete from audit.coverage',
    'update audit.coverage set verdict = verdict',
  ])
    test(`may not: ${sql}`, async () => {
      await expect(asAuditor('set default_transaction_read_only = off', sql)).rejects.toThrow(
        /permission denied|must be owner/,
      );
    });
});

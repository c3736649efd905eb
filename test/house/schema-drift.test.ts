import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftFromEmpty, readSchema } from '../../prisma/draft-migration.ts';
import { asSuperuser, emptyDatabase, freshDatabase, type TestDatabase } from '../db.ts';

// The client is generated from schema.prisma, the tables are made by the migrations: they must be one schema.

type Shape = readonly Record<string, unknown>[];

let migrated: Shape;
const opened: TestDatabase[] = [];

beforeAll(async () => {
  migrated = await shapeOf(await own(freshDatabase()));
});

afterAll(() => Promise.all(opened.map((db) => db.drop())));

async function own(made: Promise<TestDatabase>): Promise<TestDatabase> {
  const db = await made;
  opened.push(db);
  return db;
}

/** The tables as Prisma would make them. Its SQL calls the clock, which only a migration can make. */
async function drafted(schema: string): Promise<Shape> {
  const db = await own(emptyDatabase());
  const sql = await draftFromEmpty(db.superuserUrl, schema);
  await asSuperuser(db, async (client) => {
    await client.query(`create function qungui.clock() returns timestamptz language sql as 'select clock_timestamp()'`);
    await client.query(sql);
  });
  return shapeOf(db);
}

/**
 * Columns, keys and indexes of schema qungui. Checks, row security, triggers and partial indexes are not in Prisma's
 * language: the migrations alone have them.
 */
function shapeOf(db: TestDatabase): Promise<Shape> {
  return asSuperuser(db, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(`
      select 'column' as what, c.relname as "table", a.attname as name,
             format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
               || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as is
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where c.relnamespace = 'qungui'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      union all
      select 'key', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
      from pg_constraint where connamespace = 'qungui'::regnamespace and contype in ('p', 'u', 'f')
      union all
      select 'index', i.indrelid::regclass::text, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
      from pg_index i join pg_class c on c.oid = i.indrelid
      where c.relnamespace = 'qungui'::regnamespace and i.indpred is null
      order by 1, 2, 3`);
    return rows;
  });
}

test('schema.prisma and the migrations make the same tables, columns, keys and indexes', async () => {
  const asDrafted = await drafted(readSchema());

  expect(asDrafted.length).toBeGreaterThan(100);
  expect(migrated).toEqual(asDrafted);
});

test.each([
  ['a column more', /(model Callback \{\n)/, '$1  extra String\n'],
  ['another type', /repeats( +)Int /, 'repeats$1BigInt '],
  ['another default', /(repeats +Int +@default\()0\)/, '$11)'],
  ['a column that may be empty', /(model Callback \{[^}]*?\n +state +)String/, '$1String?'],
  ['an index less', / *@@index\(\[corp, state, notBefore\]\)\n/, ''],
  ['a key that is no key', / *@@unique\(\[corp, digest\]\)\n/, ''],
])('%s is noticed', async (_, from, to) => {
  const altered = readSchema().replace(from, to);
  expect(altered).not.toBe(readSchema());

  expect(await drafted(altered)).not.toEqual(migrated);
});

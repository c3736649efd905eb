import type { Client } from 'pg';

interface Column {
  readonly table_name: string;
  readonly column_name: string;
  readonly udt_name: string;
}

const ID = '00000000-0000-4000-8000-000000000001';

/** A value of each type; the text is one to look for where it must not appear. */
export const PLANTED = 'planted-text';
const VALUES: Readonly<Record<string, string>> = {
  text: `'${PLANTED}'`,
  uuid: `'${ID}'`,
  int4: '1',
  int8: '1',
  numeric: '1',
  bool: 'true',
  timestamptz: `'2026-11-23T01:00:00Z'`,
  jsonb: `'{"${PLANTED}": 1}'`,
  _text: `'{}'`,
  _int4: `'{}'`,
  bytea: `'\\x00'`,
};

/** Columns that must be empty for a row to be a present one. */
const EMPTY = new Set(['until', 'closed_at', 'dissolved_at']);

/** SQL that puts one row of `corp` into each table of schema qungui, whatever columns it has. */
export async function oneRowEach(client: Client, corp: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<Column>(`
    select c.table_name, c.column_name, c.udt_name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'qungui' and t.table_type = 'BASE TABLE' order by c.table_name, c.ordinal_position`);
  const inserts = new Map<string, string>();
  for (const table of new Set(rows.map((row) => row.table_name))) {
    const columns = rows.filter((row) => row.table_name === table && !EMPTY.has(row.column_name));
    const names = columns.map(({ column_name }) => `"${column_name}"`).join(', ');
    const values = columns.map((column) => exampleOf(column, corp)).join(', ');
    inserts.set(table, `insert into qungui."${table}" (${names}) values (${values})`);
  }
  return inserts;
}

function exampleOf({ table_name, column_name, udt_name }: Column, corp: string): string {
  if (column_name === 'corp') return `'${corp}'`;
  // Who lets something go is never who asked for it.
  if (table_name === 'pack_request' && column_name === 'said_by') return `'${PLANTED} of another'`;
  const value = VALUES[udt_name];
  if (value === undefined) throw new Error(`no example of type ${udt_name} (${table_name}.${column_name})`);
  return value;
}

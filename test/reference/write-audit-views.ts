import { asSuperuser, type TestDatabase } from '../db.ts';
import { cell, madeFrom, tableOf } from './made-note.ts';

const HEAD = `${madeFrom('the comments of the views in the database')}
# Audit views

Schema \`audit\`, for the login \`qungui_auditor\`: views for people to read, of the corps that were granted to it. [Twenty questions](audit-queries.md)
to begin with.
`;

interface Column {
  readonly view: string;
  readonly says: string | null;
  readonly column: string;
  readonly type: string;
  readonly note: string | null;
}

/** Every view with its columns, as the database describes them. */
export async function writeAuditViews(database: TestDatabase): Promise<string> {
  const columns = await asSuperuser(database, async (client) => {
    const { rows } = await client.query<Column>(`
      select c.relname as view, obj_description(c.oid) as says, a.attname as column,
             format_type(a.atttypid, a.atttypmod) as type, col_description(c.oid, a.attnum) as note
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where n.nspname = 'audit' and c.relkind = 'v' and a.attnum > 0 and not a.attisdropped
      order by c.relname, a.attnum`);
    return rows;
  });
  const views = [...new Set(columns.map(({ view }) => view))];
  const list = tableOf(
    ['view', 'what it shows'],
    views.map((view) => [`[\`${view}\`](#${view})`, cell(columns.find((one) => one.view === view)?.says ?? '')]),
  );
  return [
    HEAD,
    list,
    ...views.map((view) =>
      sectionOf(
        view,
        columns.filter((one) => one.view === view),
      ),
    ),
  ].join('\n');
}

function sectionOf(view: string, columns: readonly Column[]): string {
  const rows = columns.map(({ column, type, note }) => [`\`${column}\``, `\`${type}\``, cell(note ?? '')]);
  return `\n## ${view}\n\n${tableOf(['column', 'type', 'what it is'], rows)}\n`;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cell, madeFrom, tableOf } from './made-note.ts';

const schemaFile = join(import.meta.dirname, '../../prisma/schema.prisma');

const HEAD = `${madeFrom('the comments of `prisma/schema.prisma`')}
# Data model

Tables of schema \`qungui\`, for whoever looks after the database. Auditors read the [views](audit-views.md) instead, which are kept stable.

- Every table has \`corp\` and forced row-level security: without a corp set, a login sees nothing.
- What people said and wrote is sealed in its column (\`v1.kid.nonce.ct.tag\`); the comment says so.
- History is rows: \`since\` and \`until\`, the open row (\`until\` is null) is the present. Nothing is overwritten.
- Times are \`timestamptz\` of \`qungui.clock()\`.
`;

interface Column {
  readonly name: string;
  readonly type: string;
  readonly note: string;
}

interface Table {
  readonly name: string;
  readonly says: string;
  readonly columns: readonly Column[];
  readonly key: string;
}

/** Every table by its name in SQL, with what its comments say. */
export function writeDataModel(): string {
  const tables = tablesIn(readFileSync(schemaFile, 'utf8'));
  const list = tableOf(
    ['table', 'what it holds'],
    tables.map(({ name, says }) => [`[\`${name}\`](#${name})`, cell(says)]),
  );
  return `${[HEAD, list, ...tables.map(sectionOf)].join('\n')}`;
}

/** The models of a Prisma schema. */
export const tablesIn = (schema: string): readonly Table[] =>
  [...schema.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(
    ([, says = '', model = '', body = '']) => ({
      name: /@@map\("([^"]+)"\)/.exec(body)?.[1] ?? model,
      says: says
        .replaceAll(/^\/\/\/ ?/gm, '')
        .trim()
        .replaceAll('\n', ' '),
      columns: body.split('\n').flatMap(columnOf),
      key: /@@id\(\[([^\]]+)\]/.exec(body)?.[1] ?? '',
    }),
  );

function columnOf(line: string): Column[] {
  const [, field = '', type = '', rest = ''] = /^ {2}(\w+) +([\w.[\]?]+)(.*)$/.exec(line) ?? [];
  if (field === '') return [];
  const name = /@map\("([^"]+)"\)/.exec(rest)?.[1] ?? field;
  const unique = /@(?:id|unique)\b/.exec(rest)?.[0] ?? '';
  return [{ name, type, note: [/\/\/\/ ?(.*)$/.exec(rest)?.[1] ?? '', unique].filter(Boolean).join(' ') }];
}

function sectionOf({ name, says, columns, key }: Table): string {
  const rows = columns.map((one) => [`\`${one.name}\``, `\`${one.type}\``, cell(one.note)]);
  const keyLine = key === '' ? '' : `\n\nKey: \`${key}\``;
  return `\n## ${name}\n\n${cell(says)}\n\n${tableOf(['column', 'type', 'note'], rows)}${keyLine}\n`;
}

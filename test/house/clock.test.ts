import { describe, expect, test } from 'vitest';
import { literalsOf } from './syntax.ts';
import { isTest, paths, read, type SourceText, sources } from './tree.ts';

// One clock, SQL `qungui.clock()`: a grace of 48 hours passes in a second, in every process at once.

/** The only rooms that may ask another clock: the wrapper, BullMQ's back-off, and what runs before the clock exists. */
const asksTheHost = /^src\/(time\.ts|queue\/)/;
const runsBeforeTheClock = /^src\/db\/migrate\//;

const hostClock = /\bDate\.now\b|\bnew Date\(\s*\)|\bnew Date\b(?!\s*\()|\bperformance\.now\b|\bprocess\.hrtime\b/;
const sqlClock =
  /(?<![\w.])(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\b(current_(timestamp|date|time)|localtime(stamp)?)\b/i;

const withoutComments = (text: string, mark: '//' | '--'): string =>
  text
    .split('\n')
    .map((line) => line.split(mark)[0])
    .join('\n');

function faultsOf(source: SourceText): string[] {
  const { path, text } = source;
  if (asksTheHost.test(path)) return [];
  const host = hostClock.exec(withoutComments(text, '//'))?.[0];
  const mayHoldSql = sqlClock.test(text) && !runsBeforeTheClock.test(path);
  const sql = mayHoldSql ? literalsOf(source).find((literal) => sqlClock.test(literal)) : undefined;
  return [host, sql].filter((found) => found !== undefined).map((found) => `${path}: ${found.trim()}`);
}

const product = sources.filter((source) => /^(src|workers|simulator)\//.test(source.path) && !isTest(source));
const migrations = paths.filter((path) => path.endsWith('/migration.sql')).map(read);

/** The body of the clock itself is the one place where the server's clock is read. */
const definesTheClock = (sql: string): string =>
  sql.replace(/CREATE (OR REPLACE )?FUNCTION qungui\.clock\(\).*?\$\$.*?\$\$/gs, '');

describe('time has one source', () => {
  test('no program asks another clock', () => {
    expect(product.flatMap(faultsOf)).toEqual([]);
  });

  test('no table and no function of ours asks another clock', () => {
    expect(migrations.length).toBeGreaterThan(0);
    const other = migrations.filter(({ text }) => sqlClock.test(definesTheClock(withoutComments(text, '--'))));
    expect(other.map(({ path }) => path)).toEqual([]);
    expect(read('prisma/schema.prisma').text).not.toMatch(/@default\(now\(\)\)|@updatedAt/);
  });

  test.each([
    'const at = Date.now()',
    'const at = new Date()',
    'const at = new Date',
    'const at = performance.now()',
    'await tx.$executeRaw`update a set at = now()`',
    "query('select CURRENT_TIMESTAMP')",
  ])('%s is noticed', (text) => {
    expect(faultsOf({ path: 'src/cases/x.ts', text })).toHaveLength(1);
  });

  test.each(['await clock.now()', 'const at = new Date(atMs)', 'sql`select qungui.clock() as now`', '// Date.now()'])(
    '%s is fine',
    (text) => {
      expect(faultsOf({ path: 'src/cases/x.ts', text })).toEqual([]);
    },
  );
});

import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { nodesOf, syntaxOf } from './syntax.ts';
import { isTest, paths, type SourceText, sources } from './tree.ts';

// One file, one thought: what a newcomer may rely on when he opens a folder.

const MOST_LINES = 250;

/** A test may be a long table of cases; code may not. */
const tooLong = (source: SourceText): boolean => !isTest(source) && source.text.split('\n').length - 1 > MOST_LINES;

/** Names the outside world fixes: what git, npm, Docker, Prisma and readers look for. */
const plainName = /^\.?[a-z0-9]+([-.][a-z0-9]+)*(\.zh-CN\.md)?$/;
const fixedElsewhere = /^([A-Z]+(\.[a-zA-Z-]+)*|Dockerfile|migration_lock\.toml|\d{14}_[a-z_]+|__snapshots__)$/;
const warehouse = /^(utils?|helpers?|common)(\.ts)?$/;

const isPlain = (path: string): boolean =>
  path.split('/').every((part) => plainName.test(part) || fixedElsewhere.test(part));

/** A file that only hands on what others wrote hides where things live. A typed list that it exports is content. */
function isBarrel(source: SourceText): boolean {
  if (!/^export\b.*\bfrom '/ms.test(source.text)) return false;
  const { statements } = syntaxOf(source);
  const handsOn = statements.filter((node) => ts.isExportDeclaration(node) && node.moduleSpecifier);
  const own = statements.filter((node) => !ts.isImportDeclaration(node) && !ts.isExportDeclaration(node));
  return handsOn.length > 0 && own.length === 0;
}

function hasDefaultExport(source: SourceText): boolean {
  if (!/\bdefault\b|^export =/m.test(source.text)) return false;
  const exported = (node: ts.Node): boolean =>
    ts.isExportAssignment(node) ||
    node.kind === ts.SyntaxKind.DefaultKeyword ||
    (ts.isExportSpecifier(node) && node.name.text === 'default');
  return [...nodesOf(syntaxOf(source))].filter((node) => !ts.isDefaultClause(node.parent ?? node)).some(exported);
}

const pathsOf = (wrong: (source: SourceText) => boolean, from: readonly SourceText[] = sources): string[] =>
  from.filter(wrong).map(({ path }) => path);

const house = sources.filter(({ path }) => !path.endsWith('.config.ts'));

describe('files', () => {
  test(`are at most ${MOST_LINES} lines long, tests apart`, () => {
    expect(pathsOf(tooLong)).toEqual([]);
    expect(tooLong({ path: 'src/x.ts', text: 'x\n'.repeat(MOST_LINES + 1) })).toBe(true);
  });

  test('have plain names: lower case, words joined by hyphens', () => {
    expect(paths.filter((path) => !isPlain(path))).toEqual([]);
    expect(['src/openDeps.ts', 'src/Queue/jobs.ts', 'src/open_deps.ts'].filter(isPlain)).toEqual([]);
  });

  test('are not kept in a warehouse', () => {
    expect(paths.filter((path) => path.split('/').some((part) => warehouse.test(part)))).toEqual([]);
  });

  test('hand on nothing: no barrel files', () => {
    expect(pathsOf(isBarrel)).toEqual([]);
    expect(isBarrel({ path: 'src/a/index.ts', text: "export * from './b.ts';\nexport { c } from './c.ts';" })).toBe(
      true,
    );
    expect(isBarrel({ path: 'src/a/index.ts', text: "import { b } from './b.ts';\nexport const all = [b];" })).toBe(
      false,
    );
  });

  test('export by name only', () => {
    expect(pathsOf(hasDefaultExport, house)).toEqual([]);
    const forms = ['export default 1', 'export default function f() {}', 'const a = 1; export { a as default }'];
    for (const text of forms) expect(hasDefaultExport({ path: 'src/x.ts', text }), text).toBe(true);
    expect(hasDefaultExport({ path: 'src/x.ts', text: 'switch (a) { default: b() }' })).toBe(false);
  });
});

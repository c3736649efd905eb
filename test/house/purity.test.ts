import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { importsOf, nodesOf, syntaxOf } from './syntax.ts';
import { isTest, type SourceText, sources } from './tree.ts';

// What judges must be replayable: the same facts, policy and moment give the same answer, today and in a court.

const pureRooms = /^src\/(rules|policy|obligations|events|content|work-time|sanctions)\//;

/** Hashing is arithmetic; everything else of Node is the world outside. */
const isOutside = (to: string): boolean => to.startsWith('node:') && to !== 'node:crypto';

/** Words of the language and its globals that wait, look at the world, or are never the same twice. */
const forbidden: readonly { readonly is: (node: ts.Node) => boolean; readonly why: string }[] = [
  { is: (node) => node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node), why: 'it waits' },
  { is: (node) => ts.isIdentifier(node) && node.text === 'Promise', why: 'it waits' },
  { is: (node) => ts.isNewExpression(node) && names(node.expression, 'Date') && !node.arguments?.length, why: 'clock' },
  { is: (node) => isMember(node, 'Date', 'now') || isMember(node, 'performance', 'now'), why: 'it reads a clock' },
  { is: (node) => isMember(node, 'Math', 'random'), why: 'it throws dice' },
  { is: (node) => /^random|^createRandom/.test(importedName(node)), why: 'it throws dice' },
  { is: (node) => isGlobal(node, /^(process|console|fetch|globalThis|setTimeout|setInterval)$/), why: 'the world' },
];

const names = (node: ts.Node, name: string): boolean => ts.isIdentifier(node) && node.text === name;

const isMember = (node: ts.Node, object: string, name: string): boolean =>
  ts.isPropertyAccessExpression(node) && names(node.expression, object) && node.name.text === name;

const importedName = (node: ts.Node): string =>
  ts.isImportSpecifier(node) ? (node.propertyName ?? node.name).text : '';

/** A name that is used by itself, not as somebody's property. */
function isGlobal(node: ts.Node, name: RegExp): boolean {
  if (!ts.isIdentifier(node) || !name.test(node.text)) return false;
  const isOwned = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
  return !isOwned && !ts.isPropertyAssignment(node.parent) && !ts.isPropertySignature(node.parent);
}

function faultsOf(source: SourceText): string[] {
  const outside = importsOf(source)
    .filter(isOutside)
    .map((to) => `${source.path} imports ${to}`);
  const impure = [...nodesOf(syntaxOf(source))].flatMap((node) =>
    forbidden.filter(({ is }) => is(node)).map(({ why }) => `${source.path}: ${node.getText()}: ${why}`),
  );
  return [...outside, ...impure];
}

describe('rules, policy, obligations, content, sanctions and events know no I/O, no clock and no waiting', () => {
  test('everywhere', () => {
    const pure = sources.filter((source) => pureRooms.test(source.path) && !isTest(source));
    expect(pure.length).toBeGreaterThan(0);
    expect(pure.flatMap(faultsOf)).toEqual([]);
  });

  test.each([
    "import { readFileSync } from 'node:fs'",
    "import { connect } from 'node:net'",
    "import { randomUUID as id } from 'node:crypto'",
    'const later = async () => 1',
    'function f(): Promise<number> { return g() }',
    'const at = new Date()',
    'const at = Date.now()',
    'const at = performance.now()',
    'const dice = Math.random()',
    'const home = process.env.HOME',
    'console.log(1)',
    'setTimeout(f, 1)',
  ])('%s is noticed', (text) => {
    expect(faultsOf({ path: 'src/rules/x.ts', text })).not.toEqual([]);
  });

  test.each([
    "import { createHash } from 'node:crypto'",
    'const at = new Date(facts.atMs)',
    'const words = { process: 1 }.process',
    '// await Date.now()',
  ])('%s is fine', (text) => {
    expect(faultsOf({ path: 'src/rules/x.ts', text })).toEqual([]);
  });
});

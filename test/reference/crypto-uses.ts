import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse } from 'yaml';
import { z } from 'zod';
import { nodesOf, syntaxOf } from '../house/syntax.ts';
import type { SourceText } from '../house/tree.ts';

const Use = z.strictObject({
  what: z.string(),
  algorithm: z.string(),
  key: z.string().describe('which key, and how a value names it'),
  place: z.string().describe('where the key lies, or the value'),
  owner: z.string(),
  period: z.string(),
  calls: z
    .record(z.string(), z.array(z.string()).min(1))
    .describe('by file: the function and the algorithm it is given'),
});
export type Use = z.infer<typeof Use>;

const Lent = Use.omit({ calls: true }).extend({
  marks: z.record(z.string(), z.string()).describe('by file: a text of it that shows the choice'),
});
export type Lent = z.infer<typeof Lent>;

const Inventory = z.strictObject({ ours: z.array(Use), lent: z.array(Lent) });

/** What somebody wrote down of every use of cryptography: by our own code, and by what we start or talk to. */
export const inventory = Inventory.parse(parse(readFileSync(join(import.meta.dirname, 'crypto.yaml'), 'utf8')));

const MODULES = ['node:crypto', 'crypto', '@wecom/crypto'];

/** What a file calls of cryptography, each with the algorithm it names: `createHmac sha256`. Sorted, each once. */
export function callsIn(source: SourceText): string[] {
  const tree = syntaxOf(source);
  const names = namesFrom(tree);
  const found = [...nodesOf(tree)].filter(ts.isCallExpression).flatMap((call) => {
    const name = calledName(call, names);
    return name === null ? [] : [[name, ...algorithmIn(call)].join(' ')];
  });
  return [...new Set(found)].sort();
}

/** Names of values that are imported; `*` where a whole module is, for then nobody can say what of it. */
function namesFrom(tree: ts.SourceFile): Set<string> {
  const names = tree.statements.filter(ts.isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
    if (!ts.isStringLiteral(moduleSpecifier) || !MODULES.includes(moduleSpecifier.text)) return [];
    if (!importClause || importClause.isTypeOnly) return [];
    const { namedBindings } = importClause;
    if (!namedBindings || ts.isNamespaceImport(namedBindings)) return ['*'];
    return namedBindings.elements.filter((one) => !one.isTypeOnly).map(({ name }) => name.text);
  });
  return new Set(names);
}

/** The function that is called, if it is one of theirs; `crypto.subtle.sign` of the global object, too. */
function calledName({ expression }: ts.CallExpression, names: ReadonlySet<string>): string | null {
  if (ts.isIdentifier(expression)) return names.has(expression.text) ? expression.text : null;
  const text = expression.getText();
  return /^(globalThis\.)?crypto\./.test(text) || names.has('*') ? text : null;
}

/** A literal that the call begins with, and the constants that it names. */
function algorithmIn({ arguments: [first, ...rest] }: ts.CallExpression): string[] {
  if (!first) return [];
  const literal = ts.isStringLiteralLike(first) ? [first.text] : [];
  const constants = [first, ...rest].flatMap((one) => [...one.getText().matchAll(/\bconstants\.(\w+)/g)]);
  return [...literal, ...constants.map(([, name = '']) => name)];
}

import ts from 'typescript';
import type { SourceText } from './tree.ts';

/**
 * Everything a file imports: by declaration, by re-export and by `import('…')`. A package by its name, a file by its
 * path from the top of the house.
 */
export const importsOf = ({ path, text }: SourceText): string[] =>
  ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => resolve(path, fileName));

/** The syntax tree of a file. */
export const syntaxOf = ({ path, text }: SourceText): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);

/** Every node of a tree, outermost first; comments are none. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* nodesOf(child);
}

/** The text a program speaks, such as its SQL: the parts of strings and templates. */
export const literalsOf = (source: SourceText): string[] =>
  [...nodesOf(syntaxOf(source))].filter(isLiteralText).map((node) => node.text);

const isLiteralText = (node: ts.Node): node is ts.LiteralLikeNode =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return new URL(specifier, `file:///${from}`).pathname.slice(1);
  if (specifier.startsWith('node:')) return specifier;
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

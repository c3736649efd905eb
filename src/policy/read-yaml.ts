import { type Document, isMap, isNode, LineCounter, type Pair, parseDocument, visit } from 'yaml';
import { beyondPlain } from './plain-yaml.ts';
import type { Path, Problem } from './problem.ts';
import { pathText } from './problem.ts';

const MAX_CHARACTERS = 256 * 1024;

/** What messages about a file call it, and what they advise. */
export interface FileKind {
  /** One word or a few: "policy". */
  readonly name: string;
  /** How such a file begins. */
  readonly start: string;
  /** What to do instead of an anchor or an alias. */
  readonly instead: string;
}

type At = (offset: number, message: string, remedy: string) => Problem;

/** A file that is plain YAML: what it says, and where it says it. */
export interface Written {
  readonly data: unknown;
  /** The problem of a path, at its line; `key`: the name on the left is wrong, not its value. */
  problem(path: Path, gravity: Problem['gravity'], message: string, remedy: string, on?: 'key' | 'value'): Problem;
}

/** Plain data only: no aliases, tags, merges, several documents or twice the same key. */
export function readYaml(source: string, file: string, kind: FileKind): Written | { problems: Problem[] } {
  const lines = new LineCounter();
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), col: Math.max(1, col) };
  };
  const at: At = (offset, message, remedy) => ({ gravity: 'error', ...place(offset), path: '', message, remedy });
  if (source.length > MAX_CHARACTERS)
    return { problems: [at(0, 'the file is larger than 256 KB', `a ${kind.name} is text for people: shorten it`)] };
  const beyond = beyondPlain(source, kind.instead);
  if (beyond.length > 0) {
    for (let at = 0; at >= 0; at = source.indexOf('\n', at) + 1 || -1) lines.addNewLine(at);
    return { problems: beyond.map((b) => at(b.offset, b.message, b.remedy)) };
  }
  const doc = parseDocument(source, { lineCounter: lines, schema: 'core', uniqueKeys: true, prettyErrors: false });
  const end = source.trimEnd().length;
  // What is missing at the end is missed where the text ends, not on an empty line below it, and once.
  const found = [...doc.errors, ...doc.warnings].map((e) =>
    at(Math.min(e.pos[0], end), ...inOurWords(e.code, e.message, kind)),
  );
  if (found.length > 0) return { problems: onceEach(found) };
  const odd = oddKeys(doc, at);
  if (odd.length > 0) return { problems: odd };
  if (!isMap(doc.contents)) return { problems: [at(0, `the file is empty or no ${kind.name}`, kind.start)] };
  return {
    data: doc.toJS({ maxAliasCount: 0 }),
    problem: (path, gravity, message, remedy, on = 'value') => ({
      gravity,
      ...place(offsetOf(doc, path, on)),
      path: pathText(path),
      message,
      remedy,
    }),
  };
}

/** The same words about the same place are one problem. */
const onceEach = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((one) => [`${one.line}:${one.col} ${one.message}`, one])).values(),
];

/** Names on the left that are numbers, lists or nothing: they would silently become text. */
function oddKeys(doc: Document, at: At): Problem[] {
  const found: Problem[] = [];
  visit(doc, {
    Pair: (_, { key }) => {
      if (!isNode(key) || ('value' in key && typeof key.value === 'string')) return;
      found.push(at(key.range?.[0] ?? 0, 'a name on the left must be text', 'put it into quotes'));
    },
  });
  return found;
}

/** Where a path stands: its value, its key, or the nearest parent that exists. */
function offsetOf(doc: Document, path: Path, on: 'key' | 'value'): number {
  let node: unknown = doc.contents;
  let offset = 0;
  for (const [i, step] of path.entries()) {
    const pair = isMap(node) ? node.items.find((item) => keyOf(item) === step) : undefined;
    const items = isNode(node) && 'items' in node && !isMap(node) ? (node.items as unknown[]) : [];
    const next = pair ? pair.value : items[Number(step)];
    if (pair === undefined && next === undefined) return offset;
    const keyAt = isNode(pair?.key) ? pair.key.range?.[0] : undefined;
    const valueAt = isNode(next) ? next.range?.[0] : undefined;
    const key = i < path.length - 1 || on === 'key' || isMap(next);
    offset = (key ? (keyAt ?? valueAt) : (valueAt ?? keyAt)) ?? offset;
    node = next;
  }
  return offset;
}

const keyOf = (pair: Pair): unknown => (isNode(pair.key) && 'value' in pair.key ? pair.key.value : undefined);

function inOurWords(code: string, message: string, { name }: FileKind): [message: string, remedy: string] {
  if (code === 'DUPLICATE_KEY') return ['the same name stands here twice', 'keep one of the two'];
  if (code === 'MULTIPLE_DOCS') return ['a second document begins here', `one ${name} a file: remove the line "---"`];
  if (code === 'TAB_AS_INDENT') return ['a tab indents this line', 'indent with spaces, two a level'];
  return [
    `not readable as YAML: ${message.split('\n')[0]}`,
    'two spaces a level, a space after each colon, quotes around text with ": " or " #"',
  ];
}

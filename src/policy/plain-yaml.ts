import { CST, Lexer } from 'yaml';

const MAX_DEPTH = 24;

export interface Forbidden {
  readonly offset: number;
  readonly message: string;
  readonly remedy: string;
}

/**
 * What is more than plain data: tags, anchors, aliases, directives, and nesting that no person would write.
 * Reads tokens only, without recursion, so that it may run before anything else looks at a hostile file.
 */
export function beyondPlain(source: string, instead: string): Forbidden[] {
  const found: Forbidden[] = [];
  let offset = 0;
  let brackets = 0;
  let dashes = 0;
  let inScalar = false;
  for (const token of new Lexer().lex(source)) {
    const type: string | null = inScalar ? 'text' : CST.tokenType(token);
    inScalar = type === 'scalar';
    if (type === 'newline') dashes = 0;
    if (type === 'seq-item-ind' || type === 'explicit-key-ind') dashes += 1;
    if (type === 'flow-seq-start' || type === 'flow-map-start') brackets += 1;
    if (type === 'flow-seq-end' || type === 'flow-map-end') brackets -= 1;
    const depth = Math.max(brackets, dashes, type === 'space' ? token.length / 8 : 0);
    if (depth > MAX_DEPTH)
      return [...found, { offset, message: 'nested too deeply', remedy: `nest at most ${MAX_DEPTH} levels` }];
    const said = remark(type, token, instead);
    if (said) found.push({ offset, ...said });
    if (!MARKS.has(type ?? '')) offset += token.length;
  }
  return found;
}

/** Tokens that the lexer adds; they stand for no characters of the file. */
const MARKS: ReadonlySet<string> = new Set(['doc-mode', 'flow-error-end', 'scalar']);

function remark(type: string | null, token: string, instead: string): Omit<Forbidden, 'offset'> | null {
  if (type === 'tag')
    return { message: `tags are not allowed: ${token}`, remedy: 'write plain text, numbers and lists' };
  if (type === 'anchor') return { message: `anchors are not allowed: ${token}`, remedy: instead };
  if (type === 'alias') return { message: `aliases are not allowed: ${token}`, remedy: instead };
  if (type === 'directive-line') return { message: 'directives are not allowed', remedy: 'remove the line' };
  return null;
}

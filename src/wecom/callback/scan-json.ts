import { isInherited, LIMITS, type ParkReason } from './fields.ts';

const TOKEN =
  /[ \t\r\n]+|("[^"\\]*(?:\\.[^"\\]*)*")([ \t\r\n]*:)?|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false)|(null)|[{}[\],]/y;

/** The same JSON with every number, word and null written as text, so that no id is rounded; or the reason to park. */
export function scanJson(text: string): { readonly kind: 'json'; readonly text: string } | ParkReason {
  const open: (Set<string> | null)[] = [];
  const parts: string[] = [];
  let nodes = 0;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text);
    if (!token) return 'malformed';
    const [all, string, colon, number, word, none] = token;
    if (colon) {
      const reason = mayName(string, open.at(-1));
      if (reason) return reason;
    } else if (all === '{' || all === '[') {
      if (open.push(all === '{' ? new Set() : null) > LIMITS.depth) return 'depth';
    } else if (all === '}' || all === ']') {
      open.pop();
    }
    if (string || number || all === '{' || all === '[') nodes += 1;
    if (nodes > LIMITS.nodes) return 'nodes';
    parts.push(none ? '""' : (number ?? word) ? `"${all}"` : all);
  }
  return { kind: 'json', text: parts.join('') };
}

function mayName(literal: string | undefined, names: Set<string> | null | undefined): ParkReason | null {
  const name = literal === undefined ? undefined : nameOf(literal);
  if (name === undefined || !names) return 'malformed';
  if (isInherited(name)) return 'name';
  if (names.has(name)) return 'duplicate';
  names.add(name);
  return null;
}

function nameOf(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}

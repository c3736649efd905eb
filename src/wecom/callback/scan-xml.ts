import { isInherited, LIMITS, LISTS, type ParkReason } from './fields.ts';

// Everything WeCom writes is one of these four; each alternative begins with what no other can begin with.
const TOKEN = /<!\[CDATA\[[\s\S]*?\]\]>|<\/(\w+)\s*>|<([A-Za-z]\w*)\s*(\/?)>|[^<]+/y;
const OTHER_ENTITY = /&(?!(?:lt|gt|amp|quot|apos);)/;
const BLANK = /^[ \t\r\n]*$/; // XML's own white space: a byte order mark is none

interface Open {
  readonly name: string;
  readonly seen: Set<string>;
  text: boolean;
}

/** Looks for what the parser must never see: returns the reason to park, or null for plain, balanced, modest XML. */
export function scanXml(text: string): ParkReason | null {
  const open: Open[] = [];
  let nodes = 0;
  let roots = 0;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (!token) return forbidden(text, at);
    const [all, closes, opens, empty] = token;
    const parent = open.at(-1);
    if (closes) {
      if (open.pop()?.name !== closes) return 'malformed';
    } else if (opens) {
      nodes += 1;
      if (!parent) roots += 1;
      const reason = mayOpen(opens, parent, open.length, roots);
      if (reason) return reason;
      parent?.seen.add(opens);
      if (!empty) open.push({ name: opens, seen: new Set(), text: false });
    } else {
      nodes += 1;
      const reason = mayStand(all, parent);
      if (reason) return reason;
    }
    if (nodes > LIMITS.nodes) return 'nodes';
  }
  return open.length === 0 && roots === 1 ? null : 'malformed';
}

function mayOpen(name: string, parent: Open | undefined, depth: number, roots: number): ParkReason | null {
  if (depth >= LIMITS.depth) return 'depth';
  if (isInherited(name)) return 'name';
  if (!parent) return name === 'xml' && roots === 1 ? null : 'malformed';
  if (parent.text) return 'mixed';
  return parent.seen.has(name) && !LISTS.has(name) ? 'duplicate' : null;
}

function mayStand(text: string, parent: Open | undefined): ParkReason | null {
  const isCdata = text.startsWith('<');
  if (!isCdata && OTHER_ENTITY.test(text)) return 'entity';
  if (!isCdata && text.includes(']]>')) return 'malformed';
  if (!isCdata && BLANK.test(text)) return null;
  if (!parent) return 'malformed';
  if (parent.seen.size > 0) return 'mixed';
  parent.text = true;
  return null;
}

/** Names what stands at a place where none of the four kinds of token fits. */
function forbidden(text: string, at: number): ParkReason {
  const here = text.slice(at, at + 64);
  if (/^<!DOCTYPE/i.test(here)) return 'doctype';
  if (/^<!ENTITY/i.test(here)) return 'entity';
  if (here.startsWith('<!--')) return 'comment';
  if (here.startsWith('<?')) return 'instruction';
  if (/^<__proto__\s*\/?>/.test(here)) return 'name';
  return /^<[A-Za-z]\w*\s+[^\s/>]/.test(here) ? 'attribute' : 'malformed';
}

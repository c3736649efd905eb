import { XMLParser } from 'fast-xml-parser';
import { type Fields, LIMITS, LISTS, type Parked, type ParkReason, parked, type Read, type Value } from './fields.ts';
import { scanJson } from './scan-json.ts';
import { scanXml } from './scan-xml.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads the bytes of an opened callback, XML or a robot's JSON. What is hostile or broken is parked, never guessed at. */
export function readEvent(plaintext: Uint8Array): Read | Parked {
  if (plaintext.byteLength > LIMITS.bytes) return parked('size');
  if (plaintext.includes(0)) return parked('nul');
  const text = textOf(plaintext);
  if (text === null) return parked('encoding');
  return /^[ \t\r\n]*\{/.test(text) ? readJson(text) : readXml(text);
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

function readXml(text: string): Read | Parked {
  const reason = scanXml(text);
  if (reason) return parked(reason);
  return readTree('malformed', () => {
    // A parser keeps state between documents; each document gets its own.
    const parser = new XMLParser({
      ignoreAttributes: true,
      parseTagValue: false,
      isArray: (name) => LISTS.has(name),
      maxNestedTags: LIMITS.depth,
    });
    return (parser.parse(text) as { xml?: unknown }).xml || {};
  });
}

function readJson(text: string): Read | Parked {
  const scanned = scanJson(text);
  if (typeof scanned === 'string') return parked(scanned);
  return readTree('malformed', () => JSON.parse(scanned.text));
}

function readTree(otherwise: ParkReason, parse: () => unknown): Read | Parked {
  try {
    const tree = bare(parse());
    if (typeof tree === 'string' || Array.isArray(tree)) return parked(otherwise);
    return { kind: 'read', fields: tree as Fields };
  } catch {
    return parked(otherwise);
  }
}

/** The same tree without prototypes: a name can then only ever be a name. */
function bare(value: unknown): Value {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) throw new TypeError('a leaf that is no text');
  const fields: Record<string, Value> = Object.create(null);
  for (const [name, inner] of Object.entries(value)) fields[name] = bare(inner);
  return fields;
}

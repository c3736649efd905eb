/** How a sheet's text is written down; Excel on Chinese Windows saves CSV as GBK. */
export const ENCODINGS = ['utf8', 'utf8-bom', 'gbk'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const BOM = [0xef, 0xbb, 0xbf] as const;
const utf8 = new TextDecoder('utf-8', { fatal: true });
const gbk = new TextDecoder('gb18030', { fatal: true });

/** The text of a file and how it was written; null when it is neither UTF-8 nor GBK. Text that could be both is UTF-8. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } | null {
  const marked = BOM.every((byte, at) => bytes[at] === byte);
  const asUtf8 = tryDecode(utf8, bytes);
  if (asUtf8 !== null) return { text: asUtf8, encoding: marked ? 'utf8-bom' : 'utf8' };
  const asGbk = tryDecode(gbk, bytes);
  return asGbk === null ? null : { text: asGbk, encoding: 'gbk' };
}

function tryDecode(decoder: Pick<typeof gbk, 'decode'>, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null; // the caller tries the next encoding, and says so when none fits
  }
}

/** Text as bytes. What GBK has no sign for becomes `?`; `lost` counts it. */
export function encodeText(text: string, encoding: Encoding): { readonly bytes: Uint8Array; readonly lost: number } {
  if (encoding === 'gbk') return encodeGbk(text);
  const bytes = new TextEncoder().encode(text);
  return { bytes: encoding === 'utf8' ? bytes : Uint8Array.of(...BOM, ...bytes), lost: 0 };
}

const QUESTION_MARK = 0x3f;

function encodeGbk(text: string): { readonly bytes: Uint8Array; readonly lost: number } {
  const table = gbkTable();
  const bytes: number[] = [];
  let lost = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    const pair = table.get(sign);
    if (code < 0x80) bytes.push(code);
    else if (pair !== undefined) bytes.push(pair >> 8, pair & 0xff);
    else {
      bytes.push(QUESTION_MARK);
      lost += 1;
    }
  }
  return { bytes: Uint8Array.from(bytes), lost };
}

let table: ReadonlyMap<string, number> | undefined;

/** Every two-byte sign of GBK, read from the platform's own decoder: 24,000 of them, once. */
function gbkTable(): ReadonlyMap<string, number> {
  if (table) return table;
  const made = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const sign = trail === 0x7f ? null : tryDecode(gbk, Uint8Array.of(lead, trail));
      if (sign && [...sign].length === 1 && !made.has(sign)) made.set(sign, (lead << 8) | trail);
    }
  table = made;
  return made;
}

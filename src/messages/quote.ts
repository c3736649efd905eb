/** A reply as it stands in the text: whom and what it quotes, and what its sender wrote himself. */
export interface QuoteText {
  readonly name: string;
  readonly quoted: string;
  readonly own: string;
}

/** What WeCom writes before a quote, in the language of whoever replies [91774]. */
const PREFIX = /^\s*(?:这是一条引用\/回复消息[:：]|This is a quote\/reply[:：])[^\S\n]*\n?/;
const LINE = /^-{6,}[^\S\n]*$/m;

/** Takes a quote apart: prefix, name, words, a line of dashes, the answer. Null: the text is no reply, or not a whole one. */
export function splitQuote(text: string): QuoteText | null {
  const prefix = PREFIX.exec(text);
  if (!prefix) return null;
  const inner = text.slice(prefix[0].length);
  const nested = splitAt(inner, PREFIX.test(inner) || PREFIX.test(inner.replace(/^[^\n]*\n/, '')) ? 2 : 1);
  if (!nested) return null;
  const { before, behind } = nested;
  const [first = '', ...rest] = before.split('\n');
  const name = first
    .trim()
    .replace(/^["“「]/, '')
    .replace(/[:：]\s*$/, '')
    .trim();
  const quoted = rest
    .join('\n')
    .trim()
    .replace(/["”」]$/, '');
  return { name, quoted, own: behind.trim() };
}

/** Before and behind the so-manieth line of dashes; the last one there is, when there are fewer. */
function splitAt(text: string, wanted: number): { before: string; behind: string } | null {
  let end = -1;
  let begin = -1;
  for (let found = 0; found < wanted; found += 1) {
    const from = Math.max(end, 0);
    const line = LINE.exec(text.slice(from));
    if (!line) break;
    begin = from + line.index;
    end = begin + line[0].length;
  }
  return begin < 0 ? null : { before: text.slice(0, begin).replace(/\n$/, ''), behind: text.slice(end) };
}

/** Only `html` makes one: what came in as data can never pass for markup, whatever its shape. */
const SAFE = Symbol('safe');

/** A piece of a page that is safe as it stands. */
export interface Html {
  readonly [SAFE]: string;
}

export type Part = string | number | Html | null | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Letters that turn the reading direction, or that no page may hold: a name must not rearrange the words around it. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/gu;

const escaped = (text: string): string =>
  text.replace(UNSEEN, ' ').replace(/[&<>"'`]/g, (letter) => ESCAPES[letter] ?? '');

/** Builds a page: every value is escaped unless it was built the same way. Values stand in text or in quoted attributes. */
export const html = (strings: TemplateStringsArray, ...values: readonly Part[]): Html => ({
  [SAFE]: strings.map((text, at) => text + rendered(values[at] ?? null)).join(''),
});

function rendered(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return SAFE in part ? part[SAFE] : part.map(rendered).join('');
}

/** A whole page as it is sent. */
export const pageText = (page: Html): string => page[SAFE];

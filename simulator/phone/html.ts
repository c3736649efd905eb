/** A piece of a page that is safe as it stands. */
export interface Html {
  readonly html: string;
}

type Part = string | number | Html | readonly Part[] | null;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeText = (text: string): string => text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? '');

/** Builds a page: every value is escaped unless it was built the same way. Null is nothing. */
export const html = (strings: TemplateStringsArray, ...values: readonly Part[]): Html => ({
  html: strings.map((text, index) => text + render(values[index] ?? null)).join(''),
});

function render(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part));
  return 'html' in part ? part.html : part.map(render).join('');
}

/** A web address as it may stand in a link; everything else leads nowhere. */
export const linkTarget = (url: string): string => (/^https?:\/\//.test(url) ? url : '#');

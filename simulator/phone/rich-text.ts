import { type Html, html, linkTarget } from './html.ts';

const lines = (text: string): Html[] =>
  text.split('\n').map((line, index) => html`${index === 0 ? null : html`<br>`}${line}`);

const linkTo = (url: string, words: string): Html =>
  html`<a href="${linkTarget(url)}" target="_blank" rel="noreferrer">${words}</a>`;

/** Cuts the text at every match and lets `draw` say what stands there. */
function woven(
  text: string,
  pattern: RegExp,
  between: (text: string) => Html | Html[],
  draw: (match: RegExpMatchArray) => Html,
): Html[] {
  const parts: Html[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(...[between(text.slice(from, match.index))].flat(), draw(match));
    from = match.index + match[0].length;
  }
  return [...parts, ...[between(text.slice(from))].flat()];
}

/** A text message: line breaks and `<a href>` are drawn, everything else is words [90236]. */
export const plainText = (text: string): Html[] =>
  woven(text, /<a href=["']([^"']*)["']>([^<]*)<\/a>/g, lines, ([, url = '', words = '']) => linkTo(url, words));

/** A textcard's description: `<div class="gray|normal|highlight">` and `<br>`. */
export const cardDescription = (text: string): Html[] =>
  woven(
    text.replace(/<br\s*\/?>/g, '\n'),
    /<div class=["'](gray|normal|highlight)["']>([^<]*)<\/div>/g,
    lines,
    ([, look = '', words = '']) => html`<div class="${look}">${lines(words)}</div>`,
  );

const INLINE =
  /\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)|`([^`]+)`|<font color=["'](info|comment|warning)["']>([^<]*)<\/font>/g;

const inline = (text: string): Html[] =>
  woven(
    text,
    INLINE,
    (words) => html`${words}`,
    ([, bold, words, url, code, colour, coloured]) => {
      if (bold !== undefined) return html`<b>${inline(bold)}</b>`;
      if (words !== undefined) return linkTo(url ?? '', words);
      if (code !== undefined) return html`<code>${code}</code>`;
      return html`<span class="${colour ?? ''}">${coloured ?? ''}</span>`;
    },
  );

/** The subset of markdown that app messages know: titles, bold, links, code, quotes and three colours. */
export const markdown = (text: string): Html[] =>
  text.split('\n').map((line) => {
    const [, marks, title] = /^(#{1,6}) (.*)$/.exec(line) ?? [];
    if (marks !== undefined) return html`<div class="title-${marks.length}">${inline(title ?? '')}</div>`;
    const [, quoted] = /^> ?(.*)$/.exec(line) ?? [];
    if (quoted !== undefined) return html`<blockquote>${inline(quoted)}</blockquote>`;
    return html`<div class="line">${inline(line)}</div>`;
  });

import type { CorpConfig } from '../config.ts';
import { type Html, html, type Part } from './html.ts';
import { pathTo } from './paths.ts';
import { styleSheet } from './style-sheet.ts';
import { type Lang, sayIn } from './words/say.ts';

interface Frame {
  readonly corp: Pick<CorpConfig, 'slug' | 'name'> | null;
  readonly lang: Lang;
  /** The first words of the window's title. */
  readonly title: string;
  /** What stands at the end beside the other language. */
  readonly foot?: Part;
  /** Whether a link leads to the first page. */
  readonly top: 'home' | 'plain';
  /** `wide`: two columns where there is room for them. */
  readonly width?: 'wide';
}

const HTML_LANG: Readonly<Record<Lang, string>> = { zh: 'zh-CN', en: 'en' };

/** A whole page around its main part. Works without scripts; the landmarks are for readers, the first link for keyboards. */
export function layout({ corp, lang, title, foot = null, top, width }: Frame, main: Html): Html {
  const say = sayIn(lang);
  const other: Lang = lang === 'zh' ? 'en' : 'zh';
  const home =
    corp && top === 'home'
      ? html`<nav aria-label="${say('home')}"><a href="${pathTo(corp.slug, '')}">‹ ${say('home')}</a></nav>`
      : html`<span>${say('product')}</span>`;
  return html`<!doctype html>
<html lang="${HTML_LANG[lang]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"><meta name="color-scheme" content="light dark">
<title>${title} · ${say('product')}</title><link rel="stylesheet" href="${styleSheet().url}"><link rel="icon" href="data:,"></head>
<body><a class="qg-skip" href="#main">${say('skip')}</a><div class="${width === 'wide' ? 'qg-page qg-page_wide' : 'qg-page'}">
<header class="qg-top">${home}<span>${corp?.name ?? null}</span></header>
<main id="main">${main}</main>
<footer class="qg-foot"><a href="?lang=${other}" lang="${HTML_LANG[other]}" hreflang="${HTML_LANG[other]}">${say('otherLanguage')}</a>${foot}</footer>
</div></body></html>`;
}

/** The heading of a page and what it is about. */
export const heading = (title: string, about: Part = null): Html =>
  html`<div class="qg-title"><h1>${title}</h1>${about === null ? null : html`<p>${about}</p>`}</div>`;

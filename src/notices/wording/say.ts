import type { Lang } from '../content.ts';
import { en } from './en.ts';
import { type Catalogue, type WordingKey, zh } from './zh.ts';

export const CATALOGUES: Readonly<Record<Lang, Catalogue>> = { zh, en };

/** A sentence of the catalogue with its places filled. */
export function say(lang: Lang, key: WordingKey, places: Readonly<Record<string, string>> = {}): string {
  return CATALOGUES[lang][key].replace(/\{(\w+)\}/g, (place, name: string) => places[name] ?? place);
}

/** The same sentence in both languages, for content that is written before its reader is known. */
export const sayBoth = (key: WordingKey, places: Readonly<Record<string, string>> = {}) => ({
  zh: say('zh', key, places),
  en: say('en', key, places),
});

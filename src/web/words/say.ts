import { en } from './en.ts';
import { type Catalogue, type WordingKey, zh } from './zh.ts';

export const LANGS = ['zh', 'en'] as const;
export type Lang = (typeof LANGS)[number];

const CATALOGUES: Readonly<Record<Lang, Catalogue>> = { zh, en };

/** A sentence of the pages with its places filled; plain text, for `html` to escape. */
export type Say = (key: WordingKey, places?: Readonly<Record<string, string | number>>) => string;

export const sayIn =
  (lang: Lang): Say =>
  (key, places = {}) =>
    CATALOGUES[lang][key].replace(/\{(\w+)\}/g, (place, name: string) => String(places[name] ?? place));

export const langOf = (text: string | null): Lang | null => LANGS.find((lang) => lang === text) ?? null;

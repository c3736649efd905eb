import { caseWords } from './case-words.ts';
import { complaintWords } from './complaint-words.ts';
import { dataWords } from './data-words.ts';
import { dutyWords } from './duty-words.ts';
import { en } from './en.ts';
import { fileWords } from './file-words.ts';
import { hearingWords } from './hearing-words.ts';
import { hrWords } from './hr-words.ts';
import { keptWords } from './kept-words.ts';
import { numberWords } from './number-words.ts';
import { packWords } from './pack-words.ts';
import { reportWords } from './report-words.ts';
import { roleWords } from './role-words.ts';
import { sheetWords } from './sheet-words.ts';
import { signWords } from './sign-words.ts';
import { zh } from './zh.ts';

export const LANGS = ['zh', 'en'] as const;
export type Lang = (typeof LANGS)[number];

const chinese = {
  ...zh,
  ...caseWords.zh,
  ...complaintWords.zh,
  ...hearingWords.zh,
  ...hrWords.zh,
  ...fileWords.zh,
  ...dataWords.zh,
  ...roleWords.zh,
  ...keptWords.zh,
  ...numberWords.zh,
  ...signWords.zh,
  ...dutyWords.zh,
  ...packWords.zh,
  ...sheetWords.zh,
  ...reportWords.zh,
};

/** Every sentence of the pages; each room of pages has a file of its own. */
export type WordingKey = keyof typeof chinese;

const CATALOGUES: Readonly<Record<Lang, Readonly<Record<WordingKey, string>>>> = {
  zh: chinese,
  en: {
    ...en,
    ...caseWords.en,
    ...complaintWords.en,
    ...hearingWords.en,
    ...hrWords.en,
    ...fileWords.en,
    ...dataWords.en,
    ...roleWords.en,
    ...keptWords.en,
    ...numberWords.en,
    ...signWords.en,
    ...dutyWords.en,
    ...packWords.en,
    ...sheetWords.en,
    ...reportWords.en,
  },
};

/** A sentence of the pages with its places filled; plain text, for `html` to escape. */
export type Say = (key: WordingKey, places?: Readonly<Record<string, string | number>>) => string;

export const sayIn =
  (lang: Lang): Say =>
  (key, places = {}) =>
    CATALOGUES[lang][key].replace(/\{(\w+)\}/g, (place, name: string) => String(places[name] ?? place));

export const langOf = (text: string | null): Lang | null => LANGS.find((lang) => lang === text) ?? null;

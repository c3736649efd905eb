import type { Detail, Sentence } from '../rules/rule.ts';

/** Puts the values into a sentence's places; a place without a value stays empty, never `undefined`. Pure. */
export const fill = (sentence: Sentence, detail: Detail): Sentence => ({
  zh: fillText(sentence.zh, detail),
  en: fillText(sentence.en, detail),
});

const fillText = (text: string, detail: Detail): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => detail[name] ?? '');

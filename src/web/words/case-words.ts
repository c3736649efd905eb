import { both } from './both.ts';

export const caseWords = both({
  zh: {},
  en: {},
});

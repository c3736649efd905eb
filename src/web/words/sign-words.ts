import { both } from './both.ts';

export const signWords = both({
  zh: {},
  en: {},
});

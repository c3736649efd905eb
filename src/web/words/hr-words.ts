import { both } from './both.ts';

export const hrWords = both({
  zh: {},
  en: {},
});

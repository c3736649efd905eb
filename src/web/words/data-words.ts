import { both } from './both.ts';

export const dataWords = both({
  zh: {},
  en: {},
});

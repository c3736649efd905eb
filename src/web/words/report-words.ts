import { both } from './both.ts';

export const reportWords = both({
  zh: {},
  en: {},
});

import { keyOf } from '../naming/nickname-key.ts';

/** What a name is without the number at its end: 示例群-2群 is the second of 示例群. */
export const stemOf = (name: string): string =>
  keyOf(name).replace(/(第?[0-9一二三四五六七八九十]{1,2}群|\(?[0-9]{1,2}\)?)$/u, '');

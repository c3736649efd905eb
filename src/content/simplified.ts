import { Converter } from 'opencc-js/t2cn';

type Convert = (text: string) => string;
const build = (): Convert => Converter({ from: 't', to: 'cn' });
let convert: Convert | undefined;

/**
 * One character in simplified form. Character by character, so that a name written alone and inside a nickname come out
 * alike. The dictionary is built at the first call (some 30 ms).
 */
export function simplified(character: string): string {
  convert ??= build();
  return convert(character);
}

/**
 * Makes names, nicknames and other people's words harmless in an app message: one line, no link, no mention, no markup, no
 * id translation [90236], no character that would need a JSON escape (40033). Pure; applied twice it changes nothing more.
 */
export function neutralise(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(/\s+/gu, ' ')
    .replaceAll('<', '＜')
    .replaceAll('>', '＞')
    .replaceAll('@', '＠')
    .replaceAll('$', '＄')
    .replace(/:\/\//gu, '：//')
    .replace(/(?<=[A-Za-z0-9-])\.(?=[A-Za-z]{2,})/gu, '．')
    .trim();
}

/** Control and format characters, halves of letters, unassigned code points. What is also white space becomes a space below. */
const INVISIBLE = /(?![\s])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;

/** A text that people paste must be exact: it stays as it is, or it is not offered at all. */
export const pasteable = (text: string): string | null => (text !== '' && neutralise(text) === text ? text : null);

export const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

/** At most so many characters (what people count, not code units); the last one is … when something was cut. */
export function clip(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

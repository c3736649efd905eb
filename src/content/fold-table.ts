import { looksLike } from './look-alikes.ts';
import { simplified } from './simplified.ts';

/** How text is made alike before words are looked for. Width, case, simplified form and unseen characters are always folded. */
export interface Folding {
  /** What may stand between the characters of a word: nothing; spaces and symbols; punctuation and line ends too. */
  readonly gaps: 'none' | 'symbols' | 'all';
  /** `on`: characters that look like others are taken for them: Cyrillic а for a, 睹 for 赌. */
  readonly lookAlikes: 'off' | 'on';
}

/** Every UTF-16 unit's folded form, ready made. Units below 4 are control characters and never a form: they say what to do. */
export interface FoldTable {
  readonly forms: Uint16Array;
  /** The folded form of a character that becomes several units, or that is a pair of units. */
  readonly formOf: (codePoint: number) => string;
}

export const UNSEEN = 0;
export const GAP = 1;
export const SEVERAL = 2;
export const HALF = 3;

/** What stands for a gap too wide to be inside a word; and for any space, where gaps count. */
export const SPACE = 0x20;

/** Rarer characters are folded anew each time, so that no sender fills the memory. */
const mostRemembered = 8192;
const tables = new Map<string, FoldTable>();

/** The table of a folding; made once (some 100 ms), then the same one. */
export function foldTable(folding: Folding): FoldTable {
  const name = `${folding.gaps} ${folding.lookAlikes}`;
  const known = tables.get(name);
  if (known) return known;
  const made = makeTable(folding);
  tables.set(name, made);
  return made;
}

function makeTable(folding: Folding): FoldTable {
  const simplify = untilSame(simplified);
  const fold = (codePoint: number): string =>
    marked(folded(String.fromCodePoint(codePoint), folding, simplify), folding);
  const remembered = new Map<number, string>();
  const forms = new Uint16Array(0x10000);
  for (let unit = 0; unit < forms.length; unit += 1) {
    if (unit >= 0xd800 && unit < 0xe000) {
      forms[unit] = unit < 0xdc00 ? HALF : unit;
      continue;
    }
    const form = fold(unit);
    if (form.length > 1) remembered.set(unit, form);
    forms[unit] = form.length > 1 ? SEVERAL : form.charCodeAt(0) || UNSEEN;
  }
  const formOf = (codePoint: number): string => {
    const known = remembered.get(codePoint);
    if (known !== undefined) return known;
    const form = fold(codePoint);
    if (remembered.size < mostRemembered) remembered.set(codePoint, form);
    return form;
  };
  return { forms, formOf };
}

/** A few characters are the traditional form of one that is itself written simpler: 薴 is 苧, which is 苎. */
const untilSame =
  (once: (text: string) => string) =>
  (text: string): string => {
    const form = once(text);
    return form === text ? form : untilSame(once)(form);
  };

const lineEnd = /[\n\v\f\u0085\u2028\u2029]/u;
/** Zero width, direction marks, variation selectors, tags, soft hyphens, and control characters. */
const unseen = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/u;
/** Accents and lines through letters, of no script of their own. The voicing of kana makes another letter and stays. */
const decoration = /(?![\u3099\u309a])(?=\p{Script=Inherited})\p{M}/u;
const blank = /[\s\u2800]/u;

/** Most characters there are: ideographs and syllables, which have no case, width or decoration. */
const plain = /^[\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]$/u;

function folded(character: string, { lookAlikes }: Folding, simplify: (text: string) => string): string {
  const alike = plain.test(character) ? [simplify(character)] : seen(character).map((c) => simplify(c.toLowerCase()));
  return (lookAlikes === 'on' ? alike.map(looksLike) : alike).join('');
}

/** A character taken apart, without what nobody sees and without decoration. */
function seen(character: string): string[] {
  if (lineEnd.test(character)) return ['\n'];
  if (character === '\t') return [' '];
  const apart = /\p{Script=Hangul}/u.test(character) ? character : character.normalize('NFKD');
  return [...apart].filter((c) => !unseen.test(c) && !decoration.test(c)).map((c) => (blank.test(c) ? ' ' : c));
}

/** Sentences end and clauses part here: words do not reach across, unless every gap is jumped. */
const parts = /[\n,。!?;:、]/u;
const symbol = /[\p{P}\p{S} \n]/u;

/** Gaps are marked as such, and several of one character are one. */
function marked(form: string, { gaps }: Folding): string {
  if (gaps === 'none' || plain.test(form)) return form;
  const isGap = (c: string): boolean => symbol.test(c) && (gaps === 'all' || !parts.test(c));
  return [...form]
    .map((c) => (isGap(c) ? gap : c))
    .filter((c, nth, all) => c !== gap || all[nth - 1] !== gap)
    .join('');
}

const gap = String.fromCharCode(GAP);

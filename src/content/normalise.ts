import { type Folding, type FoldTable, foldTable, GAP, HALF, SEVERAL, SPACE, UNSEEN } from './fold-table.ts';

/** Text made alike, and where in the original each of its units stood. */
export interface Normalised {
  readonly text: string;
  /** The index (UTF-16) in the original of the character that each unit of `text` comes from. */
  readonly at: readonly number[];
}

/** Folded units and their places, in arrays that serve the next text again. */
export interface Folded {
  units: Uint16Array;
  places: Int32Array;
  length: number;
  /** Gaps in a row before what comes next. */
  gaps: number;
}

/** So many gaps in a row may stand inside a word; with more, what is around them is read apart. */
export const widestGap = 4;

/** Makes text alike; every unit says where it comes from. Any string is welcome, broken pairs too. */
export function normalise(text: string, folding: Folding): Normalised {
  foldInto(shared, text, foldTable(folding));
  return { text: textOf(shared), at: Array.from(shared.places.subarray(0, shared.length)) };
}

export function emptyFolded(): Folded {
  return {
    units: new Uint16Array(256),
    places: new Int32Array(256),
    length: 0,
    gaps: 0,
  };
}

const shared = emptyFolded();

/** As `normalise`, into arrays that exist. What most characters need is done here and nowhere else: it is half the time. */
export function foldInto(into: Folded, text: string, { forms, formOf }: FoldTable): void {
  into.length = 0;
  into.gaps = 0;
  makeRoom(into, text.length);
  for (let at = 0; at < text.length; at += 1) {
    at = foldPlain(into, text, at, forms);
    if (at === text.length) return;
    const character = text.codePointAt(at) as number;
    const units = formOf(character);
    makeRoom(into, into.length + units.length + text.length - at);
    for (let i = 0; i < units.length; i += 1) put(into, units.charCodeAt(i), at);
    if (character > 0xffff) at += 1;
  }
}

/** Folds on until a character that becomes several units or is a pair of them, and returns its place. */
function foldPlain(into: Folded, text: string, from: number, forms: Uint16Array): number {
  const { units, places } = into;
  let { length, gaps } = into;
  let at = from;
  for (; at < text.length; at += 1) {
    const form = forms[text.charCodeAt(at)] as number;
    if (form > HALF) {
      units[length] = form;
      places[length] = at;
      length += 1;
      gaps = 0;
    } else if (form === SEVERAL || form === HALF) break;
    else if (form === GAP) {
      gaps += 1;
      if (gaps !== widestGap + 1) continue;
      units[length] = SPACE;
      places[length] = at;
      length += 1;
    }
  }
  into.length = length;
  into.gaps = gaps;
  return at;
}

function put(into: Folded, unit: number, at: number): void {
  into.gaps = unit === GAP ? into.gaps + 1 : 0;
  if (unit === GAP && into.gaps !== widestGap + 1) return;
  into.units[into.length] = unit === GAP ? SPACE : unit;
  into.places[into.length] = at;
  into.length += 1;
}

function makeRoom(into: Folded, length: number): void {
  if (into.units.length >= length) return;
  const { units, places } = into;
  into.units = new Uint16Array(length * 2);
  into.places = new Int32Array(length * 2);
  into.units.set(units);
  into.places.set(places);
}

const mostArguments = 8192;

function textOf({ units, length }: Folded): string {
  let text = '';
  for (let from = 0; from < length; from += mostArguments)
    text += String.fromCharCode(...units.subarray(from, Math.min(length, from + mostArguments)));
  return text;
}

/** Where the character at this place ends, with everything unseen that hangs on it. */
export function endOfCharacter(text: string, at: number, table: FoldTable): number {
  let end = at + widthAt(text, at);
  while (end < text.length && isUnseen(text, end, table)) end += widthAt(text, end);
  return end;
}

const widthAt = (text: string, at: number): number => ((text.codePointAt(at) as number) > 0xffff ? 2 : 1);

function isUnseen(text: string, at: number, { forms, formOf }: FoldTable): boolean {
  const form = forms[text.charCodeAt(at)] as number;
  return form === UNSEEN || (form === HALF && formOf(text.codePointAt(at) as number) === '');
}

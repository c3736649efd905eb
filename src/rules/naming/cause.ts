import type { Directory } from '../../events/person.ts';
import { remembered } from '../../remembered.ts';
import { plainText } from '../plain-text.ts';
import type { Expected } from './expected.ts';
import { isValid } from './fits.ts';
import { PARTS } from './formats-in-words.ts';
import type { Part } from './labels.ts';
import { keyOf } from './nickname-key.ts';

export type Cause =
  | 'missing-name'
  | 'wrong-name'
  | 'missing-company'
  | 'wrong-company'
  | 'missing-department'
  | 'wrong-department'
  | 'missing-post'
  | 'wrong-post'
  | 'missing-part'
  | 'wrong-part'
  | 'wrong-order'
  | 'decorated'
  | 'masked'
  | 'banned-word'
  | 'spaced'
  | 'other';

/** A cause, and what it is about where its word does not say it. */
export interface Why {
  readonly says: Cause;
  readonly part: string;
}

/** Why a nickname that does not fit does not fit, in the one word that helps most. It guesses; the name to paste does not. */
export function causeOf(shown: string, expected: Expected, atMs: number, directory: Directory): Why {
  const key = keyOf(shown);
  const parts = expected.orders[0] ?? [];
  const name = parts.find(({ kind }) => kind === 'name');
  if (!name) return withName(key, key, parts, atMs, directory);
  const named = taken(key, name, atMs);
  if (named === undefined) return why(isMasked(shown, name) ? 'masked' : withoutName(key, parts, atMs));
  return withName(key, named, parts, atMs, directory);
}

const why = (says: Cause, part = ''): Why => ({ says, part });

function withoutName(key: string, parts: readonly Part[], atMs: number): Cause {
  let rest = key;
  for (const part of others(parts)) rest = taken(rest, part, atMs) ?? rest;
  if (rest === key) return 'other';
  return rest === '' ? 'missing-name' : 'wrong-name';
}

function withName(key: string, named: string, parts: readonly Part[], atMs: number, directory: Directory): Why {
  let rest = named;
  const missing: Part[] = [];
  for (const part of others(parts)) {
    if (part.free) continue;
    const without = taken(rest, part, atMs);
    if (without === undefined) missing.push(part);
    else rest = without;
  }
  const first = missing[0];
  if (first) return why(`${looksLike(first, rest, directory)}-${wordFor(first.kind)}`, calledPart(first));
  const free = parts.find((part) => part.free && !part.free.optional);
  if (free) return why(rest === '' ? 'missing-part' : 'wrong-part', calledPart(free));
  return why(rest !== '' && standInOrder(key, parts, atMs) ? 'decorated' : 'wrong-order');
}

const others = (parts: readonly Part[]): Part[] => parts.filter(({ kind }) => kind !== 'name');

/** What is left when the longest way of writing this part is taken out; undefined when none is there. */
function taken(key: string, part: Part, atMs: number): string | undefined {
  let found: string | undefined;
  for (const label of part.labels) {
    if (!isValid(label, atMs) || !key.includes(label.key)) continue;
    if (found === undefined || label.key.length > found.length) found = label.key;
  }
  return found === undefined ? undefined : key.replace(found, '');
}

function standInOrder(key: string, parts: readonly Part[], atMs: number): boolean {
  let from = 0;
  for (const part of parts) {
    const ends = part.labels.filter((label) => isValid(label, atMs)).map(({ key: word }) => endOf(key, word, from));
    const nearest = Math.min(...ends);
    if (nearest === Number.POSITIVE_INFINITY) return false;
    from = nearest;
  }
  return true;
}

function endOf(key: string, word: string, from: number): number {
  const at = key.indexOf(word, from);
  return at === -1 ? Number.POSITIVE_INFINITY : at + word.length;
}

const wordFor = (kind: Part['kind']): 'company' | 'department' | 'post' | 'part' => {
  if (kind === 'company' || kind === 'department') return kind;
  return kind === 'title' || kind === 'departmentAndOrTitle' ? 'post' : 'part';
};

const calledPart = ({ kind, called }: Part): string =>
  plainText(called ?? (kind === 'word' || kind === 'free' ? '' : PARTS[kind].zh), 20);

const unitEndings = /(?:部|处|科|室|中心|组|公司|集团|院|所|队|办|店|厂|局|委|会|学院|事业部)$/u;

/** Something else stands in the part's place: another department, a piece of his own, or what is called like one. */
function looksLike({ kind, labels }: Part, rest: string, directory: Directory): 'wrong' | 'missing' {
  if (!/[\p{L}\p{N}]/u.test(rest) || kind === 'word') return 'missing';
  if (kind !== 'department' || knownDepartments(directory).has(rest) || unitEndings.test(rest)) return 'wrong';
  return rest.length > 1 && labels.some(({ key }) => key.includes(rest)) ? 'wrong' : 'missing';
}

/** Every name a department goes by or went by. */
const knownDepartments = remembered((directory: Directory) => {
  const keys = new Set<string>();
  for (const department of directory.departments.values()) {
    keys.add(keyOf(department.name));
    for (const { name } of department.alsoKnownAs) keys.add(keyOf(name));
  }
  return keys;
});

const masks = /[某*×✕✖○〇◯□■●△]|x{2,}|_{2,}/u;

/** 张某某, 张**, 欧阳xx: the surname, and something that stands for a name. */
function isMasked(shown: string, name: Part | undefined): boolean {
  const text = shown.slice(0, 200).normalize('NFKC').toLowerCase();
  if (text.includes('某某')) return true;
  const surname = [...(name?.labels[0]?.key ?? '')][0];
  const at = surname === undefined ? -1 : text.lastIndexOf(surname);
  return at !== -1 && masks.test(text.slice(at + 1, at + 6));
}

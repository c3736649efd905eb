import type { Reach } from '../../events/group.ts';
import type { Kind } from '../../policy/policy.ts';
import { plain } from '../match-line.ts';

/** What is known of a group that nobody has registered yet. */
export interface Found {
  readonly name: string;
  readonly reach: Reach;
  /** What a sheet says; null: nothing. */
  readonly saidKind: string | null;
  /** The owner's main department; empty: unknown. */
  readonly ownerDepartment: string;
  /** Whether people from outside are in it; null: nobody can see its members. */
  readonly outsiders: number | null;
}

export const CONFIDENCES = ['certain', 'likely', 'unknown'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** What a group probably is, and why: `said:…`, `name:营销`, `department:营销`, `reach:customer`, several joined by `,`. */
export interface Proposal {
  readonly kind: string | null;
  readonly confidence: Confidence;
  readonly reason: string;
}

type Clue = {
  readonly from: 'name' | 'department' | 'reach' | 'members';
  readonly kind: string;
  readonly word: string;
};

/**
 * Proposes a kind. What people wrote is certain; so is what two clues of different sorts agree on. One clue alone is likely;
 * none, or clues that contradict each other, is unknown. Pure.
 */
export function proposeKind(found: Found, kinds: readonly Kind[]): Proposal {
  if (found.saidKind !== null) return { kind: found.saidKind, confidence: 'certain', reason: 'said:sheet' };
  const possible = kinds.filter(({ reach }) => UNDECIDED.has(found.reach) || reach.includes(found.reach));
  const clues = [
    clueIn('name', found.name, possible),
    clueIn('department', found.ownerDepartment, possible),
    ...onlyOne(found, possible),
  ].filter((clue) => clue !== null);
  const kindsNamed = new Set(clues.map(({ kind }) => kind));
  const reason = clues.map(({ from, word }) => `${from}:${word}`).join(',');
  const [kind, ...others] = kindsNamed;
  if (kind === undefined) return { kind: null, confidence: 'unknown', reason: 'no-clue' };
  if (others.length === 0) return { kind, confidence: clues.length > 1 ? 'certain' : 'likely', reason };
  const named = clues.find(({ from }) => from === 'name');
  return named && kindsNamed.size < clues.length && named.kind === majority(clues)
    ? { kind: named.kind, confidence: 'likely', reason }
    : { kind: null, confidence: 'unknown', reason: `contradiction,${reason}` };
}

/** A group of personal WeChat may become anything; of an unknown one we do not know. */
const UNDECIDED: ReadonlySet<Reach> = new Set(['outside', 'unknown']);

const majority = (clues: readonly Clue[]): string | undefined =>
  clues.map(({ kind }) => kind).find((kind, at, all) => all.indexOf(kind) !== at);

/** The one kind whose name shares the longest piece with a text, at least two signs long; of two alike the shorter name. */
function clueIn(from: 'name' | 'department', text: string, kinds: readonly Kind[]): Clue | null {
  const shared = kinds
    .map(({ id, name }) => {
      const word = longestShared(coreOf(name.zh), plain(text));
      return { kind: id, word, weight: word.length + word.length / (coreOf(name.zh).length + 1) };
    })
    .sort((a, b) => b.weight - a.weight);
  const [best, second] = shared;
  if (!best || best.word.length < 2 || best.weight === second?.weight) return null;
  return { from, kind: best.kind, word: best.word };
}

/** Only one kind may live there; or people from outside are in it, and only one kind admits them. */
function onlyOne({ reach, outsiders }: Found, possible: readonly Kind[]): Clue[] {
  const [kind, ...others] = possible;
  if (!UNDECIDED.has(reach) && kind && others.length === 0) return [{ from: 'reach', kind: kind.id, word: reach }];
  const open = possible.filter((one) => one.reach.includes('customer'));
  const [admits, ...more] = open;
  if (UNDECIDED.has(reach) || !outsiders || !admits || more.length > 0) return [];
  return [{ from: 'members', kind: admits.id, word: 'outsiders' }];
}

/** 集团高管工作群 is about 集团高管: the words that every kind has say nothing. */
const coreOf = (name: string): string => plain(name).replaceAll(/微信|企业|工作|平台|交流|群/g, ' ');

function longestShared(core: string, text: string): string {
  for (const part of core.split(' ').sort((a, b) => b.length - a.length))
    for (let length = part.length; length >= 2; length -= 1)
      for (let at = 0; at + length <= part.length; at += 1) {
        const piece = part.slice(at, at + length);
        if (text.includes(piece)) return piece;
      }
  return '';
}

import { createHash } from 'node:crypto';
import type { WordList } from '../content/word-list.ts';
import type { Policy } from '../policy/policy.ts';
import { type ContentWords, lookedFor, words as wordsRule } from '../rules/content/words.ts';
import { INTERCEPT, type InterceptRule } from '../wecom/intercept/intercept.ts';

/** A rule of 敏感词 that should be there: a part of a list that a policy wants the client to know. */
export interface WantedRule extends InterceptRule {
  readonly list: string;
  readonly part: number;
  readonly digest: string;
}

/** No more parts of all lists than these: others of the corp need room, too. */
const MOST_PARTS = 60;

/** What the client should warn of, by the policies in force. Pure; the same policies and lists want the same rules. */
export function wantedRules(
  policies: readonly Policy[],
  listsOf: ReadonlyMap<string, readonly WordList[]>,
): readonly WantedRule[] {
  const uses = policies.flatMap(({ uses }) =>
    uses.filter((use) => use.rule.id === wordsRule.id && use.level !== 'off'),
  );
  const settings = uses.map((use) => use.settings as ContentWords).filter(({ inClient }) => inClient !== 'off');
  const names = [...new Set(settings.flatMap(({ lists }) => lists))].sort();
  const parts = names.flatMap((list) =>
    partsOf(
      list,
      settings.filter(({ lists }) => lists.includes(list)),
      listsOf.get(list) ?? [],
    ),
  );
  return parts.slice(0, MOST_PARTS);
}

function partsOf(list: string, uses: readonly ContentWords[], lists: readonly WordList[]): WantedRule[] {
  const categories = new Set(uses.flatMap(lookedFor));
  const phrases = uses.flatMap(({ allow }) => allow);
  const words = lists
    .filter(({ category }) => categories.has(category))
    .flatMap(({ words: own, allowed }) => own.filter((word) => isPlain(word, [...allowed, ...phrases])));
  const all = [...new Set(words)].sort();
  const how = uses.some(({ inClient }) => inClient === 'block') ? 'block' : 'warn';
  return Array.from({ length: Math.ceil(all.length / INTERCEPT.words) }, (_, part) => {
    const own = all.slice(part * INTERCEPT.words, (part + 1) * INTERCEPT.words);
    const name = nameOf(list, part);
    return { list, part, name, words: own, how, digest: digestOf([name, how, ...own]) };
  });
}

/** The client knows no phrases: a word that may stand in one is left to the policy's own rule. */
const isPlain = (word: string, phrases: readonly string[]): boolean =>
  [...word].length <= INTERCEPT.wordLength && !phrases.some((phrase) => phrase.includes(word));

function nameOf(list: string, part: number): string {
  const tail = ` ${part + 1}`;
  const room = INTERCEPT.nameLength - '群规 '.length - tail.length;
  return `群规 ${[...list].slice(0, room).join('')}${tail}`;
}

const digestOf = (parts: readonly string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex');

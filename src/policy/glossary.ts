import type { Sentence } from '../rules/rule.ts';
import type { Policy } from './policy.ts';

/**
 * Settings carry titles and names in Chinese alone. Where the file gives them in English as well, the English half of a
 * sentence about settings says them so; what stands inside a longer Chinese word is left alone.
 */
export function withEnglishNames(policy: Policy): (said: Sentence) => Sentence {
  const names = glossaryOf(policy).map(({ zh, en }) => [wholeWord(zh), en] as const);
  return ({ zh, en }) => ({ zh, en: names.reduce((text, [word, said]) => text.replaceAll(word, () => said), en) });
}

const wholeWord = (zh: string): RegExp =>
  new RegExp(`(?<!\\p{Script=Han})${zh.replace(/[\^$.*+?()[\]{}|/]/g, '\\$&')}(?!\\p{Script=Han})`, 'gu');

/** Longest first, so that a part of a title is not taken for a title. */
function glossaryOf({ roles, offices, kinds, company, interpreter }: Policy): Sentence[] {
  const named = [...roles.values(), ...offices.values(), ...kinds.values()].map(({ name }) => name);
  const known = [...named, company, interpreter].filter(({ zh, en }) => zh !== en);
  return known.sort((a, b) => b.zh.length - a.zh.length);
}

/** Rules know a role or an office by its name in the file alone, and quote it; people know its title. */
export function withTitles({ roles, offices }: Policy): (said: Sentence) => Sentence {
  const titles = new Map([...roles.values(), ...offices.values()].map(({ id, name }) => [id, name] as const));
  return ({ zh, en }) => ({
    zh: zh.replace(/「([a-z0-9-]+)」/g, (quoted, id: string) => titles.get(id)?.zh ?? quoted),
    en: en.replace(/"([a-z0-9-]+)"/g, (quoted, id: string) => titles.get(id)?.en ?? quoted),
  });
}

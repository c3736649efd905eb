import type { Hit } from './matcher.ts';

type Found = Hit & { readonly is: 'word' | 'allowed' };

/** Words outside every allowed phrase of their category; where they overlap, the leftmost, and of those the longest. */
export function longestFirst(found: readonly Found[]): readonly Hit[] {
  const allowed = found.filter(({ is }) => is === 'allowed');
  const isAllowed = (hit: Hit): boolean =>
    allowed.some((by) => by.category === hit.category && by.begin <= hit.begin && hit.end <= by.end);
  const words = found.filter((hit) => hit.is === 'word' && !isAllowed(hit));
  words.sort((a, b) => a.begin - b.begin || b.end - a.end || (a.category < b.category ? -1 : 1));
  const ends = new Map<string, number>();
  return words.flatMap(({ category, word, begin, end }) => {
    if (begin < (ends.get(category) ?? 0)) return [];
    ends.set(category, end);
    return [{ category, word, begin, end }];
  });
}

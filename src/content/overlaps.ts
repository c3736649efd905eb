import type { Hit } from './matcher.ts';

type Found = Hit & { readonly is: 'word' | 'allowed' };

/** Words outside every allowed phrase of their category; where they overlap, the leftmost, and of those the longest. */
export function longestFirst(found: readonly Found[]): readonly Hit[] {
  const [first] = found;
  if (found.length === 1 && first?.is === 'word') return [hitOf(first)];
  const allowed = found.filter(({ is }) => is === 'allowed');
  const isAllowed = (hit: Hit): boolean =>
    allowed.some((by) => by.category === hit.category && by.begin <= hit.begin && hit.end <= by.end);
  const words = found.filter((hit) => hit.is === 'word' && !isAllowed(hit));
  words.sort((a, b) => a.begin - b.begin || b.end - a.end || (a.category < b.category ? -1 : 1));
  const ends = new Map<string, number>();
  return words.flatMap((hit) => {
    if (hit.begin < (ends.get(hit.category) ?? 0)) return [];
    ends.set(hit.category, hit.end);
    return [hitOf(hit)];
  });
}

const hitOf = ({ category, word, begin, end }: Found): Hit => ({ category, word, begin, end });

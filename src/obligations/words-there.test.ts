import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ordinaryLexicon } from './lexicon.ts';
import { bare } from './read-message.ts';
import { narrowing } from './words-there.ts';

const lists = {
  ask: ordinaryLexicon.ask,
  done: ordinaryLexicon.done,
  courtesy: ordinaryLexicon.courtesy,
  nothing: ['~'],
};
const narrowed = narrowing(lists, (word) => word, bare);
const WORDS = Object.values(lists).flat();

test('a list keeps every word that a text has, in its order, and none of a text that has none', () => {
  const piece = fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme', maxLength: 3 }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const written = pieces.join('');
      for (const [name, left] of Object.entries(narrowed(bare(written)))) {
        const whole = lists[name as keyof typeof lists];
        expect(left).toEqual(whole.filter((word) => left.includes(word)));
        for (const word of whole) if (written.includes(word)) expect(left).toContain(word);
      }
    }),
  );
  expect(narrowed('明月松间照')).toEqual({ ask: [], done: [], courtesy: [], nothing: ['~'] });
});

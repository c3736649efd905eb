import { describe, expect, test } from 'vitest';
import { openBatches } from './batches.ts';

/** Work that ends when it is told to, and remembers what it was given. */
function gated() {
  const given: string[][] = [];
  const gates: { open: () => void; break: (err: Error) => void }[] = [];
  const work = (key: string, items: readonly string[]): Promise<string[]> => {
    given.push([key, ...items]);
    return new Promise((resolve, reject) => {
      gates.push({ open: () => resolve(items.map((item) => item.toUpperCase())), break: reject });
    });
  };
  return { given, gates, work };
}

/** Batches that follow each other. */
const ONE = { atMost: 10, atOnce: 1, worthwhile: 1 };

/** A line begins at the next turn of the loop; one turn later it has begun. */
const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('a batch', () => {
  test('holds what arrived in the same breath, and each gets its own answer', async () => {
    const { given, gates, work } = gated();
    const batches = openBatches(work, ONE);
    const answers = Promise.all([batches.add('demo', 'a'), batches.add('demo', 'b')]);
    await settled();
    gates[0]?.open();

    expect(await answers).toEqual(['A', 'B']);
    expect(given).toEqual([['demo', 'a', 'b']]);
  });
  test('collects what comes while the one before is at work', async () => {
    const { given, gates, work } = gated();
    const batches = openBatches(work, ONE);
    const first = batches.add('demo', 'a');
    await settled();
    const rest = Promise.all([batches.add('demo', 'b'), batches.add('demo', 'c')]);
    await settled();
    expect(given).toEqual([['demo', 'a']]);
    gates[0]?.open();
    await first;
    await settled();
    gates[1]?.open();

    expect(await rest).toEqual(['B', 'C']);
    expect(given).toEqual([
      ['demo', 'a'],
      ['demo', 'b', 'c'],
    ]);
  });
  test('is never larger than asked', async () => {
    const { given, gates, work } = gated();
    const batches = openBatches(work, { ...ONE, atMost: 2 });
    const answers = Promise.all(['a', 'b', 'c'].map((item) => batches.add('demo', item)));
    await settled();
    gates[0]?.open();
    await settled();
    gates[1]?.open();
    await answers;

    expect(given).toEqual([
      ['demo', 'a', 'b'],
      ['demo', 'c'],
    ]);
  });
  test('joins those at work when enough wait, and only so many', async () => {
    const { given, gates, work } = gated();
    const batches = openBatches(work, { atMost: 10, atOnce: 2, worthwhile: 2 });
    const answers: Promise<string>[] = [];
    for (const item of ['a', 'b', 'c', 'd', 'e', 'f']) {
      answers.push(batches.add('demo', item));
      await settled();
    }
    expect(given).toEqual([
      ['demo', 'a'],
      ['demo', 'b', 'c'],
    ]);
    gates[1]?.open();
    await settled();
    expect(given[2]).toEqual(['demo', 'd', 'e', 'f']);
    gates[0]?.open();
    gates[2]?.open();
    expect(await Promise.all(answers)).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
  });
  test('of one key does not wait for another key', async () => {
    const { given, gates, work } = gated();
    const batches = openBatches(work, ONE);
    const answers = Promise.all([batches.add('demo', 'a'), batches.add('other', 'b')]);
    await settled();
    expect(given).toEqual([
      ['demo', 'a'],
      ['other', 'b'],
    ]);
    for (const gate of gates) gate.open();
    await answers;
  });
  test('that fails takes those behind it along, and the next one is tried afresh', async () => {
    const { given, gates, work } = gated();
    const batches = openBatches(work, ONE);
    const first = batches.add('demo', 'a');
    await settled();
    const behind = batches.add('demo', 'b');
    const outcomes = Promise.allSettled([first, behind]);
    gates[0]?.break(new Error('down'));
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);

    const next = batches.add('demo', 'c');
    await settled();
    gates[1]?.open();
    expect(await next).toBe('C');
    expect(given).toEqual([
      ['demo', 'a'],
      ['demo', 'c'],
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import { AROUND_MS, type Carried, mayBecomeOtherwise, partOf, SETTLED_AFTER_MS } from './part-of.ts';

const NOW = Date.parse('2026-11-26T10:00:00+08:00');
const WEEKS_AGO = NOW - 20 * AROUND_MS;

const carried = (over: Partial<Carried> = {}): Carried => ({
  key: '["a","m1","李样本"]',
  asker: '韩总裁',
  spokenBy: '韩总裁',
  awaited: ['李样本'],
  messages: ['m1', 'm2'],
  cancelled: null,
  certainty: 'sure',
  beganMs: WEEKS_AGO,
  standing: 'open',
  proofs: [],
  result: null,
  reachable: 'not-asked',
  ...over,
});
const sendersOf = (one: Carried) => Object.fromEntries(partOf(NOW, [one]).bySender);
const since = WEEKS_AGO - AROUND_MS;

describe('what is read of an old matter', () => {
  test('of one whose person is away for weeks, and that waits for an answer alone, its messages', () => {
    const { ids, bySender, part } = partOf(NOW, [carried()]);
    expect([[...ids], bySender.size]).toEqual([['m1', 'm2'], 0]);
    expect(part).toMatchObject({ fromMs: NOW - AROUND_MS, wholeFromMs: NOW - 2 * AROUND_MS });
  });

  test.each<[string, Partial<Carried>]>([
    ['what was answered', { proofs: ['m3'] }],
    ['what has a result to come', { result: { offeredTo: [] } }],
    ['what must be shown', { reachable: 'must-be-shown' }],
    ['what is over', { standing: 'over' }],
  ])('of %s, all that its people said since', (_what, over) => {
    expect(sendersOf(carried(over))).toEqual({ 韩总裁: since, 李样本: since });
  });

  test('those to whom it was offered are its people', () => {
    expect(sendersOf(carried({ result: { offeredTo: ['王样例'] } }))).toHaveProperty('王样例', since);
  });

  test('where only time has passed nothing else is read', () => {
    expect(partOf(Number.POSITIVE_INFINITY, []).part).toMatchObject({ fromMs: Number.POSITIVE_INFINITY });
  });
});

test.each<[string, 'open' | 'over', string, number, boolean]>([
  ['somebody is waited for', 'open', 'missed', WEEKS_AGO, true],
  ['nobody can say how it went', 'over', 'unknown', WEEKS_AGO, true],
  ['settled long ago', 'over', 'met', WEEKS_AGO, false],
  ['written just before', 'over', 'met', NOW - SETTLED_AFTER_MS, true],
])('%s: %s %s', (_what, standing, state, changedMs, may) => {
  expect(mayBecomeOtherwise({ standing, states: [state, null], changedMs, newFromMs: NOW })).toBe(may);
});

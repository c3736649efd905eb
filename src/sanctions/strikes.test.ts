import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aPerson } from '../../test/builders/person.ts';
import { ownStrikes, type StrikeEvent, strikesAt, strikesIn } from './strikes.ts';

const zone = 'Asia/Shanghai';
const at = (text: string): number => Date.parse(`${text}+08:00`);
const [li, qian] = [aPerson().id, aPerson().id];

const decided = (id: string, atMs: number, over: object = {}): StrikeEvent => ({
  kind: 'decided',
  id,
  person: li,
  category: 'ack',
  atMs,
  days: 90,
  ...over,
});
const back = (id: string, atMs: number): StrikeEvent => ({ kind: 'given-back', id, atMs });

const count = (events: readonly StrikeEvent[], moment: string, category = 'ack') =>
  strikesIn(strikesAt(events, at(moment), zone), li, category);

const one = decided('one', at('2026-09-01T14:00'));

describe('how many strikes somebody has', () => {
  test.each<readonly [string, readonly StrikeEvent[], string, number]>([
    ['none', [], '2026-09-02T09:00', 0],
    ['one from the very decision on', [one], '2026-09-01T14:00', 1],
    ['none the moment before', [one], '2026-09-01T13:59', 0],
    ['one to the end of its last day', [one], '2026-11-30T23:59', 1],
    ['none the day after', [one], '2026-12-01T00:00', 0],
    ['none once it is given back', [one, back('one', at('2026-09-10T09:40'))], '2026-09-10T09:40', 0],
    ['one until then', [one, back('one', at('2026-09-10T09:40'))], '2026-09-10T09:39', 1],
    ['one that is told twice', [one, { ...one }], '2026-09-02T09:00', 1],
    ['two of two decisions', [one, decided('two', at('2026-09-03T10:00'))], '2026-09-04T09:00', 2],
    [
      'those of another category apart',
      [one, decided('two', at('2026-09-03T10:00'), { category: 'tone' })],
      '2026-09-04T09:00',
      1,
    ],
    [
      'those of another person apart',
      [one, decided('two', at('2026-09-03T10:00'), { person: qian })],
      '2026-09-04T09:00',
      1,
    ],
    ['nothing that was given back and never decided', [back('three', at('2026-09-01T10:00'))], '2026-09-02T09:00', 0],
  ])('%s', (_name, events, moment, expected) => {
    expect(count(events, moment)).toBe(expected);
  });
});

test('of a decision that is told twice the earlier word counts, and of two of one moment the milder', () => {
  const untilOf = (...events: StrikeEvent[]) =>
    strikesAt(events, at('2026-09-30T09:00'), zone).map(({ sinceMs, untilMs }) => [sinceMs, untilMs]);
  const later = decided('one', at('2026-09-05T14:00'), { days: 10 });
  const milder = { ...one, days: 30 } as StrikeEvent;

  expect(untilOf(later, one)).toEqual(untilOf(one));
  expect(untilOf(one, milder)).toEqual(untilOf(milder));
  expect(untilOf(milder, one)).toEqual(untilOf(milder));
});

test('a member sees his own, also those that no longer count, and when each ends', () => {
  const events = [
    one,
    decided('two', at('2026-09-03T10:00'), { days: 365 }),
    decided('three', at('2026-09-05T10:00')),
    back('three', at('2026-09-07T10:00')),
    decided('theirs', at('2026-09-05T10:00'), { person: qian }),
  ];
  const seen = ownStrikes(strikesAt(events, at('2026-12-24T09:00'), zone), li);

  expect(seen.map(({ id, state, untilMs }) => [id, state, untilMs])).toEqual([
    ['one', 'expired', at('2026-12-01T00:00')],
    ['two', 'counts', at('2027-09-04T00:00')],
    ['three', 'given-back', at('2026-12-05T00:00')],
  ]);
});

describe('in whatever order events come, and however often', () => {
  const anyEvent: fc.Arbitrary<StrikeEvent> = fc
    .record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      hours: fc.nat(4000),
      days: fc.integer({ min: 1, max: 120 }),
      person: fc.constantFrom(li, qian),
      category: fc.constantFrom('ack', 'tone'),
      kind: fc.constantFrom('decided', 'decided', 'given-back'),
    })
    .map(({ id, hours, days, kind }) => {
      const atMs = at('2026-01-01T08:00') + hours * 3_600_000;
      // One decision is about one person and one category, whoever tells of it.
      const about = { person: id < 'c' ? li : qian, category: id === 'a' || id === 'd' ? 'ack' : 'tone' };
      return kind === 'decided' ? decided(id, atMs, { days, ...about }) : back(id, atMs);
    });
  const events = fc.array(anyEvent, { maxLength: 12 });
  const shuffled = events.chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2, maxLength: list.length * 2 }),
    ),
  );
  const moment = fc.nat(6000).map((hours) => at('2026-01-01T08:00') + hours * 3_600_000);

  test('a moment has the same strikes', () => {
    fc.assert(
      fc.property(shuffled, moment, ([list, mixed], nowMs) => {
        expect(strikesAt(mixed, nowMs, zone)).toEqual(strikesAt(list, nowMs, zone));
      }),
    );
  });

  test('what comes later changes nothing of what a moment had', () => {
    fc.assert(
      fc.property(events, moment, (list, nowMs) => {
        const known = list.filter(({ atMs }) => atMs <= nowMs);
        expect(strikesAt(list, nowMs, zone)).toEqual(strikesAt(known, nowMs, zone));
      }),
    );
  });

  test('giving back takes away one at most, and never adds', () => {
    fc.assert(
      fc.property(events, moment, fc.constantFrom('a', 'b', 'c', 'd', 'e'), (list, nowMs, id) => {
        const counted = (all: readonly StrikeEvent[]) =>
          strikesAt(all, nowMs, zone).filter(({ state }) => state === 'counts').length;
        const less = counted(list) - counted([...list, back(id, nowMs)]);
        expect([0, 1]).toContain(less);
      }),
    );
  });
});

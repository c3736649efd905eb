import { describe, expect, test } from 'vitest';
import { PersonId } from '../ids.ts';
import { type Made, type Place, type Question, type Remembered, type Stay, standingOf } from './standing.ts';

const PERSON = PersonId.parse('00000000-0000-4000-8000-000000000001');
const OTHER = PersonId.parse('00000000-0000-4000-8000-000000000002');
const NOW = 1_000;

const stay = (sinceMs: number, untilMs: number | null, personId = PERSON): Stay => ({
  userid: 'zhang',
  personId,
  sinceMs,
  untilMs,
});
const place = (sinceMs: number, untilMs: number | null = null): Place => ({
  userid: 'zhang',
  personId: PERSON,
  sinceMs,
  untilMs,
});
const added = (atMs: number): Made => ({ what: 'add', userid: 'zhang', atMs });
const taken = (atMs: number): Made => ({ what: 'remove', userid: 'zhang', atMs });
const question = (askedMs: number, answer: Question['answer'], state: Question['state'] = 'closed'): Question => ({
  userid: 'zhang',
  askedMs,
  state,
  answer,
});

const known = (over: Partial<Remembered>): Remembered => ({
  stays: [],
  places: [],
  made: [],
  questions: [],
  refused: new Set(),
  ...over,
});
const outside = { name: 'x', owner: 'li', members: ['li'] };
const inside = { name: 'x', owner: 'li', members: ['li', 'zhang'] };

describe('who is outside although he belongs', () => {
  test.each([
    ['was never inside: a joiner', known({ places: [place(10)] }), false],
    ['went while he belonged', known({ places: [place(10)], stays: [stay(20, 50)] }), true],
    ['is not seen any more though his stay goes on', known({ places: [place(10)], stays: [stay(20, null)] }), true],
    ['went before he belonged', known({ places: [place(60)], stays: [stay(20, 50)] }), false],
    ['was removed by the service', known({ places: [place(10)], stays: [stay(20, 50)], made: [taken(45)] }), false],
    [
      'was removed, added again, and went',
      known({ places: [place(10)], stays: [stay(20, 50), stay(60, 90)], made: [taken(45), added(60)] }),
      true,
    ],
    ['was added and gone before anybody looked', known({ places: [place(10)], made: [added(60)] }), true],
    ['has the account of another who went', known({ places: [place(10)], stays: [stay(20, 50, OTHER)] }), false],
    ['no longer belongs', known({ places: [place(10, 40)], stays: [stay(20, 50)] }), false],
  ])('%s', (_what, remembered, left) => {
    expect(standingOf(remembered, outside, NOW).leftByHimself.has('zhang')).toBe(left);
  });
});

describe('who is inside', () => {
  test.each([
    ['belonged once', known({ places: [place(10, 40)], stays: [stay(5, null)] }), true],
    ['was added by the service', known({ stays: [stay(20, null)], made: [added(20)] }), true],
    ['was added by hand', known({ stays: [stay(20, null)] }), false],
    ['went, and came back by hand', known({ stays: [stay(20, 50), stay(60, null)], made: [added(20)] }), false],
  ])('%s', (_what, remembered, before) => {
    expect(standingOf(remembered, inside, NOW).belongedBefore.has('zhang')).toBe(before);
  });
});

describe('an answer', () => {
  test.each([
    [
      'counts for the stay in which it was asked',
      known({ stays: [stay(20, null)], questions: [question(30, 'keep')] }),
      inside,
      'keep',
    ],
    [
      'does not count for a later stay',
      known({ stays: [stay(20, 50), stay(60, null)], questions: [question(30, 'keep')] }),
      inside,
      undefined,
    ],
    [
      'of one who went counts while he is away',
      known({ places: [place(10)], stays: [stay(20, 50)], questions: [question(50, 'stay-out')] }),
      outside,
      'stay-out',
    ],
    [
      'to come back does not count when he goes again',
      known({ places: [place(10)], stays: [stay(20, 50), stay(55, 90)], questions: [question(50, 'rejoin')] }),
      outside,
      undefined,
    ],
  ] as const)('%s', (_what, remembered, seen, answer) => {
    expect(standingOf(remembered, seen, NOW).answers.get('zhang')).toBe(answer);
  });

  test('that is not there yet waits since it was asked', () => {
    const standing = standingOf(
      known({ stays: [stay(20, null)], questions: [question(30, null, 'open')] }),
      inside,
      NOW,
    );
    expect(standing.askedMs.get('zhang')).toBe(30);
  });
});

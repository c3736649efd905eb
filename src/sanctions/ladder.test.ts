import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aPerson } from '../../test/builders/person.ts';
import { type Matter, nextStep, severityOf } from './ladder.ts';
import { LadderFile, USUAL_LADDER } from './ladder-file.ts';
import type { Strike } from './strikes.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const li = aPerson().id;

const ladder = LadderFile.parse({
  ...USUAL_LADDER,
  severities: {
    gambling: { is: 'serious', confirmedBy: { who: '总裁办', on: '2026-09-01' } },
    rumour: { is: 'serious', confirmedBy: 'unset' },
    ack: { is: 'general', confirmedBy: { who: '总裁办', on: '2026-09-01' } },
  },
});

const matter = (over: Partial<Matter> = {}): Matter => ({
  person: li,
  category: 'ack',
  told: [],
  reached: 'yes',
  state: 'open',
  ...over,
});
const told = (day: string) => ({ atMs: at(`2026-11-${day}T10:00`), untilMs: at(`2026-11-${day}T18:00`) });
const strikes = (count: number, category = 'ack'): Strike[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `strike-${i}`,
    person: li,
    category,
    sinceMs: 0,
    untilMs: at('2027-01-01T00:00'),
    state: 'counts',
  }));

const now = at('2026-11-27T09:00');
const line = (of: Matter, has: readonly Strike[], nowMs = now): string => {
  const next = nextStep(ladder, of, has, nowMs);
  if (next.step === 'to-person') return `to-person ${next.mayPropose}`;
  return next.step === 'wait' ? `wait until ${new Date(next.untilMs).toISOString()}` : next.step;
};

describe('the next step', () => {
  test.each<readonly [string, Matter, readonly Strike[], string]>([
    ['the first time', matter(), [], 'remind'],
    [
      'while he has time to put it right',
      matter({ told: [{ ...told('26'), untilMs: at('2026-11-27T18:00') }] }),
      [],
      'wait until 2026-11-27T10:00:00.000Z',
    ],
    ['when his time is over', matter({ told: [told('25')] }), [], 'remind-again'],
    ['when it is over again', matter({ told: [told('25'), told('26')] }), [], 'to-person talk'],
    ['of a matter that a person has', matter({ told: [told('25')], state: 'with-person' }), [], 'nothing'],
    ['of a matter that is put right', matter({ state: 'closed' }), [], 'nothing'],
    ['after one strike', matter({ told: [told('25')] }), strikes(1), 'to-person talk,training,review-note'],
    ['after two', matter({ told: [told('25')] }), strikes(2), 'to-person talk,training,review-note'],
    ['after three', matter({ told: [told('25')] }), strikes(3), 'to-person talk,training,review-note,warning'],
    ['after three of another category', matter({ told: [told('25')] }), strikes(3, 'tone'), 'remind-again'],
    [
      'after one that expired',
      matter({ told: [told('25')] }),
      strikes(1).map((one) => ({ ...one, state: 'expired' })),
      'remind-again',
    ],
    [
      'after one that was given back',
      matter({ told: [told('25')] }),
      strikes(1).map((one) => ({ ...one, state: 'given-back' })),
      'remind-again',
    ],
    ['of a grave matter', matter({ category: 'gambling' }), [], 'to-person talk,training,review-note,warning'],
    ['of one that nobody confirmed to be grave', matter({ category: 'rumour' }), [], 'remind'],
    ['of one that nobody ever named', matter({ category: 'constructor' }), [], 'remind'],
    ['of who was not reached', matter({ told: [told('25'), told('26')], reached: 'no' }), strikes(3), 'to-person '],
    ['of who was not reached, the first time', matter({ reached: 'no' }), [], 'remind'],
  ])('%s', (_name, of, has, expected) => {
    expect(line(of, has)).toBe(expected);
  });

  test('his time is over at its very end', () => {
    const of = matter({ told: [told('26')] });
    expect(line(of, [], told('26').untilMs - 1)).toMatch('wait');
    expect(line(of, [], told('26').untilMs)).toBe('remind-again');
  });

  test('what will only be told later does not count yet', () => {
    expect(line(matter({ told: [told('25'), told('30')] }), [])).toBe('remind-again');
  });
});

test.each([
  ['gambling', 'serious'],
  ['rumour', 'general'],
  ['ack', 'general'],
  ['anything', 'general'],
])('%s counts as %s', (category, severity) => {
  expect(severityOf(ladder, category)).toBe(severity);
});

describe('a machine', () => {
  const anyMatter = fc.record({
    category: fc.constantFrom('ack', 'gambling', 'rumour', 'other'),
    told: fc.array(fc.constantFrom(told('20'), told('21'), told('22'), told('24'), told('25'), told('27'))),
    reached: fc.constantFrom('yes' as const, 'no' as const),
    state: fc.constantFrom('open' as const, 'with-person' as const, 'closed' as const),
  });

  test('reminds twice at most, and sends nothing else', () => {
    fc.assert(
      fc.property(anyMatter, fc.nat(5), (of, count) => {
        const { step } = nextStep(ladder, matter(of), strikes(count, of.category), now);
        expect(['remind', 'remind-again', 'wait', 'to-person', 'nothing']).toContain(step);
        const known = of.told.filter(({ atMs }) => atMs <= now).length;
        if (step === 'remind') expect(known).toBe(0);
        if (step === 'remind-again') expect(known).toBe(1);
      }),
    );
  });

  test('takes what was told in any order for the same', () => {
    fc.assert(
      fc.property(anyMatter, fc.nat(5), (of, count) => {
        const has = strikes(count, of.category);
        expect(nextStep(ladder, matter({ ...of, told: of.told.toReversed() }), has.toReversed(), now)).toEqual(
          nextStep(ladder, matter(of), has, now),
        );
      }),
    );
  });
});

describe('a ladder that makes no sense is refused', () => {
  const usual = { severity: 'general', strikes: 0, reminders: 2, may: [] };
  const grave = { severity: 'serious', strikes: 0, reminders: 0, may: [] };
  test.each([
    ['no first time', [grave], 'says nothing of the first time (general)'],
    ['no grave first time', [usual], 'says nothing of the first time (serious)'],
    ['twice', [usual, grave, usual], 'stands here twice'],
    [
      'more reminders after a strike',
      [{ ...usual, reminders: 1 }, { ...usual, strikes: 1 }, grave],
      'reminds more often',
    ],
    [
      'more reminders of grave matters',
      [
        { ...usual, reminders: 0 },
        { ...grave, reminders: 1 },
      ],
      'reminds more often',
    ],
    ['a third reminder', [{ ...usual, reminders: 3 }, grave], 'expected number to be <=2'],
    ['a measure of its own', [{ ...usual, may: ['whip'] }, grave], 'Invalid option'],
    ['no rungs', [], 'Too small'],
  ])('%s', (_name, rungs, message) => {
    const result = LadderFile.safeParse({ rungs });
    expect(result.error?.issues.map((issue) => issue.message).join('\n')).toContain(message);
  });
});

import { describe, expect, test } from 'vitest';
import { aDepartment, aDirectory, aPerson } from '../../test/builders/person.ts';
import { pastOf } from '../directory/past.ts';
import type { Department } from '../events/person.ts';
import { leadersOver } from './leaders.ts';

const day = (n: number): Date => new Date(`2026-11-${String(n).padStart(2, '0')}T00:00:00+08:00`);
const EVER = Number.NEGATIVE_INFINITY;

interface Shown {
  readonly since: number;
  readonly until?: number;
  readonly in?: readonly number[];
  readonly under?: string;
}
interface Led {
  readonly id: number;
  readonly since: number;
  readonly until?: number;
  readonly by?: readonly string[];
  readonly below?: number;
}

const lasted = ({ since, until }: { readonly since: number; readonly until?: number }) => ({
  since: day(since),
  until: until === undefined ? null : day(until),
});

/** Who led 钱销售, from which day until which. */
function spells(shown: readonly Shown[], led: readonly Led[]) {
  const now = shown.find(({ until }) => until === undefined);
  const qian = aPerson({ userid: 'qian', departments: now?.in ?? [], directLeader: now?.under ?? null });
  const departments = led
    .filter(({ until }) => until === undefined)
    .map(({ id, by = [], below = 0 }): Department => aDepartment({ id, leaders: by, parent: below }));
  const persons = shown.map((one) => ({
    personId: qian.id,
    departments: one.in ?? [],
    directLeader: one.under ?? null,
    ...lasted(one),
  }));
  const rows = led.map((one) => ({
    departmentId: one.id,
    parentId: one.below ?? 0,
    leaders: one.by ?? [],
    ...lasted(one),
  }));
  const past = pastOf(persons, rows, day(1).getTime());
  return leadersOver('qian', { ...aDirectory({ persons: [qian], departments }), past }).map((held) => [
    held.by,
    held.fromMs,
    held.untilMs,
  ]);
}

const at = (n: number): number => day(n).getTime();

describe('leads since', () => {
  test.each<[string, readonly Shown[], readonly Led[], unknown]>([
    [
      'ever, when nothing has changed',
      [{ since: 2, in: [5] }],
      [{ id: 5, since: 2, by: ['Sun'] }],
      [['sun', EVER, null]],
    ],
    [
      'the day on which the department got its leader',
      [{ since: 2, in: [5] }],
      [
        { id: 5, since: 2, until: 9 },
        { id: 5, since: 9, by: ['sun'] },
      ],
      [['sun', at(9), null]],
    ],
    [
      'the day on which the person came into the department',
      [
        { since: 2, until: 12, in: [6] },
        { since: 12, in: [5] },
      ],
      [
        { id: 5, since: 2, until: 9 },
        { id: 5, since: 9, by: ['sun'] },
        { id: 6, since: 2 },
      ],
      [['sun', at(12), null]],
    ],
    [
      'the day on which he became the direct leader, and the one before him until then',
      [
        { since: 2, until: 7, under: 'zhou' },
        { since: 7, under: 'Sun' },
      ],
      [],
      [
        ['zhou', EVER, at(7)],
        ['sun', at(7), null],
      ],
    ],
    [
      'ever, when only something else about the person has changed',
      [
        { since: 2, until: 7, in: [5], under: 'sun' },
        { since: 7, in: [5], under: 'sun' },
      ],
      [{ id: 5, since: 2 }],
      [['sun', EVER, null]],
    ],
    [
      'ever, when the person moves within what he leads, also out of a department that is no more',
      [
        { since: 2, until: 8, in: [5] },
        { since: 8, in: [6] },
      ],
      [
        { id: 1, since: 2, by: ['sun'] },
        { id: 5, since: 2, until: 8, below: 1 },
        { id: 6, since: 8, below: 1 },
      ],
      [['sun', EVER, null]],
    ],
    [
      'the day on which the department came below his',
      [{ since: 2, in: [5] }],
      [
        { id: 1, since: 2, by: ['sun'] },
        { id: 5, since: 2, until: 8 },
        { id: 5, since: 8, below: 1 },
      ],
      [['sun', at(8), null]],
    ],
    [
      'the day on which he began again',
      [{ since: 2, in: [5] }],
      [
        { id: 5, since: 2, until: 6, by: ['sun'] },
        { id: 5, since: 6, until: 9 },
        { id: 5, since: 9, by: ['sun'] },
      ],
      [
        ['sun', EVER, at(6)],
        ['sun', at(9), null],
      ],
    ],
  ])('%s', (_, shown, led, held) => expect(spells(shown, led)).toEqual(held));
});

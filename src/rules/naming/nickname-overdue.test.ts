import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { memberOf } from '../../../test/builders/group.ts';
import { aPerson } from '../../../test/builders/person.ts';
import { noRecords } from '../../events/records.ts';
import { nicknameOverdue } from './nickname-overdue.ts';

const hour = 3_600_000;
const person = aPerson({ name: '赵试用', userid: 'zhao' });
const format = { formats: [{ who: { everyone: true }, parts: ['name'] }] };

/** Nicknames with the hours since which they stand; the last is the present one. */
test.each<readonly [string, object, number, readonly (readonly [string, number])[], readonly number[], string]>([
  ['right', { afterHours: 0 }, 99, [['赵试用', 99]], [], 'fine'],
  ['wrong since the join', { afterHours: 48 }, 48, [['小太阳', 48]], [], 'still-wrong after 48 小时'],
  ['wrong, a moment less', { afterHours: 48 }, 47, [['小太阳', 47]], [], 'fine'],
  ['wrong, no history known', { afterHours: 48 }, 48, [], [], 'still-wrong after 48 小时'],
  ['wrong at once', { afterHours: 0 }, 0, [['小太阳', 0]], [], 'still-wrong after 0 小时'],
  [
    'wrong in two ways',
    { afterHours: 48 },
    99,
    [
      ['小太阳', 60],
      ['月亮', 5],
    ],
    [],
    'still-wrong after 48 小时',
  ],
  [
    'right in between',
    { afterHours: 48 },
    99,
    [
      ['小太阳', 60],
      ['赵试用', 50],
      ['月亮', 5],
    ],
    [],
    'fine',
  ],
  ['two weeks', { afterHours: 336 }, 400, [['小太阳', 400]], [], 'still-wrong after 14 天'],
  ['two of three reminders', { afterHours: 0, afterReminders: 3 }, 99, [['小太阳', 99]], [3, 2], 'fine'],
  [
    'three reminders',
    { afterHours: 0, afterReminders: 3, follows: 'removal' },
    99,
    [['小太阳', 99]],
    [3, 2, 1],
    'consider-removal after 0 小时',
  ],
  [
    'reminders of an earlier time',
    { afterHours: 0, afterReminders: 1 },
    99,
    [
      ['赵试用', 60],
      ['月亮', 5],
    ],
    [70],
    'fine',
  ],
])('%s', (_name, settings, joined, spells, reminders, expected) => {
  const nicknames = spells.map(([nickname, ago]) => ({ memberId: 'zhao', nickname, sinceMs: thursdayMs - ago * hour }));
  const reminded = reminders.map((ago) => ({
    rule: 'naming/nickname',
    instance: 'nicknames',
    memberId: 'zhao',
    atMs: thursdayMs - ago * hour,
  }));
  const member = memberOf(person, { nickname: spells.at(-1)?.[0] ?? '小太阳', joinedAtMs: thursdayMs - joined * hour });

  const [said] = nicknameOverdue.judge(
    facts({ persons: [person], members: [member], records: { ...noRecords, nicknames, reminded } }),
    nicknameOverdue.settings.parse({ nickname: format, ...settings }),
  );

  expect(said && said.kind !== 'unseen' ? `${said.says} after ${said.detail.time}` : 'fine').toBe(expected);
});

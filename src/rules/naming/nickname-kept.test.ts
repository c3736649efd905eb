import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { memberOf } from '../../../test/builders/group.ts';
import { aPerson } from '../../../test/builders/person.ts';
import { noRecords } from '../../events/records.ts';
import { nicknameKept } from './nickname-kept.ts';

const day = 86_400_000;
const person = aPerson({ userid: 'li', position: '专员' });

/** Nicknames with the days since which they stand; the last is the present one. */
test.each<readonly [string, object, readonly (readonly [string, number])[], number | null, string]>([
  ['one nickname', {}, [['甲', 9]], null, 'fine'],
  [
    'the first one',
    {},
    [
      ['', 90],
      ['甲', 9],
    ],
    null,
    'fine',
  ],
  [
    'another one',
    {},
    [
      ['甲', 90],
      ['乙', 9],
    ],
    null,
    '1 from 甲',
  ],
  [
    'another one, recommended',
    { strength: 'advised' },
    [
      ['甲', 90],
      ['乙', 9],
    ],
    null,
    '1 from 甲',
  ],
  [
    'another one, so long ago',
    {},
    [
      ['甲', 90],
      ['乙', 31],
    ],
    null,
    'fine',
  ],
  [
    'another separator',
    {},
    [
      ['甲-丙', 90],
      ['甲丙', 9],
    ],
    null,
    'fine',
  ],
  [
    'there and back',
    {},
    [
      ['甲', 90],
      ['乙', 9],
      ['甲', 8],
    ],
    null,
    'fine',
  ],
  [
    'there and back, counted',
    { atMost: 1 },
    [
      ['甲', 90],
      ['乙', 9],
      ['甲', 8],
    ],
    null,
    '2 from 甲',
  ],
  [
    'one of two that are allowed',
    { atMost: 2 },
    [
      ['甲', 90],
      ['乙', 9],
      ['丙', 8],
    ],
    null,
    'fine',
  ],
  [
    'none at all any more',
    {},
    [
      ['甲', 90],
      ['', 9],
    ],
    null,
    '1 from 甲',
  ],
  [
    'ten days after a move',
    {},
    [
      ['甲', 90],
      ['乙', 9],
    ],
    19,
    'fine',
  ],
  [
    'twenty days after a move',
    {},
    [
      ['甲', 90],
      ['乙', 9],
    ],
    29,
    '1 from 甲',
  ],
  [
    'of another title',
    { who: { title: '经理' } },
    [
      ['甲', 90],
      ['乙', 9],
    ],
    null,
    'fine',
  ],
])('%s', (_name, settings, spells, movedDaysAgo, expected) => {
  const nicknames = spells.map(([nickname, ago]) => ({ memberId: 'li', nickname, sinceMs: thursdayMs - ago * day }));
  const moves = movedDaysAgo === null ? {} : { [person.id]: thursdayMs - movedDaysAgo * day };

  const [said] = nicknameKept.judge(
    facts({
      persons: [person],
      members: [memberOf(person, { nickname: spells.at(-1)?.[0] ?? '' })],
      records: { ...noRecords, nicknames, moves },
    }),
    nicknameKept.settings.parse(settings),
  );

  expect(said && said.kind !== 'unseen' ? `${said.detail.count} from ${said.detail.before}` : 'fine').toBe(expected);
});

test('what he was called in an earlier stay was not changed in this one', () => {
  const nicknames = [
    { memberId: 'li', nickname: '甲', sinceMs: thursdayMs - 90 * day },
    { memberId: 'li', nickname: '乙', sinceMs: thursdayMs - 9 * day },
  ];
  const members = [memberOf(person, { nickname: '乙', joinedAtMs: thursdayMs - 10 * day })];

  expect(
    nicknameKept.judge(
      facts({ persons: [person], members, records: { ...noRecords, nicknames } }),
      nicknameKept.settings.parse({}),
    ),
  ).toEqual([]);
});

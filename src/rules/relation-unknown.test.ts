import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../test/builders/facts.ts';
import { aGroup, memberOf } from '../../test/builders/group.ts';
import { aPerson, longAgoMs } from '../../test/builders/person.ts';
import { noRecords } from '../events/records.ts';
import { rulesById } from './index.ts';

const who = { relation: 'regular' };
const person = aPerson({ userid: 'li', relation: 'unknown' });
const locked = aPerson({ userid: 'wang', relation: 'unknown', status: 'disabled' });
const spell = (nickname: string, sinceMs: number) => ({ memberId: 'li', nickname, sinceMs });
const stay = { chatId: 'here', memberId: 'gone', personId: person.id, sinceMs: 0, untilMs: thursdayMs - 1 };
const elsewhere = {
  chatId: 'wr-0',
  kind: 'marketing',
  ownerDepartment: '',
  name: '',
  createdAtMs: 0,
  shared: [{ id: 'li', joinedAtMs: 0 }],
};
const world = facts({
  group: aGroup({ chatId: 'here' }),
  persons: [person, locked],
  members: [memberOf(person, { nickname: '乙' }), memberOf(locked, { nickname: '丙' })],
  records: {
    ...noRecords,
    siblings: [elsewhere],
    searchedKinds: ['marketing'],
    nicknames: [spell('甲', longAgoMs), spell('乙', thursdayMs - 1000)],
    stays: [{ ...stay, how: 'left' }],
  },
});

test.each<readonly [string, object]>([
  ['membership/left-alone', { who }],
  ['membership/vouched', { who, outsiders: 'none' }],
  ['membership/accounts', { who }],
  ['set/one-of-a-set', { who }],
  ['naming/nickname-kept', { who }],
  ['avatar/declared', { who }],
])('%s accuses nobody whose relation to the company nobody has said', (id, settings) => {
  const rule = rulesById.get(id);

  const said = rule?.judge(world, rule.settings.parse(settings)) ?? [];

  expect(said.length).toBeGreaterThan(0);
  expect(new Set(said.map((one) => (one.kind === 'unseen' ? one.reason : one.says)))).toEqual(
    new Set(['relation-unknown']),
  );
});

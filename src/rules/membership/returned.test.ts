import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup, anOutsider, memberOf } from '../../../test/builders/group.ts';
import { aListEntry, aPerson } from '../../../test/builders/person.ts';
import type { PastStay } from '../../events/records.ts';
import { noRecords } from '../../events/records.ts';
import { returned } from './returned.ts';

const day = 86_400_000;
const old = aPerson();
const heir = aPerson({ userid: 'reused' });
const backMs = thursdayMs - 2 * day;

const stay = (over: Partial<PastStay>): PastStay => ({
  chatId: 'here',
  memberId: 'wm-1',
  personId: null,
  sinceMs: 0,
  untilMs: thursdayMs - 10 * day,
  how: 'removed',
  ...over,
});
const attested = (atMs: number) => ({ what: 'readmitted', memberId: 'wm-1', by: 'admin', atMs, about: '' });

test.each<readonly [string, object, readonly PastStay[], number | null, readonly string[]]>([
  ['never removed', {}, [], null, []],
  ['removed and back', {}, [stay({})], null, [`returned wm-1@${backMs}`]],
  ['left and back', {}, [stay({ how: 'left' })], null, []],
  ['gone, nobody knows how', {}, [stay({ how: 'unknown' })], null, []],
  ['removed so long ago', { days: 9 }, [stay({})], null, []],
  ['removed on the last of the days', { days: 10 }, [stay({})], null, [`returned wm-1@${backMs}`]],
  ['removed from another group', {}, [stay({ chatId: 'there' })], null, []],
  ['from any group', { across: 'all-groups' }, [stay({ chatId: 'there' })], null, [`removed-elsewhere wm-1@${backMs}`]],
  ['let in again', { unless: 'readmitted' }, [stay({})], thursdayMs - 3 * day, []],
  ['let in before', { unless: 'readmitted' }, [stay({})], thursdayMs - 11 * day, [`returned wm-1@${backMs}`]],
  ['let in, which counts for nothing', {}, [stay({})], thursdayMs - 3 * day, [`returned wm-1@${backMs}`]],
  ['an account of somebody else then', {}, [stay({ memberId: 'reused', personId: old.id })], null, []],
  ['removed after this stay began', {}, [stay({ untilMs: backMs + 1 })], null, []],
])('%s', (_name, settings, stays, letInMs, expected) => {
  const said = returned.judge(
    facts({
      group: aGroup({ chatId: 'here' }),
      persons: [old, heir],
      members: [anOutsider({ id: 'wm-1', joinedAtMs: backMs }), memberOf(heir, { joinedAtMs: backMs })],
      records: { ...noRecords, stays, attestations: letInMs === null ? [] : [attested(letInMs)] },
    }),
    returned.settings.parse({ days: 'for-ever', ...settings }),
  );

  expect(said.map((one) => (one.kind === 'unseen' ? one.reason : `${one.says} ${one.window}`))).toEqual(expected);
});

test('an appointed admin who invites him again lets him in, where a word can', () => {
  const stays = [stay({})];
  const members = [anOutsider({ id: 'wm-1', joinedAtMs: backMs, inviter: 'GROUP-ADMIN' })];
  const world = facts({ group: aGroup({ chatId: 'here' }), members, records: { ...noRecords, stays } });
  const found = (settings: object) => returned.judge(world, returned.settings.parse({ days: 'for-ever', ...settings }));

  expect([found({ unless: 'readmitted' }).length, found({}).length]).toEqual([0, 1]);
});

test('a list names members by their id or by the line they stand for', () => {
  const entry = aListEntry({ list: '会员名单', key: 'm-7' });
  const lists = { 黑名单: [aListEntry({ key: 'WM-1' }), aListEntry({ key: 'm-7' })] };
  const members = [anOutsider({ id: 'wm-1' }), anOutsider({ id: 'wm-2' }), anOutsider({ id: 'wm-3' })];
  const identities = { 'wm-2': { relation: 'member', entry } as const };

  const said = returned.judge(
    facts({ members, lists, identities }),
    returned.settings.parse({ days: 1, list: '黑名单' }),
  );

  expect(said.map(({ subject }) => subject)).toEqual([
    { kind: 'member', id: 'wm-1' },
    { kind: 'member', id: 'wm-2' },
  ]);
});

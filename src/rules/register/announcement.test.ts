import { expect, test } from 'vitest';
import { hashOf } from '../../../test/builders/described-records.ts';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup } from '../../../test/builders/group.ts';
import { noRecords } from '../../events/records.ts';
import { announcement } from './announcement.ts';

const day = 86_400_000;

test.each<readonly [string, object, string | null, string | null, string]>([
  ['none', {}, null, null, 'breach no-announcement'],
  ['none, recommended', { strength: 'advised' }, null, null, 'task no-announcement'],
  ['none, and none is wanted', { direction: 'forbidden' }, null, null, 'fine'],
  ['one, and none is wanted', { direction: 'forbidden' }, 'a', null, 'breach not-wanted'],
  ['any will do', {}, 'a', null, 'fine'],
  ['the common text', { texts: ['b', 'a'] }, 'a', null, 'fine'],
  ['another text', { texts: ['b'] }, 'a', null, 'breach another-text'],
  ['nobody read it', { points: ['格式'] }, 'a', null, 'task not-read'],
  ['read as it stands', { points: ['格式'] }, 'a', hashOf('a'), 'fine'],
  ['read before it changed', { points: ['格式'] }, 'a', hashOf('b'), 'task changed'],
  ['read, and nobody kept what', { points: ['格式'] }, 'a', '', 'task changed'],
  ['another text than the common one, but read', { texts: ['b'], points: ['格式'] }, 'a', hashOf('a'), 'fine'],
])('%s', (_name, settings, notice, read, expected) => {
  const noticeHash = notice === null ? null : hashOf(notice);
  const attestations =
    read === null ? [] : [{ what: 'announcement', memberId: null, by: 'li', atMs: thursdayMs - day, about: read }];

  const [said] = announcement.judge(
    facts({ records: { ...noRecords, noticeHash, attestations } }),
    announcement.settings.parse(settings),
  );

  expect(said && said.kind !== 'unseen' ? `${said.kind} ${said.says}` : 'fine').toBe(expected);
});

test.each([
  ['managed', thursdayMs - 30 * day, ['other-reach']],
  ['customer', thursdayMs - 7 * day + 1, []],
  ['customer', thursdayMs - 7 * day, ['no-announcement']],
] as const)('a %s group born at %d', (reach, createdAtMs, expected) => {
  const world = facts({ group: aGroup({ reach, createdAtMs }), records: noRecords });

  const said = announcement.judge(world, announcement.settings.parse({}));

  expect(said.map((one) => (one.kind === 'unseen' ? one.reason : one.says))).toEqual(expected);
});

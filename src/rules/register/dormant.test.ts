import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup } from '../../../test/builders/group.ts';
import type { Activity } from '../../events/records.ts';
import { noRecords } from '../../events/records.ts';
import { dormant } from './dormant.ts';

const day = 86_400_000;
const ago = (days: number): number => thursdayMs - days * day;
const silent = (last: number | null, until = thursdayMs): Activity => ({
  lastMessageAtMs: last,
  silentUntilMs: until,
  provenBy: 'archive',
});
/** By an owner's statistics: silent for so many days, with a message so many days ago, if one is proven. */
const counted = (silentDays: number, lastDays: number | null = null): Activity => ({
  lastMessageAtMs: lastDays === null ? null : ago(lastDays),
  silentSinceMs: ago(silentDays),
  silentUntilMs: thursdayMs,
  provenBy: 'owner-statistics',
});
const word = (what: string, atMs: number) => ({ what, memberId: null, by: 'li', atMs, about: '' });

test.each<readonly [string, object, Activity | null, readonly ReturnType<typeof word>[], string]>([
  ['nothing shows it', {}, null, [], 'unseen no-archive'],
  ['thirty days', {}, silent(ago(30)), [], 'task dormant'],
  ['a moment less', {}, silent(ago(30) + 1), [], 'fine'],
  ['thirty days, seen only up to yesterday', {}, silent(ago(30), ago(1)), [], 'fine'],
  ['never a message since it was made', {}, silent(null), [], 'task dormant'],
  ['counted: no group of his owner for thirty days', {}, counted(30), [], 'task dormant'],
  ['counted: for a day less, and nobody knows what was before', {}, counted(29), [], 'unseen no-archive'],
  ['counted: for a day less, and a message is proven', {}, counted(29, 29), [], 'fine'],
  ['counted: a message is proven too long ago', {}, counted(2, 30), [], 'unseen no-archive'],
  ['counted: it is younger than that', { days: 500 }, counted(2), [], 'fine'],
  ['to be closed', { follows: 'closed' }, silent(ago(30)), [], 'breach close-it'],
  ['still needed', {}, silent(ago(90)), [word('still-needed', ago(9))], 'fine'],
  ['was needed half a year ago', {}, silent(ago(200)), [word('still-needed', ago(180))], 'task dormant'],
  ['not used any more', {}, null, [word('no-longer-used', ago(9))], 'task unused'],
  ['not used, then needed again', {}, null, [word('no-longer-used', ago(9)), word('still-needed', ago(8))], 'fine'],
])('%s', (_name, settings, activity, attestations, expected) => {
  const [said] = dormant.judge(
    facts({ group: aGroup({ createdAtMs: ago(400) }), records: { ...noRecords, activity, attestations } }),
    dormant.settings.parse({ days: 30, ...settings }),
  );

  expect(said ? `${said.kind} ${said.kind === 'unseen' ? said.reason : said.says}` : 'fine').toBe(expected);
});

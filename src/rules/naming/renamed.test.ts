import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import type { Attestation, NameSpell } from '../../events/records.ts';
import { noRecords } from '../../events/records.ts';
import { renamed } from './renamed.ts';

const minute = 60_000;
const day = 86_400_000;
const called = (name: string, ago: number): NameSpell => ({ name, sinceMs: thursdayMs - ago });
const word = (over: Partial<Attestation>): Attestation => ({
  what: 'rename-reported',
  memberId: null,
  by: 'li',
  atMs: thursdayMs,
  about: '',
  ...over,
});
const old = called('旧群', 300 * day);

test.each<readonly [string, object, readonly NameSpell[], readonly Attestation[], string]>([
  ['never', {}, [old], [], 'fine'],
  ['an hour ago', {}, [old, called('新群', 60 * minute)], [], 'task renamed to hr: 旧群 → 新群'],
  [
    'an hour ago, forbidden',
    { direction: 'forbidden', tell: 'admin' },
    [old, called('新群', 60 * minute)],
    [],
    'breach rename-back to admin: 旧群 → 新群',
  ],
  ['half an hour ago', {}, [old, called('新群', 30 * minute)], [], 'task renamed to hr: 旧群 → 新群'],
  ['a moment later than that', {}, [old, called('新群', 30 * minute - 1)], [], 'fine'],
  ['for a moment', {}, [old, called('新群', 90 * minute), called('旧群', 89 * minute)], [], 'fine'],
  ['twice', {}, [old, called('甲群', 9 * day), called('乙群', 8 * day)], [], 'task renamed to hr: 甲群 → 乙群'],
  ['from no name at all', {}, [called('', 300 * day), called('新群', day)], [], 'fine'],
  ['by a dash', {}, [called('旧-群', 300 * day), called('旧群', day)], [], 'fine'],
  ['fifteen days ago', {}, [old, called('新群', 15 * day)], [], 'fine'],
  ['and reported afterwards', {}, [old, called('新群', day)], [word({})], 'fine'],
  ['and reported before', {}, [old, called('新群', day)], [word({ atMs: 0, about: '新 群' })], 'fine'],
  [
    'and another name was reported',
    {},
    [old, called('新群', day)],
    [word({ atMs: 0, about: '甲群' })],
    'task renamed to hr: 旧群 → 新群',
  ],
])('changed %s', (_name, settings, names, attestations, expected) => {
  const [said] = renamed.judge(
    facts({ records: { ...noRecords, names, attestations } }),
    renamed.settings.parse(settings),
  );

  const spoken =
    said && said.kind !== 'unseen'
      ? `${said.kind} ${said.says} to ${said.tell}: ${said.detail.before} → ${said.detail.now}`
      : 'fine';
  expect(spoken).toBe(expected);
});

import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { anOutsider, memberOf } from '../../../test/builders/group.ts';
import { aPerson } from '../../../test/builders/person.ts';
import type { Attestation } from '../../events/records.ts';
import { noRecords } from '../../events/records.ts';
import { declared } from './declared.ts';

const day = 86_400_000;
const word = (over: Partial<Attestation> = {}): Attestation => ({
  what: 'own-avatar',
  memberId: 'li',
  by: 'li',
  atMs: thursdayMs - 365 * day,
  about: '',
  ...over,
});

test.each<readonly [string, object, object, readonly Attestation[], number, string]>([
  ['never', {}, {}, [], 99, 'task not-declared'],
  ['never, required', { strength: 'required' }, {}, [], 99, 'breach not-declared'],
  ['once', {}, {}, [word()], 999, 'fine'],
  ['a year ago', { everyDays: 365 }, {}, [word()], 999, 'task declare-again'],
  ['a moment less than a year ago', { everyDays: 365 }, {}, [word({ atMs: word().atMs + 1 })], 999, 'fine'],
  ['by somebody else', {}, {}, [word({ by: 'admin' })], 999, 'task not-declared'],
  ['another word', {}, {}, [word({ what: 'uniform' })], 999, 'task not-declared'],
  ['joined six days ago', {}, {}, [], 6, 'fine'],
  ['joined seven days ago', {}, {}, [], 7, 'task not-declared'],
  ['left the company', {}, { status: 'left' }, [], 99, 'fine'],
  ['of another title', { who: { title: '经理' } }, {}, [], 99, 'fine'],
])('%s', (_name, settings, over, attestations, joined, expected) => {
  const person = aPerson({ userid: 'li', ...over });
  const member = memberOf(person, { id: 'li', joinedAtMs: thursdayMs - joined * day });

  const [said] = declared.judge(
    facts({ persons: [person], members: [anOutsider(), member], records: { ...noRecords, attestations } }),
    declared.settings.parse({ who: { everyone: true }, ...settings }),
  );

  expect(said && said.kind !== 'unseen' ? `${said.kind} ${said.says}` : 'fine').toBe(expected);
});

test('how often an avatar changes is not counted, and that is said', () => {
  const { zh, en } = declared.inWords(declared.settings.parse({ who: { everyone: true }, everyDays: 365 }));
  expect([zh, en]).toEqual([
    '全体人员自己确认头像是本人近照，每 365 天一次；换了几次看不到，不计数',
    'everybody: each declares the own avatar (own-avatar) every 365 days; changes cannot be seen and are not counted',
  ]);
  expect(declared.settings.safeParse({ who: { everyone: true }, changes: { atMost: 2, inDays: 90 } }).success).toBe(
    false,
  );
});

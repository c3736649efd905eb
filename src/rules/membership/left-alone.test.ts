import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup, memberOf } from '../../../test/builders/group.ts';
import { aPerson } from '../../../test/builders/person.ts';
import type { Attestation, PastStay } from '../../events/records.ts';
import { noRecords } from '../../events/records.ts';
import { leftAlone } from './left-alone.ts';

const day = 86_400_000;
const person = aPerson({ userid: 'li', position: '经理' });
const leftMs = thursdayMs - 2 * day;
const agreed = (atMs: number): Attestation => ({ what: 'leave-agreed', memberId: 'li', by: 'admin', atMs, about: '' });
const breach = `breach leave@${leftMs}`;

test.each<readonly [string, object, Partial<PastStay>, readonly Attestation[], readonly string[]]>([
  ['left by himself', {}, {}, [], [breach]],
  ['only reported', { direction: 'reported' }, {}, [], [`task leave@${leftMs}`]],
  ['removed', {}, { how: 'removed' }, [], []],
  ['gone, nobody knows how', {}, { how: 'unknown' }, [], ['unseen data-gap']],
  ['left another group', {}, { chatId: 'there' }, [], []],
  ['left so long ago', { lookbackDays: 1 }, {}, [], []],
  ['agreed before', {}, {}, [agreed(leftMs - day)], []],
  ['agreed afterwards', {}, {}, [agreed(leftMs + day)], []],
  ['agreed for an earlier stay', {}, { sinceMs: leftMs - day }, [agreed(leftMs - 2 * day)], [breach]],
  ['another title', { who: { title: '专员' } }, {}, [], []],
  ['nobody the directory knows', {}, { personId: null }, [], []],
])('%s', (_name, settings, stay, attestations, expected) => {
  const stays = [
    { chatId: 'here', memberId: 'li', personId: person.id, sinceMs: 0, untilMs: leftMs, how: 'left' as const, ...stay },
  ];

  const said = leftAlone.judge(
    facts({ group: aGroup({ chatId: 'here' }), persons: [person], records: { ...noRecords, stays, attestations } }),
    leftAlone.settings.parse({ who: { title: '经理' }, ...settings }),
  );

  const spoken = said.map((one) => (one.kind === 'unseen' ? `unseen ${one.reason}` : `${one.kind} ${one.window}`));
  expect(spoken).toEqual(expected);
});

test('who is back has not left', () => {
  const stays = [
    { chatId: 'here', memberId: 'li', personId: person.id, sinceMs: 0, untilMs: leftMs, how: 'left' as const },
  ];
  const members = [memberOf(person)];
  const world = facts({
    group: aGroup({ chatId: 'here' }),
    persons: [person],
    members,
    records: { ...noRecords, stays },
  });

  expect(leftAlone.judge(world, leftAlone.settings.parse({ who: { everyone: true } }))).toEqual([]);
});

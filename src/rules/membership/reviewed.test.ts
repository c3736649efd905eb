import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup } from '../../../test/builders/group.ts';
import { aPerson } from '../../../test/builders/person.ts';
import { noRecords } from '../../events/records.ts';
import { reviewed } from './reviewed.ts';

const at = (text: string): number => Date.parse(`${text}T10:00:00+08:00`);

// Thursday 2026-11-26: week 48, November, the fourth quarter.
test.each<readonly [string, object, readonly string[], string | null, readonly string[]]>([
  ['daily, signed today', { every: 'day' }, ['2026-11-26'], null, []],
  ['daily, signed yesterday', { every: 'day' }, ['2026-11-25'], null, ['task due 2026-11-26']],
  ['daily, never signed', { every: 'day' }, [], null, ['breach overdue 2026-11-25:overdue']],
  ['weekly, signed last week', { every: 'week' }, ['2026-11-20'], null, ['task due 2026-W48']],
  ['weekly, asked for two days before', { every: 'week', askDaysBefore: 2 }, ['2026-11-20'], null, []],
  ['monthly, not signed in October', { every: 'month' }, ['2026-09-30'], null, ['breach overdue 2026-10:overdue']],
  ['monthly, recommended', { every: 'month', strength: 'advised' }, [], null, ['task overdue 2026-10:overdue']],
  ['quarterly, signed in September', { every: 'quarter' }, ['2026-09-01'], null, []],
  ['half-yearly, signed in June', { every: 'half-year' }, ['2026-06-30'], null, []],
  ['yearly, signed last year', { every: 'year', askDaysBefore: 60 }, ['2025-05-05'], null, ['task due 2026']],
  ['monthly, born in October', { every: 'month' }, [], '2026-10-02', ['task due 2026-11']],
  ['monthly, born in November', { every: 'month' }, [], '2026-11-02', []],
  ['monthly, born on the first of October', { every: 'month' }, [], '2026-10-01', ['breach overdue 2026-10:overdue']],
  ['monthly, asked for since November', { every: 'month', since: '2026-11-01' }, [], null, ['task due 2026-11']],
  [
    'another word was given',
    { every: 'day', what: 'other' },
    ['2026-11-26'],
    null,
    ['breach overdue 2026-11-25:overdue'],
  ],
])('%s', (_name, settings, signed, born, expected) => {
  const attestations = signed.map((day) => ({
    what: 'member-review',
    memberId: null,
    by: 'x',
    atMs: at(day),
    about: '',
  }));
  const createdAtMs = born === null ? null : Date.parse(`${born}T00:00:00+08:00`);

  const said = reviewed.judge(
    facts({ atMs: thursdayMs, group: aGroup({ createdAtMs }), records: { ...noRecords, attestations } }),
    reviewed.settings.parse(settings),
  );

  expect(said.map((one) => (one.kind === 'unseen' ? one.reason : `${one.kind} ${one.says} ${one.window}`))).toEqual(
    expected,
  );
});

test('where it is said whose word counts, admins and those named count', () => {
  const persons = [aPerson({ userid: 'sec', position: '秘书' }), aPerson({ userid: 'li' })];
  const settings = reviewed.settings.parse({ every: 'day', by: [{ title: '秘书' }] });
  const signedBy = (by: string) =>
    reviewed.judge(
      facts({
        persons,
        records: {
          ...noRecords,
          attestations: [{ what: 'member-review', memberId: null, by, atMs: thursdayMs - 1, about: '' }],
        },
      }),
      settings,
    ).length;

  expect([signedBy('group-admin'), signedBy('sec'), signedBy('li')]).toEqual([0, 0, 1]);
});

test('the word of somebody of unknown relation neither counts nor is held against anybody', () => {
  const settings = reviewed.settings.parse({ every: 'day', by: [{ relation: 'regular' }] });
  const signedAt = (atMs: number) =>
    reviewed.judge(
      facts({
        persons: [aPerson({ userid: 'he', relation: 'unknown' })],
        records: {
          ...noRecords,
          attestations: [{ what: 'member-review', memberId: null, by: 'he', atMs, about: '' }],
        },
      }),
      settings,
    );
  const unseen = [{ kind: 'unseen', subject: { kind: 'group' }, reason: 'relation-unknown' }];
  const dayMs = 86_400_000;

  expect(signedAt(thursdayMs - 1)).toEqual(unseen);
  expect(signedAt(thursdayMs - dayMs)).toEqual(unseen);
  expect(signedAt(thursdayMs - 2 * dayMs)).toMatchObject([{ says: 'overdue' }]);
});

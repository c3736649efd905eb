import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup } from '../../../test/builders/group.ts';
import { aPerson } from '../../../test/builders/person.ts';
import type { Attestation } from '../../events/records.ts';
import { noRecords } from '../../events/records.ts';
import { checklist } from './checklist.ts';

const day = 86_400_000;
const said = (over: Partial<Attestation> = {}): Attestation => ({
  what: 'a',
  memberId: null,
  by: 'li',
  atMs: thursdayMs - 90 * day,
  about: '',
  ...over,
});
const once = [{ what: 'a', as: '开关甲' }];
const quarterly = [{ what: 'a', as: '开关甲', everyDays: 90 }];

test.each<readonly [string, object, readonly Attestation[], readonly string[]]>([
  ['never', { items: once }, [], ['task not-confirmed to admin']],
  ['never, required', { items: once, strength: 'required', ask: 'hr' }, [], ['breach not-confirmed to hr']],
  ['once', { items: once }, [said()], []],
  ['ninety days ago', { items: quarterly }, [said()], ['task confirm-again to admin']],
  ['a moment less', { items: quarterly }, [said({ atMs: thursdayMs - 90 * day + 1 })], []],
  ['again', { items: quarterly }, [said(), said({ atMs: thursdayMs - 1 })], []],
  ['about a member', { items: once }, [said({ memberId: 'wm-1' })], ['task not-confirmed to admin']],
  ['in the future', { items: once }, [said({ atMs: thursdayMs + 1 })], ['task not-confirmed to admin']],
  ['by one of those who may', { items: once, by: [{ title: '秘书' }] }, [said()], []],
  ['by an admin', { items: once, by: [{ title: '经理' }] }, [said({ by: 'GROUP-ADMIN' })], []],
  [
    'by one of unknown relation',
    { items: once, by: [{ relation: 'regular' }] },
    [said({ by: 'he' })],
    ['relation-unknown'],
  ],
  ['by somebody else', { items: once, by: [{ title: '经理' }] }, [said()], ['task not-confirmed to admin']],
])('%s', (_name, settings, attestations, expected) => {
  const outcomes = checklist.judge(
    facts({
      persons: [aPerson({ userid: 'li', position: '秘书' }), aPerson({ userid: 'he', relation: 'unknown' })],
      records: { ...noRecords, attestations },
    }),
    checklist.settings.parse(settings),
  );

  expect(
    outcomes.map((one) => (one.kind === 'unseen' ? one.reason : `${one.kind} ${one.says} to ${one.tell}`)),
  ).toEqual(expected);
});

test('a new group has seven days, each item is a matter of its own', () => {
  const settings = checklist.settings.parse({ items: [...once, { what: 'b', as: '开关乙' }] });
  const aged = (ms: number) => facts({ group: aGroup({ createdAtMs: thursdayMs - ms }), records: noRecords });

  expect(checklist.judge(aged(7 * day - 1), settings)).toEqual([]);
  expect(checklist.judge(aged(7 * day), settings)).toMatchObject([{ window: 'a' }, { window: 'b' }]);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup, anAppointment, anOutsider, aRegistered } from '../../../test/builders/group.ts';
import { aPerson } from '../../../test/builders/person.ts';
import { joinKey } from '../../events/facts.ts';
import type { Member } from '../../events/group.ts';
import type { Outcome } from '../rule.ts';
import { joinedBy } from './joined-by.ts';

const hour = 3_600_000;
const day = 24 * hour;
const qian = aPerson({ name: '钱销售', userid: 'qian' });
const manager = aPerson({ name: '蒋经理', userid: 'jiang', position: '营销经理' });
const registered = aRegistered({ admins: [anAppointment({ userid: 'Sun' })] });
const group = aGroup({ owner: 'Owner' });
const persons = [qian, manager];

const spoken = (outcome: Outcome): string => {
  if (outcome.kind === 'unseen') return `unseen ${outcome.reason}`;
  return `${outcome.says} to ${outcome.tell} about ${outcome.subject.kind}`;
};

const judged = (join: Partial<Member>, settings: object = {}, over: Parameters<typeof facts>[0] = {}): string => {
  const members = [anOutsider({ id: 'wmX', joinedAtMs: thursdayMs - hour, ...join })];
  const said = joinedBy.judge(
    facts({ members, registered, group, persons, ...over }),
    joinedBy.settings.parse(settings),
  );
  return said.map(spoken).join() || 'fine';
};

describe('one join (A 第六条)', () => {
  test.each<readonly [string, Partial<Member>, object, string]>([
    ['our join way', { joinScene: 3, joinState: 'm-1' }, { joinWays: ['m-1'] }, 'fine'],
    ['our join way, by link', { joinScene: 2, joinState: 'm-1' }, { joinWays: ['m-1'] }, 'fine'],
    [
      'somebody else’s join way',
      { joinScene: 3, joinState: 'x' },
      { joinWays: ['m-1'] },
      'foreign-scan to admin about group',
    ],
    ['a scan', { joinScene: 3 }, { joinWays: ['m-1'] }, 'foreign-scan to admin about group'],
    ['a scan of somebody’s code', { joinScene: 3, inviter: 'qian' }, {}, 'foreign-scan to admin about group'],
    ['a scan of the admin’s code', { joinScene: 3, inviter: 'sun' }, {}, 'fine'],
    ['invited by the admin', { inviter: 'sun' }, {}, 'fine'],
    ['invited by the admin, in capitals', { inviter: 'SUN' }, {}, 'fine'],
    ['invited by the owner', { inviter: 'owner' }, {}, 'asked to admin about member'],
    ['invited by the owner, who may', { inviter: 'owner' }, { ownerMayInvite: true }, 'fine'],
    ['invited by a colleague', { inviter: 'qian' }, {}, 'asked to admin about member'],
    ['invited by one of the inviters', { inviter: 'jiang' }, { inviters: [{ title: '营销经理' }] }, 'fine'],
    [
      'invited by none of them',
      { inviter: 'qian' },
      { inviters: [{ title: '营销经理' }] },
      'asked to admin about member',
    ],
    ['nobody named', { inviter: null }, {}, 'unseen inviter-not-told'],
    ['by link, nobody named', { joinScene: 2 }, {}, 'unseen inviter-not-told'],
    ['scene unknown, nobody named', { joinScene: null }, {}, 'unseen inviter-not-told'],
    ['the owner himself', { id: 'owner', kind: 'employee' }, {}, 'fine'],
    ['31 days ago', { inviter: 'qian', joinedAtMs: thursdayMs - 31 * day }, {}, 'fine'],
    ['29 days ago', { inviter: 'qian', joinedAtMs: thursdayMs - 29 * day }, {}, 'asked to admin about member'],
    ['before the policy', { inviter: 'qian', joinedAtMs: thursdayMs - 3 * day }, { since: '2026-11-24' }, 'fine'],
    [
      'since the policy',
      { inviter: 'qian', joinedAtMs: thursdayMs - 2 * day },
      { since: '2026-11-24' },
      'asked to admin about member',
    ],
    ['before this moment', { inviter: 'qian' }, { since: '2026-11-26T09:30:00+08:00' }, 'fine'],
  ])('%s: %j with %j is %s', (_name, join, settings, expected) => {
    expect(judged(join, settings)).toBe(expected);
  });

  test.each([
    ['with the group', 0, 'fine'],
    ['a minute after it', 60_000, 'fine'],
    ['later', 60_001, 'asked to admin about member'],
  ])('made %s is %s', (_name, afterMs, expected) => {
    const young = aGroup({ owner: 'owner', createdAtMs: thursdayMs - hour });

    expect(judged({ inviter: 'qian', joinedAtMs: thursdayMs - hour + afterMs }, {}, { group: young })).toBe(expected);
  });

  test('a group whose birth is unknown excuses nobody', () => {
    expect(judged({ inviter: 'qian' }, {}, { group: aGroup({ createdAtMs: null }) })).toBe(
      'asked to admin about member',
    );
  });

  test('while nobody is appointed nobody can have been gone round', () => {
    expect(judged({ inviter: 'qian' }, {}, { registered: aRegistered({ admins: [] }) })).toBe('unseen no-entry');
    expect(judged({ inviter: 'qian' }, {}, { registered: null })).toBe('unseen no-entry');
  });

  test.each([
    ['before it began', thursdayMs - hour + 1, null, 'asked to admin about member'],
    ['as it began', thursdayMs - hour, null, 'fine'],
    ['as it ended', thursdayMs - day, thursdayMs - hour, 'asked to admin about member'],
    ['just before it ended', thursdayMs - day, thursdayMs - hour + 1, 'fine'],
  ])('an invitation %s counts by the appointment of that moment', (_name, sinceMs, untilMs, expected) => {
    const admins = [anAppointment({ userid: 'sun', sinceMs, untilMs })];

    expect(judged({ inviter: 'sun' }, {}, { registered: aRegistered({ admins }) })).toBe(expected);
  });
});

describe('the admin is asked before anybody is told', () => {
  const member = anOutsider({ id: 'wmX', shownName: '客户甲', joinedAtMs: thursdayMs - hour, inviter: 'qian' });
  const answered = (answer?: 'agreed' | 'not-agreed') => {
    const answers = new Map(answer ? [[joinKey(member), answer] as const] : []);
    return joinedBy.judge(
      facts({ members: [member], registered, group, persons, answers }),
      joinedBy.settings.parse({}),
    );
  };

  test('no answer: a question about the member, to the admin, once for this join', () => {
    expect(answered()).toEqual([
      {
        kind: 'question',
        subject: { kind: 'member', id: 'wmX' },
        says: 'asked',
        detail: { who: '客户甲', inviter: '钱销售' },
        tell: 'admin',
        window: joinKey(member),
        happenedAtMs: member.joinedAtMs,
      },
    ]);
  });

  test('agreed: nothing', () => {
    expect(answered('agreed')).toEqual([]);
  });

  test('not agreed: a breach about the inviter, told to him', () => {
    expect(answered('not-agreed')).toMatchObject([
      { kind: 'breach', subject: { kind: 'person', id: qian.id }, tell: 'member', window: joinKey(member) },
    ]);
  });

  test('an inviter who is no longer in the directory is named by his account', () => {
    const answers = new Map([[joinKey(member), 'not-agreed'] as const]);
    const outcomes = joinedBy.judge(
      facts({ members: [member], registered, group, answers }),
      joinedBy.settings.parse({}),
    );

    expect(outcomes).toMatchObject([{ subject: { kind: 'member', id: 'qian' }, detail: { inviter: 'qian' } }]);
  });

  test('whatever the join was, without the admin’s answer no breach names a person', () => {
    const join = fc.record({
      joinScene: fc.constantFrom(null, 0, 1, 2, 3, 9),
      inviter: fc.constantFrom(null, '', 'qian', 'sun', 'owner', 'nobody'),
      joinState: fc.constantFrom(null, '', 'm-1', 'x'),
      joinedAtMs: fc.integer({ min: thursdayMs - 40 * day, max: thursdayMs }),
      kind: fc.constantFrom('employee' as const, 'external' as const),
    });
    fc.assert(
      fc.property(fc.array(join, { maxLength: 20 }), (joins) => {
        const members = joins.map((one) => anOutsider(one));
        const said = joinedBy.judge(
          facts({ members, registered, group, persons }),
          joinedBy.settings.parse({ joinWays: ['m-1'] }),
        );

        const breaches = said.filter(({ kind }) => kind === 'breach');
        expect(breaches.every(({ subject }) => subject.kind === 'group')).toBe(true);
      }),
    );
  });
});

test('forty scans of a day are one matter of the group, counted; the next day is another', () => {
  const scan = (joinedAtMs: number) => anOutsider({ joinScene: 3, joinedAtMs });
  const members = [...Array.from({ length: 40 }, () => scan(thursdayMs - hour)), scan(thursdayMs - 11 * hour)];

  const outcomes = joinedBy.judge(facts({ members, registered, group }), joinedBy.settings.parse({}));

  expect(outcomes).toMatchObject([
    { window: 'scan@2026-11-26', detail: { day: '2026-11-26', count: '40' } },
    { window: 'scan@2026-11-25', detail: { day: '2026-11-25', count: '1' } },
  ]);
});

import { describe, expect, test } from 'vitest';
import { facts } from '../../test/builders/facts.ts';
import { aGroup, anAppointment, anOutsider, aRegistered, memberOf } from '../../test/builders/group.ts';
import { aPerson } from '../../test/builders/person.ts';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { erasBefore } from './eras.ts';
import { judgeGroup } from './judge.ts';
import type { Policy } from './policy.ts';
import { asVersion } from './publishable.ts';

const ms = (text: string): number => Date.parse(`${text}+08:00`);
const strict = foundingPolicy('chongqing-industrial');
const lax = foundingPolicy('chongqing-industrial', [
  'inviters: [{ role: marketing-manager }]',
  'inviters: [{ everyone: true }]',
]);
const off = foundingPolicy('chongqing-industrial', [
  'kinds: [marketing]\n    level: remind\n    grace: 48h',
  'kinds: [marketing]\n    level: off\n    grace: 48h',
]);

const planner = aPerson({ userid: 'zhao', name: '赵试用' });
const world = facts({
  persons: [planner],
  group: aGroup({ owner: 'boss' }),
  registered: aRegistered({ admins: [anAppointment({ userid: 'boss' })] }),
  members: [
    memberOf(planner),
    anOutsider({ id: 'wm-early', inviter: 'zhao', joinedAtMs: ms('2026-11-10T10:00:00') }),
    anOutsider({ id: 'wm-late', inviter: 'zhao', joinedAtMs: ms('2026-11-24T10:00:00') }),
  ],
});

const turn = ms('2026-11-20T00:00:00');
const since = (now: Policy, before: Policy): Policy => ({
  ...now,
  earlier: [{ policy: before, fromMs: Number.NEGATIVE_INFINITY, untilMs: turn }],
});
const askedAbout = (now: Policy, before: Policy): string[] =>
  judgeGroup(since(now, before), world)
    .findings.filter(({ instance }) => instance === 'marketing-joined-by')
    .map(({ subject }) => ('id' in subject ? subject.id : ''));

describe('what happened is judged by the version of its own time', () => {
  test.each<[string, Policy, Policy, string[]]>([
    ['strict all the time', strict, strict, ['wm-early', 'wm-late']],
    ['strict since', strict, lax, ['wm-late']],
    ['strict before', lax, strict, ['wm-early']],
    ['not judged before', strict, off, ['wm-late']],
  ])('%s', (_, now, before, asked) => {
    expect(askedAbout(now, before)).toEqual(asked);
  });

  test('what is so now is judged by the version of now', () => {
    const nicknames = (now: Policy, before: Policy) =>
      judgeGroup(since(now, before), world).coverage.some(({ instance }) => instance === 'nickname');
    const without = foundingPolicy('chongqing-industrial', [
      'kinds: all\n    level: remind\n    grace: 48h',
      'kinds: all\n    level: off\n    grace: 48h',
    ]);
    expect([nicknames(strict, without), nicknames(without, strict)]).toEqual([true, false]);
  });

  test('both versions are named by the hash of the judgement', () => {
    const hash = (before: Policy) => judgeGroup(since(strict, before), world).inputHash;
    expect(hash(lax)).not.toBe(hash(off));
  });
});

describe('the eras before a version', () => {
  const version = (number: number, begins: string) => ({
    policy: asVersion(strict, number),
    beginsAtMs: ms(`${begins}T00:00:00`),
  });
  const v1 = version(1, '2026-09-01');
  const v2 = version(2, '2026-10-01');
  const v3 = version(3, '2026-11-01');

  test('follow one another, and the first answers for what was before it', () => {
    const eras = erasBefore([v3, v1, v2], v3);
    expect(eras.map(({ policy, fromMs, untilMs }) => [policy.version, fromMs, untilMs])).toEqual([
      [1, Number.NEGATIVE_INFINITY, v2.beginsAtMs],
      [2, v2.beginsAtMs, v3.beginsAtMs],
    ]);
  });

  test('a version that was replaced before it began is none', () => {
    const replaced = version(2, '2026-11-01');
    expect(erasBefore([v1, replaced, v3], v3).map(({ policy }) => policy.version)).toEqual([1]);
  });

  test('there are none before the first', () => {
    expect(erasBefore([v1, v2], v1)).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { facts } from '../../test/builders/facts.ts';
import { aGroup, aRegistered, memberOf } from '../../test/builders/group.ts';
import { aDepartment, aPerson } from '../../test/builders/person.ts';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { explainPolicy } from './explain.ts';
import { judgeGroup } from './judge.ts';
import type { Policy } from './policy.ts';
import { confirmationKey, stepsOf, withConfirmed } from './rollout.ts';

const planner = aPerson({ userid: 'zhao', name: '赵试用', departments: [20], mainDepartment: 20 });
const planned = (rollout: string): Policy =>
  foundingPolicy('chongqing-industrial', ["      separator: '-'\n", `      separator: '-'\n    rollout: ${rollout}\n`]);

const ms = (day: string): number => Date.parse(`${day}T10:00:00+08:00`);
const world = (day: string, chatId = 'wr-1', ownerDepartment = '营销策划部') =>
  facts({
    atMs: ms(day),
    persons: [planner],
    departments: [aDepartment({ id: 19, name: '营销中心' }), aDepartment({ id: 20, name: '营销策划部', parent: 19 })],
    group: aGroup({ chatId }),
    registered: aRegistered({ ownerDepartment }),
    members: [memberOf(planner, { nickname: '小太阳' })],
  });

const levelOf = (policy: Policy, at: ReturnType<typeof world>): string | undefined =>
  judgeGroup(policy, at).findings.find(({ instance }) => instance === 'nickname')?.level;

describe('the default plan', () => {
  test('watches 14 days, reminds 14 days, then proposes, as far as the rule goes', () => {
    const days = (level: 'remind' | 'propose') => stepsOf('default', level, '2026-09-01').map(({ key }) => key);
    expect(days('propose')).toEqual(['observe, 2026-09-01', 'remind, 2026-09-15', 'propose, 2026-09-29']);
    expect(days('remind')).toEqual(['observe, 2026-09-01', 'remind, 2026-09-15']);
  });
});

describe('a rule with a plan', () => {
  const plan = planned('[{ level: observe, from: 2026-09-01 }, { level: remind, from: 2026-11-01 }]');
  const key = confirmationKey('nickname', 'remind, 2026-11-01');
  const confirmed = withConfirmed(plan, new Set([key]));

  test('only records until somebody confirms, whatever the day', () => {
    expect(levelOf(plan, world('2026-10-01'))).toBe('observe');
    expect(levelOf(plan, world('2027-10-01'))).toBe('observe');
  });

  test('goes its step on the day of the step, not before, though it was confirmed', () => {
    expect(levelOf(confirmed, world('2026-10-31'))).toBe('observe');
    expect(levelOf(confirmed, world('2026-11-01'))).toBe('remind');
  });

  test('a confirmation of another plan is none of this one', () => {
    const other = withConfirmed(plan, new Set([confirmationKey('nickname', 'remind, 2026-10-01')]));
    expect(levelOf(other, world('2026-12-01'))).toBe('observe');
  });

  test('a confirmation is part of what a judgement was made from', () => {
    const hash = (policy: Policy) => judgeGroup(policy, world('2026-12-01')).inputHash;
    expect(hash(plan)).not.toBe(hash(confirmed));
  });

  test.each([
    ['departments: [营销中心]', 'wr-1', '营销策划部', 'remind'],
    ['departments: [营销策划部]', 'wr-1', '营销策划部', 'remind'],
    ['departments: [财务部]', 'wr-1', '营销策划部', 'observe'],
    ['groups: [wr-1]', 'wr-1', '营销策划部', 'remind'],
    ['groups: [wr-1]', 'wr-2', '营销策划部', 'observe'],
    ['departments: [财务部], groups: [wr-1]', 'wr-1', '营销策划部', 'remind'],
  ])('a step for { %s }: group %s of %s is at %s', (scope, chatId, department, level) => {
    const policy = planned(`[{ level: observe, from: 2026-09-01 }, { level: remind, from: 2026-11-01, ${scope} }]`);
    const all = new Set(
      policy.uses.flatMap(({ instance, rollout }) => rollout.map((step) => confirmationKey(instance, step.key))),
    );
    expect(levelOf(withConfirmed(policy, all), world('2026-12-01', chatId, department))).toBe(level);
  });

  test('is explained with its days, and with what still waits for somebody', () => {
    expect(explainPolicy(plan)).toContain('；2026-09-01 起只记录，2026-11-01 起提醒（待确认）');
    expect(explainPolicy(confirmed, 'en')).toContain('; recorded from 2026-09-01, reminders from 2026-11-01\n');
  });
});

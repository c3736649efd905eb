import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../test/builders/facts.ts';
import { aGroup, anOutsider, aRegistered, memberOf } from '../../test/builders/group.ts';
import { aDepartment, aDirectory, aPerson } from '../../test/builders/person.ts';
import { foundingPolicy } from '../../test/builders/policy.ts';
import type { GroupFacts } from '../events/facts.ts';
import { judgeGroup } from './judge.ts';
import type { Policy } from './policy.ts';

const a = foundingPolicy('chongqing-industrial');
const planning = aDepartment({ id: 20, name: '营销策划部' });
const planner = aPerson({ name: '赵试用', departments: [20], mainDepartment: 20 });
const accountant = aPerson({ name: '李样本', departments: [30], mainDepartment: 30 });
const people = { persons: [planner, accountant], departments: [planning, aDepartment({ id: 30, name: '财务部' })] };

const marketing = (over: Partial<GroupFacts> = {}): GroupFacts =>
  facts({
    ...people,
    members: [
      memberOf(planner, { nickname: '小太阳' }),
      memberOf(accountant, { nickname: '财务部-李样本' }),
      anOutsider(),
    ],
    ...over,
  });

const group = aGroup({ chatId: 'wr-one' });
const member = memberOf(planner, { nickname: '小太阳' });
const base = (): GroupFacts => marketing({ group, members: [member] });

test('the same input has the same hash, however it was built', () => {
  const again = { ...base(), group: Object.fromEntries(Object.entries(group).reverse()) as unknown as typeof group };
  expect(judgeGroup(a, again).inputHash).toBe(judgeGroup(a, base()).inputHash);
});

test.each<[string, Policy, Partial<GroupFacts>]>([
  ['the moment', a, { atMs: thursdayMs + 1 }],
  ['the policy', foundingPolicy('chongqing-industrial', ['digest: 09:05', 'digest: 09:10']), {}],
  ['a nickname', a, { members: [{ ...member, nickname: '营销策划部-赵试用' }] }],
  ['the register', a, { registered: aRegistered({ purpose: '其他' }) }],
  [
    'a person',
    a,
    { directory: aDirectory({ ...people, persons: [{ ...planner, position: '营销经理' }, accountant] }) },
  ],
  [
    'a department',
    a,
    { directory: aDirectory({ ...people, departments: [aDepartment({ id: 20, name: '营销中心' })] }) },
  ],
  ['an admin’s answer', a, { answers: new Map([[`${member.id}@${member.joinedAtMs}`, 'agreed']]) }],
  ['what cannot be seen', a, { unseen: new Map([['inviter', 'inviter-not-told']]) }],
])('%s is part of the input', (_, policy, change) => {
  expect(judgeGroup(policy, { ...base(), ...change }).inputHash).not.toBe(judgeGroup(a, base()).inputHash);
});

test('an answer about somebody who is not inside is none of this group’s input', () => {
  const answers = new Map([['stranger@1', 'agreed']] as const);
  expect(judgeGroup(a, { ...base(), answers }).inputHash).toBe(judgeGroup(a, base()).inputHash);
});

import { describe, expect, test } from 'vitest';
import { facts } from '../../test/builders/facts.ts';
import { aGroup, anOutsider, aRegistered, memberOf } from '../../test/builders/group.ts';
import { aPerson } from '../../test/builders/person.ts';
import { foundingPolicy } from '../../test/builders/policy.ts';
import type { GroupFacts } from '../events/facts.ts';
import { judgeGroup } from './judge.ts';
import { kindsOfGroup } from './narrower.ts';
import type { Policy } from './policy.ts';

/** The founding policy with a narrower kind of marketing groups, and one below that. */
const withWhen = (when: string): Policy =>
  foundingPolicy('chongqing-industrial', [
    '  department:\n    name: { zh: 部门工作群',
    `  narrow: { name: 窄, reach: [customer], of: marketing, when: { ${when} } }\n  narrowest: { name: 最窄, reach: [customer], of: narrow, when: { nameContains: [样板] } }\n  department:\n    name: { zh: 部门工作群`,
  ]);

const boss = aPerson({ userid: 'boss', position: '营销经理' });
const world = (over: Partial<GroupFacts> = {}): GroupFacts =>
  facts({
    persons: [boss],
    group: aGroup({ owner: 'boss', name: '样板项目群' }),
    registered: aRegistered({ ownerDepartment: '营销策划部' }),
    members: [memberOf(boss), anOutsider()],
    ...over,
  });

const kindsOf = (policy: Policy, at: GroupFacts, kind = 'marketing') => {
  const registered = policy.kinds.get(kind);
  return registered ? Object.fromEntries(kindsOfGroup(registered, policy, at)) : {};
};

describe('a narrower kind', () => {
  test.each([
    ['membersFrom: 2', 'yes'],
    ['membersFrom: 3', undefined],
    ['membersBelow: 3', 'yes'],
    ['membersBelow: 2', undefined],
    ['outsiders: some', 'yes'],
    ['outsiders: none', undefined],
    ['owner: { title: 营销经理 }', 'yes'],
    ['owner: { title: 总裁 }', undefined],
    ['ownerDepartment: [营销策划部]', 'yes'],
    ['ownerDepartment: [财务部]', undefined],
    ['nameContains: [示范, 样板]', 'yes'],
    ['nameContains: [示范]', undefined],
    ['createdBefore: 2021-01-01', 'yes'],
    ['createdFrom: 2021-01-01', undefined],
    ['membersFrom: 2, outsiders: none', undefined],
  ])('{ %s }: %s', (when, expected) => {
    expect(kindsOf(withWhen(when), world())).toMatchObject({ marketing: 'yes' });
    expect(kindsOf(withWhen(when), world()).narrow).toBe(expected);
  });

  test('of a narrower kind holds only where that one does', () => {
    expect(kindsOf(withWhen('membersFrom: 2'), world())).toHaveProperty('narrowest', 'yes');
    expect(kindsOf(withWhen('membersFrom: 3'), world())).not.toHaveProperty('narrowest');
  });

  test('what cannot be seen leaves it open, and what is surely not so settles it', () => {
    const blind = world({ unseen: new Map([['roster', 'internal-group']]) });
    expect(kindsOf(withWhen('membersFrom: 2'), blind)).toMatchObject({ narrow: 'internal-group' });
    expect(kindsOf(withWhen('membersFrom: 2, ownerDepartment: [财务部]'), blind)).not.toHaveProperty('narrow');
  });

  test('who registers a group as the narrower kind is believed, and the wider one counts, too', () => {
    expect(kindsOf(withWhen('membersFrom: 3'), world(), 'narrow')).toMatchObject({ narrow: 'yes', marketing: 'yes' });
  });

  test('its rules judge beside those of the wider kind, or say why they cannot', () => {
    const large = foundingPolicy(
      'chongqing-industrial',
      [
        '  department:\n    name: { zh: 部门工作群',
        '  large: { name: 大群, reach: [customer], of: marketing, when: { membersFrom: 3 } }\n  department:\n    name: { zh: 部门工作群',
      ],
      [
        'clause: 第四条5\n    kinds: [marketing]\n    level: observe',
        'clause: 第四条5\n    kinds: [large]\n    level: observe',
      ],
    );
    const approved = (at: GroupFacts) =>
      judgeGroup(large, at).coverage.find(({ instance }) => instance === 'marketing-approved')?.verdict;
    expect(approved(world())).toBeUndefined();
    expect(approved(world({ members: [memberOf(boss), anOutsider(), anOutsider()] }))).toBe('checked');
    expect(approved(world({ unseen: new Map([['roster', 'data-gap']]) }))).toBe('data-gap');
  });
});

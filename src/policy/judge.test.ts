import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facts, thursdayMs } from '../../test/builders/facts.ts';
import { aGroup, anAppointment, anOutsider, aRegistered, memberOf } from '../../test/builders/group.ts';
import { aContact, aDepartment, aPerson } from '../../test/builders/person.ts';
import { foundingPolicy } from '../../test/builders/policy.ts';
import type { FactKind, GroupFacts, Unseen } from '../events/facts.ts';
import type { Reach } from '../events/group.ts';
import type { Attestation } from '../events/records.ts';
import { noRecords } from '../events/records.ts';
import { judgeGroup } from './judge.ts';
import type { Judgement, Policy } from './policy.ts';

const a = foundingPolicy('chongqing-industrial');
const planning = aDepartment({ id: 20, name: '营销策划部' });
const planner = aPerson({ name: '赵试用', departments: [20], mainDepartment: 20 });
const accountant = aPerson({ name: '李样本', departments: [30], mainDepartment: 30 });
const manager = aPerson({ userid: 'manager', position: '营销经理', departments: [20], mainDepartment: 20 });
const people = {
  persons: [planner, accountant, manager],
  departments: [planning, aDepartment({ id: 30, name: '财务部' })],
};

const marketing = (over: Partial<GroupFacts> = {}): GroupFacts =>
  facts({
    ...people,
    group: aGroup({ owner: 'manager' }),
    registered: aRegistered({ admins: [anAppointment({ userid: 'manager' })] }),
    members: [
      memberOf(planner, { nickname: '小太阳' }),
      memberOf(accountant, { nickname: '财务部-李样本' }),
      anOutsider({ id: 'wmSunExample' }),
    ],
    contacts: [aContact({ id: 'wmSunExample' })],
    records: { ...noRecords, attestations: ['invite-confirmation', 'admins-manage-alone'].map(confirmed) },
    ...over,
  });

/** The switch of WeCom's client was looked at yesterday. */
const confirmed = (what: string): Attestation => ({
  what,
  memberId: null,
  by: 'manager',
  atMs: thursdayMs - 86_400_000,
  about: '',
});

const blindTo = (reasons: Partial<Record<FactKind, Unseen>>): ReadonlyMap<FactKind, Unseen> =>
  new Map(Object.entries(reasons) as [FactKind, Unseen][]);

const verdicts = ({ coverage }: Judgement): Record<string, string> =>
  Object.fromEntries(
    coverage.map(({ instance, verdict, reason }) => [instance, reason ? `${verdict}: ${reason}` : verdict]),
  );

/** Without the uses that look at messages: what is said of those stands with their rules. */
const seen = (judgement: Judgement): Record<string, string> => {
  const heard = a.uses.filter(({ rule }) => rule.needs.includes('messages')).map(({ instance }) => instance);
  return Object.fromEntries(Object.entries(verdicts(judgement)).filter(([instance]) => !heard.includes(instance)));
};

const said = ({ findings }: Judgement): string[] =>
  findings.map(({ instance, says, tell }) => `${instance} ${says} → ${tell}`);

describe('what is judged', () => {
  test('a registered group is judged by the rules of its kind, and each of them is covered', () => {
    const judgement = judgeGroup(a, marketing());
    expect(said(judgement)).toEqual(['marketing-allowed not-allowed → admin', 'nickname other → member']);
    expect(seen(judgement)).toEqual({
      'marketing-allowed': 'checked',
      'marketing-approved': 'checked',
      'marketing-admins': 'checked',
      'marketing-joined-by': 'checked',
      'marketing-switches': 'checked',
      leaver: 'checked',
      nickname: 'checked',
    });
  });

  test('a finding carries clause, level and grace of the policy', () => {
    const [finding] = judgeGroup(a, marketing()).findings;
    expect(finding).toMatchObject({
      nature: 'breach',
      rule: 'membership/allowed-members',
      clause: '第四条5',
      level: 'remind',
      grace: { ms: 15 * 3_600_000, in: 'working' },
      window: '-',
    });
  });

  test('a group without an entry has no finding, and every use says why', () => {
    const judgement = judgeGroup(a, marketing({ registered: null }));
    expect(judgement.findings).toEqual([]);
    expect(judgement.coverage).toHaveLength(a.uses.filter(({ level }) => level !== 'off').length);
    expect(new Set(Object.values(verdicts(judgement)))).toEqual(new Set(['not-checkable: no-entry']));
  });

  test('a kind that this policy does not know is another policy’s, not a missing entry', () => {
    const judgement = judgeGroup(a, marketing({ registered: aRegistered({ kind: 'festival' }) }));
    expect(judgement.findings).toEqual([]);
    expect(new Set(Object.values(verdicts(judgement)))).toEqual(new Set(['not-checkable: other-policy']));
  });

  test('a kind that is undecided is listed and never judged', () => {
    const judgement = judgeGroup(a, marketing({ registered: aRegistered({ kind: 'department' }) }));
    expect(judgement).toMatchObject({ findings: [], coverage: [] });
  });

  test('a rule that is off is neither judged nor covered', () => {
    const quiet = foundingPolicy('chongqing-industrial', [
      'kinds: all\n    level: remind',
      'kinds: all\n    level: off',
    ]);
    expect(Object.keys(seen(judgeGroup(quiet, marketing())))).toEqual([
      'marketing-allowed',
      'marketing-approved',
      'marketing-admins',
      'marketing-joined-by',
      'marketing-switches',
    ]);
  });

  test('a number that nobody has set makes its rule not checkable', () => {
    const open = foundingPolicy('chongqing-industrial', ['grace: 7h', 'grace: unset']);
    expect(verdicts(judgeGroup(open, marketing()))).toMatchObject({
      leaver: 'not-checkable: unset',
      nickname: 'checked',
    });
  });
});

describe('what cannot be seen', () => {
  test('a managed group shows no nicknames: not checkable, never fine', () => {
    const executives = marketing({
      group: aGroup({ reach: 'managed' }),
      registered: aRegistered({ kind: 'executive' }),
      members: [],
      unseen: blindTo({ nickname: 'no-nickname-api', inviter: 'no-inviter-api' }),
    });
    expect(seen(judgeGroup(a, executives))).toEqual({
      'executive-required': 'checked',
      'executive-allowed': 'checked',
      'executive-approved': 'checked',
      'internal-switches': 'checked',
      'executive-admins': 'checked',
      leaver: 'checked',
      nickname: 'not-checkable: no-nickname-api',
    });
  });

  test.each<[Reach, string]>([
    ['managed', 'not-checkable: other-reach'],
    ['internal', 'not-checkable: internal-group'],
    ['native', 'not-checkable: native-group'],
    ['linked', 'not-checkable: linked-group'],
    ['outside', 'not-checkable: outside-wecom'],
    ['unknown', 'not-checkable: reach-unknown'],
  ])('a %s group that is registered as marketing is not judged', (reach, verdict) => {
    const judgement = judgeGroup(a, marketing({ group: aGroup({ reach }) }));
    expect(judgement.findings).toEqual([]);
    expect(verdicts(judgement)).toMatchObject({ 'marketing-allowed': verdict, leaver: verdict });
  });

  test('what a sync missed is a gap', () => {
    const judgement = judgeGroup(a, marketing({ unseen: blindTo({ roster: 'data-gap' }) }));
    expect(verdicts(judgement)).toMatchObject({ leaver: 'data-gap: data-gap', nickname: 'data-gap: data-gap' });
    expect(judgement.findings).toEqual([]);
  });

  test('members whom nobody knows leave a rule partly checked, and are named', () => {
    const c = foundingPolicy('anhui-chamber');
    const stranger = anOutsider({ id: 'wm-stranger' });
    const judgement = judgeGroup(c, facts({ registered: aRegistered({ kind: 'chamber' }), members: [stranger] }));
    const line = judgement.coverage.find(({ instance }) => instance === 'members-allowed');
    expect(line).toEqual({
      instance: 'members-allowed',
      verdict: 'partly',
      reason: 'identity-unknown',
      unseenSubjects: ['member:wm-stranger'],
    });
  });
});

describe('people of the group’s own department', () => {
  const companies = [
    aDepartment({ id: 51, name: '示例一期公司' }),
    aDepartment({ id: 52, name: '示例二期公司' }),
    aDepartment({ id: 53, name: '一期工程部', parent: 51 }),
  ];
  const first = aPerson({ name: '张示例', departments: [53], mainDepartment: 53 });
  const second = aPerson({ name: '钱销售', departments: [52], mainDepartment: 52 });
  const company = (ownerDepartment: string): GroupFacts =>
    facts({
      persons: [first, second],
      departments: companies,
      group: aGroup({ reach: 'managed' }),
      registered: aRegistered({
        kind: 'project-company',
        ownerDepartment,
        approval: { by: '总裁', number: '1', date: '2026-11-01' },
      }),
      members: [memberOf(second)],
    });

  test('are required and allowed in that company’s group alone', () => {
    const ofFirst = judgeGroup(a, company('示例一期公司')).findings.filter(({ instance }) =>
      instance.startsWith('project'),
    );
    expect(ofFirst.map(({ instance, detail }) => `${instance} ${detail.who}`)).toEqual([
      'project-allowed 钱销售',
      'project-required 张示例',
    ]);
    const ofSecond = judgeGroup(a, company('示例二期公司')).findings;
    expect(ofSecond.filter(({ instance }) => instance.startsWith('project'))).toEqual([]);
  });

  test('a register that names no department leaves it unchecked', () => {
    expect(verdicts(judgeGroup(a, company('')))).toMatchObject({
      'project-required': 'not-checkable: no-entry',
      leaver: 'checked',
    });
  });
});

describe('one evaluator', () => {
  const policies: readonly Policy[] = [a, foundingPolicy('drucker-consulting'), foundingPolicy('anhui-chamber')];
  const crowd = Array.from({ length: 12 }, (_, i) =>
    aPerson({
      name: `示例${i}`,
      departments: [i % 2 ? 20 : 30],
      mainDepartment: 20,
      leaderIn: i % 3 ? [] : [20],
      status: i % 5 ? 'active' : 'left',
    }),
  );
  const members = [
    ...crowd.map((person, i) =>
      memberOf(person, {
        nickname: i % 2 ? '小太阳' : `营销策划部-${person.name}`,
        joinScene: (i % 3) + 1,
        joinedAtMs: thursdayMs - i,
      }),
    ),
    ...Array.from({ length: 5 }, () => anOutsider({ joinedAtMs: thursdayMs - 5 })),
  ];
  const shuffled = <T>(items: readonly T[]) =>
    fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
  const arbitrary = fc.record({
    policy: fc.constantFrom(...policies),
    members: fc.tuple(shuffled(members), shuffled(members), fc.integer({ min: 0, max: members.length })),
    persons: fc.tuple(shuffled(crowd), shuffled(crowd)),
    kind: fc.constantFrom('marketing', 'headquarters', 'exchange', 'chamber'),
    reach: fc.constantFrom<Reach>('customer', 'managed'),
  });

  test('the order in which members and people arrive changes nothing: findings, coverage and hash', () => {
    fc.assert(
      fc.property(arbitrary, ({ policy, members: [left, right, count], persons, kind, reach }) => {
        const chosen = new Set(members.slice(0, count));
        const group = aGroup({ chatId: 'wr-one', reach });
        const registered = aRegistered({ kind, admins: [anAppointment()] });
        const look = (order: typeof left, of: typeof crowd) =>
          judgeGroup(
            policy,
            facts({
              group,
              registered,
              departments: people.departments,
              persons: of,
              members: order.filter((m) => chosen.has(m)),
            }),
          );
        expect(look(left, persons[0])).toEqual(look(right, persons[1]));
      }),
      { numRuns: 150 },
    );
  });
});

describe('one evaluator, whatever the file uses', () => {
  const rich = foundingPolicy(
    'chongqing-industrial',
    [
      'roles:\n  president: { name: { zh: 总裁, en: President }, who: { title: 总裁 } }',
      'roles:\n  president: { name: { zh: 总裁, en: President }, who: { title: 总裁 }, holders: [{ userid: p3, from: 2026-11-01, source: 任命书, deputy: { userid: p4, from: 2026-11-20, until: 2026-11-30 } }] }',
    ],
    [
      '  department:\n    name: { zh: 部门工作群',
      '  large: { name: 大群, reach: [customer], of: marketing, when: { membersFrom: 3 } }\n  department:\n    name: { zh: 部门工作群',
    ],
    ['clause: 第六条\n    kinds: [marketing]', 'clause: 第六条\n    kinds: [large]'],
    [
      "      separator: '-'\n",
      "      separator: '-'\n    rollout: [{ level: observe, from: 2026-09-01 }, { level: remind, from: 2026-11-26 }]\n    exceptions: [{ who: { userid: [p1, p5] }, reason: 产假, by: 行政人事部, until: 2026-11-26 }]\n",
    ],
  );
  const crowd = Array.from({ length: 6 }, (_, i) =>
    aPerson({
      userid: `p${i}`,
      name: `示例${i}`,
      departments: [20],
      mainDepartment: 20,
      relation: i % 2 ? 'regular' : 'intern',
    }),
  );
  const members = crowd.map((person, i) =>
    memberOf(person, { nickname: '小太阳', inviter: 'p2', joinedAtMs: thursdayMs - i * 3_600_000 }),
  );
  const all = <T>(items: readonly T[]) =>
    fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

  test('the same facts, version and moment give the same findings in any order of arrival, at every moment', () => {
    fc.assert(
      fc.property(
        fc.record({
          hours: fc.integer({ min: -800, max: 200 }),
          left: fc.tuple(all(members), all(crowd)),
          right: fc.tuple(all(members), all(crowd)),
          count: fc.integer({ min: 1, max: members.length }),
        }),
        ({ hours, left, right, count }) => {
          const chosen = new Set(members.slice(0, count).map(({ id }) => id));
          const group = aGroup({ chatId: 'wr-one' });
          const registered = aRegistered();
          const look = ([order, persons]: typeof left) =>
            judgeGroup(
              rich,
              facts({
                atMs: thursdayMs + hours * 3_600_000,
                group,
                registered,
                departments: [planning],
                persons,
                members: order.filter(({ id }) => chosen.has(id)),
              }),
            );
          expect(look(left)).toEqual(look(right));
        },
      ),
      { numRuns: 150 },
    );
  });
});

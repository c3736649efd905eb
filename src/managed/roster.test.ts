import { describe, expect, test } from 'vitest';
import { facts } from '../../test/builders/facts.ts';
import { aGroup, anAppointment, aRegistered, memberOf } from '../../test/builders/group.ts';
import { aDepartment, aPerson } from '../../test/builders/person.ts';
import { foundingPolicy } from '../../test/builders/policy.ts';
import type { Kind, Policy } from '../policy/policy.ts';
import { rosterOf } from './roster.ts';

const policy = foundingPolicy('chongqing-industrial');
const kindOf = (from: Policy, id: string): Kind => from.kinds.get(id) as Kind;

const president = aPerson({ userid: 'wang', position: '总裁' });
const deputy = aPerson({ userid: 'wu', position: '分管副总' });
const assistant = aPerson({ userid: 'lu', position: '总裁助理' });
const asleep = aPerson({ userid: 'qin', position: '分管副总', status: 'not-activated' });
const gone = aPerson({ userid: 'xu', position: '分管副总', status: 'left', leftAtMs: 0 });
const clerk = aPerson({ userid: 'chen', position: '人事专员', hiredAtMs: Date.parse('2026-11-26T09:00:00+08:00') });
const persons = [president, deputy, assistant, asleep, gone, clerk];

const world = (over: Parameters<typeof facts>[0] = {}) =>
  facts({
    persons,
    departments: [aDepartment({ id: 4, name: '行政人事部' })],
    group: aGroup({ reach: 'managed', owner: 'wu' }),
    registered: aRegistered({ kind: 'executive', ownerDepartment: '总裁办', admins: [] }),
    ...over,
  });
const roster = (over: Parameters<typeof facts>[0] = {}) => rosterOf(policy, kindOf(policy, 'executive'), world(over));

describe('the roster of a kept group', () => {
  test('is whom the policy requires, each with the rule that does', () => {
    expect([...roster().belongs.values()].map(({ userid, why }) => [userid, why])).toEqual([
      ['wang', 'executive-required'],
      ['wu', 'executive-required'],
    ]);
  });

  test('waits for an account that is not activated, and does without leavers', () => {
    expect(roster().blocked.filter(({ because }) => because !== 'no-approval')).toEqual([
      { userid: 'qin', because: 'not-activated' },
    ]);
  });

  test('has the appointed admins, from their first day to their last', () => {
    const admins = [
      anAppointment({ userid: 'chen' }),
      anAppointment({ userid: 'wang', untilMs: Date.parse('2026-01-01T00:00:00+08:00') }),
    ];
    const { belongs, owners } = roster({
      registered: aRegistered({ kind: 'executive', ownerDepartment: '总裁办', admins }),
    });

    expect(belongs.get('chen')?.why).toBe('appointed');
    expect(owners).toEqual(['chen']);
  });

  test('has nobody whose approval is missing, whoever else asks for him', () => {
    const asking = foundingPolicy('chongqing-industrial', [
      '        - { who: { role: executive-vice-president }, as: 常务副总裁 }\n        - { who: { role: vice-presidents }, as: 分管副总 }\n  executive-allowed:',
      '        - { who: { role: presidents-assistants }, as: 总裁助理 }\n  executive-allowed:',
    ]);
    const { belongs, blocked } = rosterOf(asking, kindOf(asking, 'executive'), world());

    expect([...belongs.keys()]).toEqual(['wang']);
    expect(blocked).toEqual([{ userid: 'lu', because: 'no-approval' }]);
  });

  test('names an assistant whom only an approval of his own lets in, until there is one', () => {
    const approved = foundingPolicy('chongqing-industrial', [
      'approved: [] }',
      'approved: [{ userid: lu, by: 总裁, post: 总裁助理 }] }',
    ]);
    expect(roster().blocked).toContainEqual({ userid: 'lu', because: 'no-approval' });
    expect(rosterOf(approved, kindOf(approved, 'executive'), world()).blocked.map(({ userid }) => userid)).toEqual([
      'qin',
    ]);
  });

  test('has newcomers from their first day', () => {
    const named = foundingPolicy('chongqing-industrial', [
      'president: { name: { zh: 总裁, en: President }, who: { title: 总裁 } }',
      'president: { name: { zh: 总裁, en: President }, who: { title: 人事专员 } }',
    ]);
    expect([...rosterOf(named, kindOf(named, 'executive'), world()).belongs.keys()]).toContain('chen');
  });

  test('has nobody whom an exception spares, until its last day is over', () => {
    const excepted = (until: string) =>
      foundingPolicy('chongqing-industrial', [
        '  executive-required:\n    rule: membership/required-members\n',
        `  executive-required:\n    rule: membership/required-members\n    exceptions: [{ who: { userid: wu }, reason: 休假, by: 行政人事部, until: ${until} }]\n`,
      ]);
    const inside = (until: string) => [
      ...rosterOf(excepted(until), kindOf(excepted(until), 'executive'), world()).belongs.keys(),
    ];
    expect(inside('2027-01-31')).toEqual(['wang']);
    expect(inside('2026-10-01')).toEqual(['wang', 'wu']);
  });

  test('neither adds nor removes whom an exception may spare, as long as nobody says how he stands to the company', () => {
    const excepted = foundingPolicy('chongqing-industrial', [
      '  executive-required:\n    rule: membership/required-members\n',
      '  executive-required:\n    rule: membership/required-members\n    exceptions: [{ who: { relation: advisor }, reason: 休假, by: 行政人事部, until: 2027-01-31 }]\n',
    ]);
    const onlyRequired = {
      ...excepted,
      uses: excepted.uses.filter(({ instance }) => instance === 'executive-required'),
    };
    const unsaid = { ...deputy, relation: 'unknown' as const };
    const { belongs, mayStay } = rosterOf(
      onlyRequired,
      kindOf(onlyRequired, 'executive'),
      world({ persons: [president, unsaid, clerk], members: [memberOf(unsaid), memberOf(clerk)] }),
    );
    expect([...belongs.keys()]).toEqual(['wang']);
    expect([...mayStay]).toEqual(['wu']);
  });

  test('has the office that owns such groups', () => {
    const owned = foundingPolicy('chongqing-industrial', [
      'managed: { roster: kept }',
      'managed: { roster: kept, owner: president }',
    ]);
    const { owners } = rosterOf(owned, kindOf(owned, 'executive'), world());
    expect(owners).toEqual(['wang']);
  });
});

test('who is allowed and not required may stay; who is not allowed may not', () => {
  const members = [memberOf(deputy), memberOf(clerk)];
  expect([...roster({ members }).mayStay]).toEqual(['wu']);
});

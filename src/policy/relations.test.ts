import { describe, expect, test } from 'vitest';
import { facts } from '../../test/builders/facts.ts';
import { aRegistered, memberOf } from '../../test/builders/group.ts';
import { aDepartment, aDirectory, aPerson } from '../../test/builders/person.ts';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { judgeGroup } from './judge.ts';
import { withRelations } from './relations.ts';

const planning = aDepartment({ id: 20, name: '营销策划部' });
const stranger = aPerson({ name: '赵试用', relation: 'unknown', departments: [20], mainDepartment: 20 });
const tagged = aPerson({ name: '钱外包', relation: 'unknown', departments: [20], mainDepartment: 20, tags: ['外包'] });
const named = aPerson({ name: '李返聘', relation: 'rehired', departments: [20], mainDepartment: 20, tags: ['外包'] });
const people = { persons: [stranger, tagged, named], departments: [planning] };

const shipped = foundingPolicy('chongqing-industrial');
const vouched = foundingPolicy('chongqing-industrial', [
  '\nkinds:\n',
  '\nrelations:\n  - { who: { tag: 外包 }, is: outsourced }\n  - { who: { everyone: true }, is: regular }\n\nkinds:\n',
]);

describe('how people stand to the company', () => {
  const relationsBy = (policy: typeof shipped) => {
    const { persons, byAccount } = withRelations(policy, aDirectory(people));
    expect([...byAccount.values()]).toEqual([...persons.values()]);
    return [...persons.values()].map(({ relation }) => relation);
  };

  test('is what HR said by name, else the first line that names them, else unknown', () => {
    expect(relationsBy(vouched)).toEqual(['regular', 'outsourced', 'rehired']);
    expect(relationsBy(shipped)).toEqual(['unknown', 'unknown', 'rehired']);
  });

  test('is worked out once for a directory', () => {
    const directory = aDirectory(people);
    expect(withRelations(vouched, directory)).toBe(withRelations(vouched, directory));
  });
});

describe('a wrong nickname', () => {
  const verdict = (policy: typeof shipped, person: typeof stranger) => {
    const members = [memberOf(person, { nickname: '小太阳' })];
    const { findings, coverage } = judgeGroup(policy, facts({ ...people, registered: aRegistered(), members }));
    const { verdict: seen, reason, unseenSubjects } = coverage.find(({ instance }) => instance === 'nickname') ?? {};
    return {
      breaches: findings.filter(({ instance }) => instance === 'nickname').length,
      seen,
      reason,
      unseenSubjects,
    };
  };
  const checked = { seen: 'checked', reason: null, unseenSubjects: [] };

  test('of somebody whose relation nobody has said is not checkable under the shipped policy, whoever he may be', () => {
    for (const person of [stranger, tagged])
      expect(verdict(shipped, person)).toEqual({
        breaches: 0,
        seen: 'partly',
        reason: 'relation-unknown',
        unseenSubjects: [`member:${person.userid}`],
      });
  });

  test('is a breach where HR vouches for him, and of no concern of outsourced staff', () => {
    expect(verdict(vouched, stranger)).toEqual({ breaches: 1, ...checked });
    expect(verdict(vouched, tagged)).toEqual({ breaches: 0, ...checked });
    expect(verdict(shipped, named)).toEqual({ breaches: 1, ...checked });
  });
});

import { describe, expect, test } from 'vitest';
import { thursdayMs } from '../../test/builders/facts.ts';
import { aDepartment, aDirectory, aPerson } from '../../test/builders/person.ts';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { roleGaps } from './role-gaps.ts';

const policy = foundingPolicy('drucker-consulting');
const centre = aDepartment({ id: 10, name: '人资中心' });
const it = aDepartment({ id: 11, name: '信息部' });
const head = aPerson({ userid: 'lin', departments: [10], leaderIn: [10] });
const engineer = aPerson({ userid: 'he', departments: [11] });

const gaps = (parts: Parameters<typeof aDirectory>[0], of = policy) =>
  roleGaps(of, aDirectory(parts), thursdayMs).map(({ where, id, state, message, remedy }) =>
    [where, id, state, message, remedy].join(' | '),
  );

describe('whom the titles of a policy mean here', () => {
  test('nothing is said where each of them means somebody', () => {
    expect(gaps({ persons: [head, engineer], departments: [centre, it] })).toEqual([]);
  });

  test('a role that nobody holds, and an office of a department that is called otherwise', () => {
    const clerk = aPerson({ userid: 'shi', departments: [12] });
    expect(
      gaps({ persons: [engineer, clerk], departments: [it, aDepartment({ id: 12, name: '人力资源中心' })] }),
    ).toEqual([
      'roles | managers | nobody | nobody holds it | name a title, department or tag that somebody has, or holders',
      'offices | hr | nobody | nobody holds it | the department "人资中心" resembles: 人力资源中心 (1)',
      'offices | supervising | nobody | nobody holds it | the department "人资中心" resembles: 人力资源中心 (1)',
    ]);
  });

  test('who has left holds nothing', () => {
    const gone = aPerson({ ...head, status: 'left', userid: null, leftAtMs: 0 });
    expect(gaps({ persons: [gone, engineer], departments: [centre, it] })).toHaveLength(3);
  });

  test('titles that resemble are named with how many have them, the likest first', () => {
    const a = foundingPolicy('chongqing-industrial');
    const titles = ['营销副总经理', '营销部副总', '营销副总经理', '会计'];
    const persons = titles.map((position) => aPerson({ position }));
    const said = roleGaps(a, aDirectory({ persons }), thursdayMs).find(({ id }) => id === 'marketing-vice-president');
    expect(said?.remedy).toBe('the title "营销副总" resembles: 营销副总经理 (2), 营销部副总 (1)');
  });

  test('one of several titles that nobody has is only remarked on', () => {
    const a = foundingPolicy('chongqing-industrial');
    const persons = [aPerson({ position: '分管副总' })];
    const said = roleGaps(a, aDirectory({ persons }), thursdayMs).filter(({ id }) => id === 'vice-presidents');
    expect(said.map(({ state, message }) => `${state} ${message}`)).toEqual([
      'dead-word nobody has the title "分管副总裁"',
      'dead-word nobody has the title "副总裁"',
    ]);
  });

  test('where it hangs on a relation that nobody has said, that is what is said', () => {
    const a = foundingPolicy('chongqing-industrial');
    const said = roleGaps(a, aDirectory({ persons: [aPerson({ relation: 'unknown' })] }), thursdayMs);
    expect(said.find(({ id }) => id === 'employees')).toMatchObject({
      state: 'not-sure',
      message: 'surely means nobody: 1 person hangs on a relation that nobody has said',
    });
  });

  test('a role of the group’s own department is not asked without a group', () => {
    const a = foundingPolicy('chongqing-industrial');
    expect(roleGaps(a, aDirectory(), thursdayMs).map(({ id }) => id)).not.toContain('project-staff');
  });
});

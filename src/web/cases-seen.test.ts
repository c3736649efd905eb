import { describe, expect, test } from 'vitest';
import { aDepartment, aDirectory, aPerson } from '../../test/builders/person.ts';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { kindsSeen } from './cases-seen.ts';
import type { Role } from './roles.ts';

const policy = foundingPolicy('chongqing-industrial', ['    filedWith: hr\n', '    filedWith: project-supervising\n']);
const directory = aDirectory({
  persons: [
    aPerson({ userid: 'wu.zongcai', departments: [6], mainDepartment: 6 }),
    aPerson({ userid: 'xiang.mu', departments: [7], mainDepartment: 7 }),
    aPerson({ userid: 'lu.ren', departments: [8], mainDepartment: 8 }),
  ],
  departments: [
    aDepartment({ id: 6, name: '总裁办' }),
    aDepartment({ id: 7, name: '项目总经办' }),
    aDepartment({ id: 8, name: '路人部' }),
  ],
});
const seenBy = (names: readonly string[], role: Role = 'supervisor') =>
  kindsSeen({ roles: new Set<Role>(['member', role]), names }, [policy], directory)?.map((key) => key.split('/')[1]);

describe('of which kinds of groups cases are seen', () => {
  test('HR: of all', () => expect(seenBy(['lu.ren'], 'hr')).toBeUndefined());

  test('a kind’s own office: of that kind alone', () => expect(seenBy(['xiang.mu'])).toContain('marketing'));

  test('the supervising office: of the others, and of groups that are registered as none', () => {
    const seen = seenBy(['wu.zongcai']) ?? [];
    expect(seen).toEqual(expect.arrayContaining(['executive', 'operations-drive', '']));
    for (const kind of seenBy(['xiang.mu']) ?? []) expect(seen).not.toContain(kind);
  });

  test('who stands in for one of them: of what both see', () =>
    expect(seenBy(['lu.ren', 'xiang.mu'])).toEqual(seenBy(['xiang.mu'])));

  test('anybody else: of none', () => expect(seenBy(['lu.ren'])).toEqual([]));
});

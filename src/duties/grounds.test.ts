import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aDepartment, aDirectory, aPerson } from '../../test/builders/person.ts';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { holdersOf } from './bench.ts';
import { groundsOf, isAmong } from './grounds.ts';

const policy = foundingPolicy('chongqing-industrial', ['    filedWith: hr\n', '    filedWith: project-supervising\n']);
const directory = aDirectory({
  persons: [
    aPerson({ userid: 'wu.zongcai', departments: [6], mainDepartment: 6 }),
    aPerson({ userid: 'xiang.mu', departments: [7], mainDepartment: 7 }),
    aPerson({ userid: 'ren.shi', departments: [9], mainDepartment: 9 }),
    aPerson({ userid: 'lu.ren', departments: [8], mainDepartment: 8 }),
  ],
  departments: [
    aDepartment({ id: 6, name: '总裁办' }),
    aDepartment({ id: 7, name: '项目总经办' }),
    aDepartment({ id: 8, name: '路人部' }),
    aDepartment({ id: 9, name: '行政人事部' }),
  ],
});
const seenBy = (names: readonly string[]) => groundsOf([policy], names, directory)?.map((key) => key.split('/')[1]);

describe('of which kinds of groups cases are seen', () => {
  test('HR: of all', () => expect(seenBy(['ren.shi'])).toBeUndefined());

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

describe('who sees the cases of a kind is who decides of them', () => {
  const KINDS = ['executive', 'operations-drive', 'headquarters', 'project-company', 'marketing'] as const;
  const OFFICES = ['hr', 'supervising', 'project-supervising', 'none'] as const;
  /** Behind each office one department; a kind that names none is looked after by the second. */
  const BEHIND = { hr: 1, supervising: 2, 'project-supervising': 3, none: 2 } as const;
  const company = fc.record({
    // Which office each kind names, and in which of the departments behind them each of six people is.
    named: fc.tuple(...KINDS.map(() => fc.constantFrom(...OFFICES))),
    people: fc.array(fc.subarray([1, 2, 3, 4]), { minLength: 6, maxLength: 6 }),
  });

  test('whatever kinds there are, and whoever is where', () => {
    fc.assert(
      fc.property(company, ({ named, people }) => {
        const kinds = new Map(
          KINDS.map((id, nth) => {
            const supervisedBy = named[nth] === 'none' ? null : (named[nth] as string);
            const kind = policy.kinds.get(id) as NonNullable<ReturnType<typeof policy.kinds.get>>;
            return [id, { ...kind, adminsFrom: null, filedWith: null, supervisedBy }] as const;
          }),
        );
        const drawn = { ...policy, kinds };
        const persons = people.map((departments, nth) =>
          aPerson({ userid: `p${nth}`, departments, mainDepartment: departments[0] ?? 0 }),
        );
        const departments = ['行政人事部', '总裁办', '项目总经办', '路人部'].map((name, nth) =>
          aDepartment({ id: nth + 1, name, parent: 0 }),
        );
        const drawnDirectory = aDirectory({ persons, departments });
        for (const kind of [...KINDS, null])
          for (const person of persons) {
            const own = kind === null ? 2 : BEHIND[named[KINDS.indexOf(kind)] ?? 'none'];
            const decides = person.departments.includes(1) || person.departments.includes(own);
            expect(holdersOf({ policy: drawn, kind }, drawnDirectory).includes(person.id)).toBe(decides);
            expect(isAmong(groundsOf([drawn], [person.userid ?? ''], drawnDirectory), drawn.slug, kind)).toBe(decides);
          }
      }),
    );
  });
});

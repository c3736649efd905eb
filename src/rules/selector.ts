import { z } from 'zod';
import type { Directory, Person } from '../events/person.ts';
import { RELATIONS } from '../events/person.ts';

/**
 * Names people without naming them: by department tree, title, leader flag, relation, tag, account or named role.
 * Keys of one selector are joined by "and"; `any`, `all` and `not` combine selectors. No regular expressions.
 */
export interface Selector {
  readonly everyone?: true | undefined;
  /** A department by name, with its sub-departments. */
  readonly department?: string | undefined;
  /** The main department alone counts, sub-departments included. */
  readonly mainDepartment?: string | undefined;
  /** The exact title (职务), or one of several. */
  readonly title?: string | readonly string[] | undefined;
  readonly titleContains?: string | undefined;
  readonly leads?: 'any-department' | undefined;
  readonly relation?: Person['relation'] | readonly Person['relation'][] | undefined;
  readonly tag?: string | undefined;
  readonly userid?: string | readonly string[] | undefined;
  /** A named selector of the same policy file; resolved when the file is loaded. */
  readonly role?: string | undefined;
  readonly any?: readonly Selector[] | undefined;
  readonly all?: readonly Selector[] | undefined;
  readonly not?: Selector | undefined;
}

const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1)]);

export const Selector: z.ZodType<Selector> = z.lazy(() =>
  z
    .strictObject({
      everyone: z.literal(true).optional(),
      department: z.string().min(1).optional(),
      mainDepartment: z.string().min(1).optional(),
      title: oneOrMore(z.string().min(1)).optional(),
      titleContains: z.string().min(1).optional(),
      leads: z.literal('any-department').optional(),
      relation: oneOrMore(z.enum(RELATIONS)).optional(),
      tag: z.string().min(1).optional(),
      userid: oneOrMore(z.string().min(1)).optional(),
      role: z.string().min(1).optional(),
      any: z.array(Selector).min(1).optional(),
      all: z.array(Selector).min(1).optional(),
      not: Selector.optional(),
    })
    .refine((s) => Object.values(s).some((v) => v !== undefined), 'a selector must name somebody'),
);

/** A selector with every `role` already replaced: what rules receive. */
export type Resolved = Selector;

/** True when the person is one of those the selector names. Pure; a department that does not exist names nobody. */
export function selects(selector: Resolved, person: Person, directory: Directory): boolean {
  const tests: boolean[] = [];
  if (selector.department !== undefined)
    tests.push(person.departments.some((id) => liesIn(id, selector.department as string, directory)));
  if (selector.mainDepartment !== undefined)
    tests.push(person.mainDepartment !== null && liesIn(person.mainDepartment, selector.mainDepartment, directory));
  if (selector.title !== undefined) tests.push(many(selector.title).includes(person.position));
  if (selector.titleContains !== undefined) tests.push(person.position.includes(selector.titleContains));
  if (selector.leads !== undefined) tests.push(person.leaderIn.length > 0);
  if (selector.relation !== undefined) tests.push(many(selector.relation).includes(person.relation));
  if (selector.tag !== undefined) tests.push(person.tags.includes(selector.tag));
  if (selector.userid !== undefined) {
    const wanted = many(selector.userid).map((id) => id.toLowerCase());
    tests.push(person.userid !== null && wanted.includes(person.userid));
  }
  if (selector.role !== undefined) throw new TypeError(`role ${selector.role} was not resolved`);
  if (selector.any) tests.push(selector.any.some((s) => selects(s, person, directory)));
  if (selector.all) tests.push(selector.all.every((s) => selects(s, person, directory)));
  if (selector.not) tests.push(!selects(selector.not, person, directory));
  return tests.every(Boolean);
}

const many = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** True when the department, or one of its parents, goes by this name: its own, its short one, or one still valid. */
function liesIn(departmentId: number, name: string, directory: Directory): boolean {
  let at = directory.departments.get(departmentId);
  for (let depth = 0; at && depth < 32; depth += 1) {
    if (at.name === name || at.alsoKnownAs.some((other) => other.name === name)) return true;
    at = directory.departments.get(at.parent);
  }
  return false;
}

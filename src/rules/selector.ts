import { z } from 'zod';
import type { Directory, Person } from '../events/person.ts';
import { RELATIONS } from '../events/person.ts';
import type { Sentence } from './rule.ts';

type OneOrMore<T> = T | readonly T[];

/**
 * Names people without naming them: by department tree, title, leader flag, relation, tag, account or named role.
 * Keys of one selector are joined by "and"; `any`, `all` and `not` combine selectors. No regular expressions.
 */
export interface Selector {
  readonly everyone?: true | undefined;
  /** A department by name, with its sub-departments. */
  readonly department?: OneOrMore<string> | undefined;
  /** The main department alone counts, sub-departments included. */
  readonly mainDepartment?: OneOrMore<string> | undefined;
  /** The department that the register names as the group's owner, with its sub-departments; completed for each group. */
  readonly ofGroup?: 'owner-department' | undefined;
  /** The exact title (职务), or one of several. */
  readonly title?: OneOrMore<string> | undefined;
  readonly titleContains?: string | undefined;
  readonly leads?: 'any-department' | undefined;
  readonly relation?: OneOrMore<Person['relation']> | undefined;
  readonly tag?: OneOrMore<string> | undefined;
  readonly userid?: OneOrMore<string> | undefined;
  /** Whose account is the key of a line of a named list. */
  readonly list?: OneOrMore<string> | undefined;
  /** External people alone: a tag that a colleague gave them [92114]. */
  readonly contactTag?: OneOrMore<string> | undefined;
  /** Accounts that each count for a time; replaced by those that count at a moment, so no file writes it. */
  readonly held?: readonly Held[] | undefined;
  /** Named selectors of the same policy file, any of them; resolved when the file is loaded. */
  readonly role?: OneOrMore<string> | undefined;
  readonly any?: readonly Selector[] | undefined;
  readonly all?: readonly Selector[] | undefined;
  readonly not?: Selector | undefined;
  /** What people call those it names; changes nothing. */
  readonly called?: string | Sentence | undefined;
}

/** An account that holds a role from a moment on, until another, or until nobody knows yet. */
export interface Held {
  readonly userid: string;
  readonly fromMs: number;
  readonly untilMs: number | null;
}

const word = z.string().min(1);
const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1)]);

export const Selector: z.ZodType<Selector> = z
  .lazy(() =>
    z
      .strictObject({
        everyone: z.literal(true).optional().describe('Everybody of the company.'),
        department: oneOrMore(word).optional().describe('A department by name, with its sub-departments.'),
        mainDepartment: oneOrMore(word).optional().describe('As department, but only the main department counts.'),
        ofGroup: z.literal('owner-department').optional().describe("People of the group's own owner department."),
        title: oneOrMore(word).optional().describe('The exact title (职务), or one of several.'),
        titleContains: word.optional().describe('A part of the title.'),
        leads: z.literal('any-department').optional().describe('Those who lead a department.'),
        relation: oneOrMore(z.enum(RELATIONS)).optional().describe('How the person is bound to the company.'),
        tag: oneOrMore(word).optional().describe('A tag of the WeCom directory.'),
        userid: oneOrMore(word).optional().describe('WeCom accounts, case does not matter.'),
        list: oneOrMore(word).optional().describe('Those whose account is the key of a line of a named list.'),
        contactTag: oneOrMore(word).optional().describe('External people with this tag of their contact record.'),
        role: oneOrMore(word).optional().describe('Roles of this file; any of them.'),
        any: z.array(Selector).min(1).optional().describe('At least one of these.'),
        all: z.array(Selector).min(1).optional().describe('Each of these.'),
        not: Selector.optional().describe('Not these.'),
        called: z
          .union([word, z.strictObject({ zh: word, en: word })])
          .optional()
          .describe('What people call them; changes nothing.'),
      })
      .refine((s) => Object.entries(s).some(([key, v]) => key !== 'called' && v !== undefined), {
        error: 'names nobody → name a department, a title, a role …',
      }),
  )
  .meta({ id: 'Selector', title: 'Selector', description: 'Whom is meant; several keys mean "and".' });

/** A selector with every `role` and `of-group` already replaced: what rules receive. */
export type Resolved = Selector;

/** Whether a selector names somebody. `relation-unknown`: it hangs on how he stands to the company, which nobody has said. */
export type Named = 'named' | 'not-named' | 'relation-unknown';

/** True when the person surely is one of those the selector names. Pure; a department that does not exist names nobody. */
export const selects = (who: Resolved, person: Person, directory: Directory): boolean =>
  namedBy(who, person, directory) === 'named';

/** Whether the selector names the person, as far as anybody can say: `not` of what nobody knows is not known either. Pure. */
export function namedBy(who: Resolved, person: Person, directory: Directory): Named {
  if (who.role !== undefined || who.ofGroup !== undefined || who.held !== undefined)
    throw new TypeError('the selector was not resolved');
  if (!looksLike(who, person, directory)) return 'not-named';
  const inner = (one: Resolved): Named => namedBy(one, person, directory);
  return each([
    ...(who.relation === undefined ? [] : [byRelation(who.relation, person)]),
    ...(who.any ? [some(who.any.map(inner))] : []),
    ...(who.all ?? []).map(inner),
    ...(who.not ? [opposite[inner(who.not)]] : []),
  ]);
}

/** `unknown` may be asked for by its name; then it is an answer. */
function byRelation(wanted: OneOrMore<Person['relation']>, { relation }: Person): Named {
  if (among(wanted, relation)) return 'named';
  return relation === 'unknown' ? 'relation-unknown' : 'not-named';
}

const each = (answers: readonly Named[]): Named =>
  answers.includes('not-named') ? 'not-named' : (answers.find((answer) => answer === 'relation-unknown') ?? 'named');

const some = (answers: readonly Named[]): Named =>
  answers.includes('named') ? 'named' : (answers.find((answer) => answer === 'relation-unknown') ?? 'not-named');

/** The best that several selectors together say of a person: one that names him is enough. */
export const namedByAny = (whos: readonly Resolved[], person: Person, directory: Directory): Named =>
  some(whos.map((who) => namedBy(who, person, directory)));

const opposite: Readonly<Record<Named, Named>> = {
  named: 'not-named',
  'not-named': 'named',
  'relation-unknown': 'relation-unknown',
};

/**
 * Whether the selector names an external person: by the tags of his contact record, or by his line of a named list. What it
 * asks of employees names no outsider. Pure.
 */
export function selectsOutsider(who: Resolved, memberId: string, directory: Directory): boolean {
  const { contactTag, list, any, all, not, called: _, ...ofEmployees } = who;
  if (Object.values(ofEmployees).some((one) => one !== undefined)) return false;
  const key = memberId.toLowerCase();
  const inner = (one: Resolved): boolean => selectsOutsider(one, memberId, directory);
  const tags = directory.contacts.get(key)?.tags ?? [];
  if (contactTag !== undefined && !tags.some((tag) => among(contactTag, tag))) return false;
  const entry = directory.identities.get(key)?.entry ?? null;
  if (list !== undefined && (entry === null || !among(list, entry.list))) return false;
  if (any && !any.some(inner)) return false;
  return (all ?? []).every(inner) && !(not && inner(not));
}

/** All that the directory itself tells: title, tags, departments, leading, account. */
function looksLike(who: Resolved, person: Person, directory: Directory): boolean {
  if (who.title !== undefined && !among(who.title, person.position)) return false;
  if (who.titleContains !== undefined && !person.position.includes(who.titleContains)) return false;
  if (who.leads !== undefined && person.leaderIn.length === 0) return false;
  if (who.tag !== undefined && !person.tags.some((tag) => among(who.tag, tag))) return false;
  if (who.userid !== undefined && !hasAccount(person, who.userid)) return false;
  if (who.contactTag !== undefined) return false;
  if (who.list !== undefined && !isListed(person, who.list, directory)) return false;
  if (who.department !== undefined && !belongsTo(who.department, person.departments, directory)) return false;
  const main = person.mainDepartment === null ? [] : [person.mainDepartment];
  return who.mainDepartment === undefined || belongsTo(who.mainDepartment, main, directory);
}

const among = <T>(wanted: OneOrMore<T> | undefined, value: T): boolean =>
  Array.isArray(wanted) ? wanted.includes(value) : wanted === value;

const hasAccount = (person: Person, wanted: OneOrMore<string>): boolean =>
  person.userid !== null && [wanted].flat().some((id) => id.toLowerCase() === person.userid);

const isListed = ({ userid }: Person, lists: OneOrMore<string>, directory: Directory): boolean =>
  userid !== null &&
  [lists].flat().some((list) => directory.lists.get(list)?.some(({ key }) => key.toLowerCase() === userid));

const belongsTo = (names: OneOrMore<string>, departments: readonly number[], directory: Directory): boolean =>
  departments.some((id) => liesIn(id, names, directory));

/** True when the department, or one of its parents, goes by such a name: its own, its short one, or one still known. */
function liesIn(departmentId: number, names: OneOrMore<string>, directory: Directory): boolean {
  let at = directory.departments.get(departmentId);
  for (let depth = 0; at && depth < 32; depth += 1) {
    if (among(names, at.name) || at.alsoKnownAs.some((other) => among(names, other.name))) return true;
    at = directory.departments.get(at.parent);
  }
  return false;
}

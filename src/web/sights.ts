import type { Role } from './roles.ts';

/** Kinds of things that pages show. */
export const SIGHTS = [
  'own', // what concerns the visitor himself
  'tasks', // what is to be done in the groups he keeps; of colleagues only that
  'board', // open matters of the people he leads, without ratios
  'kind-board', // open matters in groups of the kinds he looks after
  'rules', // the policy in plain words
  'coverage', // what can and cannot be seen
  'numbers', // counts of departments and ranks, small ones merged
  'own-week', // a week in figures of the departments he leads
  'cases', // files of cases, by pseudonym first
  'packs', // evidence that somebody wants to take out of the house
  'content', // finds in messages
  'month', // leaders who were exempted and by whom, and how often somebody stood in
  'after-hours', // how much was asked outside working time
  'data', // the register, lists, names, days, relations
  'grants', // who holds which role
] as const;
export type Sight = (typeof SIGHTS)[number];

/**
 * What each role may see beyond the others it comes with. `it` and `auditor` see nothing of what was said and no file of a case,
 * `union-observer` numbers alone. Whoever works here is a member, too.
 */
export const MAY_SEE: Readonly<Record<Role, readonly Sight[]>> = {
  member: ['own', 'board', 'rules', 'coverage'],
  'group-admin': ['tasks'],
  leader: ['board', 'own-week'],
  // Of groups of the kinds he looks after: src/duties/grounds.ts.
  supervisor: ['kind-board', 'numbers', 'cases'],
  hr: ['kind-board', 'numbers', 'cases', 'packs', 'content', 'month', 'data', 'grants'],
  employer: ['after-hours', 'month', 'packs'],
  it: ['grants'],
  auditor: ['numbers', 'grants'],
  'union-observer': ['numbers'],
  'privacy-officer': ['numbers', 'grants'],
};

/** The roles that may open a page that shows this. */
export const whoSees = (sight: Sight): readonly Role[] =>
  (Object.keys(MAY_SEE) as Role[]).filter((role) => MAY_SEE[role].includes(sight));

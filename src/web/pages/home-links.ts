import type { VisitorCall } from '../call.ts';
import { type Sight, whoSees } from '../sights.ts';
import type { WordingKey } from '../words/say.ts';

/** What is counted beside a link, where something waits behind it. */
export type Counted = 'matters' | 'groups' | 'complaints' | 'queue' | 'appeals' | 'exemptions' | 'packs';

interface HomeLink {
  readonly path: string;
  readonly shows: Sight;
  readonly title: WordingKey;
  readonly hint: WordingKey;
  readonly counts?: Counted;
}

/** What lies behind the links of the first page, part by part. */
const PARTS: readonly { readonly title: WordingKey; readonly links: readonly HomeLink[] }[] = [
  {
    title: 'homeMe',
    links: [
      { path: '/matters', shows: 'own', title: 'matters', hint: 'mattersHint', counts: 'matters' },
      { path: '/my-groups', shows: 'own', title: 'myGroups', hint: 'myGroupsHint', counts: 'groups' },
      { path: '/record', shows: 'own', title: 'record', hint: 'recordHint' },
      { path: '/sign', shows: 'own', title: 'signTitle', hint: 'signLink' },
      { path: '/complaint', shows: 'own', title: 'complaint', hint: 'complaintHint' },
      { path: '/board', shows: 'board', title: 'board', hint: 'boardHint' },
    ],
  },
  {
    title: 'homeKept',
    links: [
      { path: '/kept', shows: 'tasks', title: 'kept', hint: 'keptLink' },
      { path: '/kinds', shows: 'kind-board', title: 'kindBoard', hint: 'kindBoardLink' },
    ],
  },
  {
    title: 'homeMatters',
    links: [
      { path: '/queue', shows: 'cases', title: 'queue', hint: 'queueHint', counts: 'queue' },
      { path: '/appeals', shows: 'cases', title: 'appeals', hint: 'appealsHint', counts: 'appeals' },
      { path: '/exemptions', shows: 'cases', title: 'exemptions', hint: 'exemptionsHint', counts: 'exemptions' },
      { path: '/packs', shows: 'packs', title: 'packs', hint: 'packsHint', counts: 'packs' },
      { path: '/complaints', shows: 'content', title: 'complaints', hint: 'complaintsHint', counts: 'complaints' },
      { path: '/finds', shows: 'content', title: 'finds', hint: 'findsHint' },
      { path: '/publish', shows: 'data', title: 'publishTitle', hint: 'publishHint' },
    ],
  },
  {
    title: 'homeData',
    links: [
      { path: '/progress', shows: 'data', title: 'progress', hint: 'progressHint' },
      { path: '/register', shows: 'data', title: 'register', hint: 'registerLink' },
      { path: '/people', shows: 'data', title: 'relations', hint: 'relationsLink' },
      { path: '/deputies', shows: 'data', title: 'deputies', hint: 'deputiesLink' },
      { path: '/hears', shows: 'data', title: 'hears', hint: 'hearsLink' },
      { path: '/sign-off', shows: 'data', title: 'signStanding', hint: 'signStandingLink' },
      { path: '/lists', shows: 'data', title: 'lists', hint: 'listsLink' },
      { path: '/short-names', shows: 'data', title: 'shortTitle', hint: 'shortLink' },
      { path: '/calendar', shows: 'data', title: 'calendar', hint: 'calendarLink' },
      { path: '/roles', shows: 'grants', title: 'roles', hint: 'rolesLink' },
    ],
  },
  {
    title: 'homeReports',
    links: [
      { path: '/rules', shows: 'rules', title: 'rules', hint: 'rulesLink' },
      { path: '/coverage', shows: 'coverage', title: 'coverage', hint: 'coverageLink' },
      { path: '/week', shows: 'numbers', title: 'weekly', hint: 'weeklyLink' },
      { path: '/week/own', shows: 'own-week', title: 'weeklyOwn', hint: 'weeklyOwnLink' },
      { path: '/equal', shows: 'numbers', title: 'equal', hint: 'equalLink' },
      { path: '/month', shows: 'month', title: 'monthly', hint: 'monthlyLink' },
      { path: '/after-hours', shows: 'after-hours', title: 'overtime', hint: 'overtimeHint' },
    ],
  },
];

/** The links that a visitor's roles open, part by part; and any other behind which something waits for him. */
export function linksFor(
  { visitor }: VisitorCall,
  counts: ReadonlyMap<Counted, number>,
): readonly { readonly title: WordingKey; readonly links: readonly HomeLink[] }[] {
  const isOpen = ({ shows, counts: counted }: HomeLink): boolean =>
    whoSees(shows).some((role) => visitor.roles.has(role)) ||
    (counted === 'complaints' && (counts.get(counted) ?? 0) > 0);
  return PARTS.map(({ title, links }) => ({ title, links: links.filter(isOpen) })).filter(
    ({ links }) => links.length > 0,
  );
}

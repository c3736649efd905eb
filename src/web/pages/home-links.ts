import type { VisitorCall } from '../call.ts';
import { type Sight, whoSees } from '../sights.ts';
import type { WordingKey } from '../words/say.ts';

interface HomeLink {
  readonly path: string;
  readonly shows: Sight;
  readonly title: WordingKey;
  readonly hint: WordingKey;
}

/** What lies behind a link of the first page, for whoever may see it. */
const LINKS: readonly HomeLink[] = [
  { path: '/rules', shows: 'rules', title: 'rules', hint: 'rulesLink' },
  { path: '/privacy', shows: 'rules', title: 'privacy', hint: 'privacyLink' },
  { path: '/coverage', shows: 'coverage', title: 'coverage', hint: 'coverageLink' },
  { path: '/queue', shows: 'cases', title: 'queue', hint: 'queueHint' },
  { path: '/appeals', shows: 'cases', title: 'appeals', hint: 'appealsHint' },
  { path: '/exemptions', shows: 'cases', title: 'exemptions', hint: 'exemptionsHint' },
  { path: '/kept', shows: 'tasks', title: 'kept', hint: 'keptLink' },
  { path: '/kinds', shows: 'kind-board', title: 'kindBoard', hint: 'kindBoardLink' },
  { path: '/week', shows: 'numbers', title: 'weekly', hint: 'weeklyLink' },
  { path: '/week/own', shows: 'own-week', title: 'weeklyOwn', hint: 'weeklyOwnLink' },
  { path: '/equal', shows: 'numbers', title: 'equal', hint: 'equalLink' },
  { path: '/register', shows: 'data', title: 'register', hint: 'registerLink' },
  { path: '/people', shows: 'data', title: 'relations', hint: 'relationsLink' },
  { path: '/lists', shows: 'data', title: 'lists', hint: 'listsLink' },
  { path: '/short-names', shows: 'data', title: 'shortTitle', hint: 'shortLink' },
  { path: '/calendar', shows: 'data', title: 'calendar', hint: 'calendarLink' },
  { path: '/after-hours', shows: 'after-hours', title: 'overtime', hint: 'overtimeHint' },
  { path: '/roles', shows: 'grants', title: 'roles', hint: 'rolesLink' },
];

/** Under which heading it stands. */
const HEADINGS: Readonly<Partial<Record<Sight, WordingKey>>> = {
  rules: 'homeRules',
  coverage: 'homeRules',
  tasks: 'homeGroups',
  'kind-board': 'homeGroups',
  cases: 'homeCases',
  data: 'homeData',
  grants: 'homeData',
};

/** The links that a visitor's roles open, under their headings, in the order of the list. */
export function linksFor({
  visitor,
}: VisitorCall): readonly { readonly title: WordingKey; readonly links: readonly HomeLink[] }[] {
  const open = LINKS.filter(({ shows }) => whoSees(shows).some((role) => visitor.roles.has(role)));
  const headingOf = ({ shows }: HomeLink): WordingKey => HEADINGS[shows] ?? 'homeNumbers';
  return [...new Set(open.map(headingOf))].map((title) => ({
    title,
    links: open.filter((one) => headingOf(one) === title),
  }));
}

import type { PageRoute } from '../call.ts';
import { calendarPage, takeCalendar } from '../pages/calendar.ts';
import { coveragePage } from '../pages/coverage-page.ts';
import { takeDays } from '../pages/days-sheet.ts';
import { equalChart, equalPage } from '../pages/equal-treatment.ts';
import { keptGroupPage, keptPage, takeTask } from '../pages/kept-groups.ts';
import { kindBoardPage } from '../pages/kind-board.ts';
import { reviewPage, takeReview } from '../pages/member-review.ts';
import { listsPage, takeList } from '../pages/named-lists.ts';
import { privacyPage } from '../pages/privacy.ts';
import { registerEntryPage, takeRegisterEntry } from '../pages/register-entry.ts';
import { registerPage, takeRegisterLines } from '../pages/register-list.ts';
import { relationsPage, takeRelation } from '../pages/relations.ts';
import { rolesPage, takeGrant, takeGrantEnd } from '../pages/role-grants.ts';
import { rulesPage } from '../pages/rules-page.ts';
import { shortNamesPage, takeShortNames } from '../pages/short-names.ts';
import { whoSees } from '../sights.ts';

/** What admins of groups, supervisors, HR, IT and those who watch them may open. */
export const DATA_ROUTES: readonly PageRoute[] = [
  { method: 'GET', path: '/kept', who: whoSees('tasks'), answer: keptPage },
  { method: 'POST', path: '/kept', who: whoSees('tasks'), answer: takeTask },
  { method: 'POST', path: '/kept/members', who: whoSees('tasks'), answer: takeReview },
  { method: 'GET', path: '/kept/:id', who: whoSees('tasks'), answer: keptGroupPage },
  { method: 'GET', path: '/kept/:id/members', who: whoSees('tasks'), answer: reviewPage },
  { method: 'GET', path: '/roles', who: whoSees('grants'), answer: rolesPage },
  { method: 'POST', path: '/roles', who: ['hr', 'it'], login: 'fresh', answer: takeGrant },
  { method: 'POST', path: '/roles/end', who: ['hr', 'it'], login: 'fresh', answer: takeGrantEnd },
  { method: 'GET', path: '/register', who: whoSees('data'), answer: registerPage },
  { method: 'POST', path: '/register', who: whoSees('data'), takes: 'sheet', answer: takeRegisterLines },
  { method: 'POST', path: '/register/one', who: whoSees('data'), answer: takeRegisterEntry },
  { method: 'GET', path: '/register/:id', who: whoSees('data'), answer: registerEntryPage },
  { method: 'GET', path: '/lists', who: whoSees('data'), answer: listsPage },
  { method: 'POST', path: '/lists', who: whoSees('data'), takes: 'sheet', answer: takeList },
  { method: 'GET', path: '/short-names', who: whoSees('data'), answer: shortNamesPage },
  { method: 'POST', path: '/short-names', who: whoSees('data'), answer: takeShortNames },
  { method: 'GET', path: '/calendar', who: whoSees('data'), answer: calendarPage },
  { method: 'POST', path: '/calendar', who: whoSees('data'), answer: takeCalendar },
  { method: 'POST', path: '/calendar/days', who: whoSees('data'), takes: 'sheet', answer: takeDays },
  { method: 'GET', path: '/people', who: whoSees('data'), answer: relationsPage },
  { method: 'POST', path: '/people', who: whoSees('data'), answer: takeRelation },
  { method: 'GET', path: '/privacy', who: 'anybody', answer: privacyPage },
  { method: 'GET', path: '/rules', who: whoSees('rules'), answer: rulesPage },
  { method: 'GET', path: '/coverage', who: whoSees('coverage'), answer: coveragePage },
  { method: 'GET', path: '/equal', who: whoSees('numbers'), answer: equalPage },
  { method: 'GET', path: '/charts/:name', who: whoSees('numbers'), answer: equalChart },
  { method: 'GET', path: '/kinds', who: whoSees('kind-board'), answer: kindBoardPage },
];

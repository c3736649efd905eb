import type { PageRoute } from '../call.ts';
import { rolesPage, takeGrant, takeGrantEnd } from '../pages/role-grants.ts';
import { whoSees } from '../sights.ts';

/** What admins of groups, supervisors, HR, IT and those who watch them may open. */
export const DATA_ROUTES: readonly PageRoute[] = [
  { method: 'GET', path: '/roles', who: whoSees('grants'), answer: rolesPage },
  { method: 'POST', path: '/roles', who: ['hr', 'it'], answer: takeGrant },
  { method: 'POST', path: '/roles/end', who: ['hr', 'it'], answer: takeGrantEnd },
];

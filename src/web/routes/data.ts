import type { PageRoute } from '../call.ts';
import { keptGroupPage, keptPage, takeTask } from '../pages/kept-groups.ts';
import { reviewPage, takeReview } from '../pages/member-review.ts';
import { rolesPage, takeGrant, takeGrantEnd } from '../pages/role-grants.ts';
import { whoSees } from '../sights.ts';

/** What admins of groups, supervisors, HR, IT and those who watch them may open. */
export const DATA_ROUTES: readonly PageRoute[] = [
  { method: 'GET', path: '/kept', who: whoSees('tasks'), answer: keptPage },
  { method: 'POST', path: '/kept', who: whoSees('tasks'), answer: takeTask },
  { method: 'POST', path: '/kept/members', who: whoSees('tasks'), answer: takeReview },
  { method: 'GET', path: '/kept/:id', who: whoSees('tasks'), answer: keptGroupPage },
  { method: 'GET', path: '/kept/:id/members', who: whoSees('tasks'), answer: reviewPage },
  { method: 'GET', path: '/roles', who: whoSees('grants'), answer: rolesPage },
  { method: 'POST', path: '/roles', who: ['hr', 'it'], answer: takeGrant },
  { method: 'POST', path: '/roles/end', who: ['hr', 'it'], answer: takeGrantEnd },
];

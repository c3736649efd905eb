import type { PageRoute } from '../call.ts';
import { comeAgain } from '../fresh-login.ts';
import { boardPage } from '../pages/board.ts';
import { homePage } from '../pages/home.ts';
import { mattersPage, oneMatterPage, takeMatter } from '../pages/matters.ts';
import { myGroupsPage, oneGroupPage, takeMyGroups } from '../pages/my-groups.ts';
import { publishedPage, takeReceived } from '../pages/published.ts';
import { comeIn, goOut } from '../pages/sign-in-out.ts';
import { takeWhichOne } from '../pages/which-one.ts';

/** What everybody who works here may open. */
export const MEMBER_ROUTES: readonly PageRoute[] = [
  { method: 'GET', path: '/sign-in', who: 'anybody', answer: comeIn },
  { method: 'GET', path: '/again', who: ['member'], answer: comeAgain },
  { method: 'POST', path: '/sign-out', who: ['member'], answer: goOut },
  { method: 'GET', path: '', who: ['member'], answer: homePage },
  { method: 'GET', path: '/my-groups', who: ['member'], answer: myGroupsPage },
  { method: 'POST', path: '/my-groups', who: ['member'], answer: takeMyGroups },
  { method: 'GET', path: '/my-groups/:line', who: ['member'], answer: oneGroupPage },
  { method: 'GET', path: '/matters', who: ['member'], answer: mattersPage },
  { method: 'POST', path: '/matters', who: ['member'], answer: takeMatter },
  { method: 'POST', path: '/matters/meant', who: ['member'], answer: takeWhichOne },
  { method: 'GET', path: '/matters/:id', who: ['member'], answer: oneMatterPage },
  { method: 'GET', path: '/published/:id', who: ['member'], answer: publishedPage },
  { method: 'POST', path: '/published', who: ['member'], answer: takeReceived },
  { method: 'GET', path: '/board', who: ['member'], answer: boardPage },
];

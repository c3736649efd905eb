import type { PageRoute } from './call.ts';
import { homePage } from './pages/home.ts';
import { myGroupsPage, oneGroupPage, takeMyGroups } from './pages/my-groups.ts';
import { progressPage } from './pages/progress.ts';
import { comeIn, goOut } from './pages/sign-in-out.ts';

/** Every page, and who may see it. There is no other way in. */
export const ROUTES: readonly PageRoute[] = [
  { method: 'GET', path: '/sign-in', who: 'anybody', answer: comeIn },
  { method: 'POST', path: '/sign-out', who: ['member'], answer: goOut },
  { method: 'GET', path: '', who: ['member'], answer: homePage },
  { method: 'GET', path: '/my-groups', who: ['member'], answer: myGroupsPage },
  { method: 'POST', path: '/my-groups', who: ['member'], answer: takeMyGroups },
  { method: 'GET', path: '/my-groups/:line', who: ['member'], answer: oneGroupPage },
  { method: 'GET', path: '/progress', who: ['hr'], answer: progressPage },
];

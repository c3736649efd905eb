import type { PageRoute } from '../call.ts';
import { recordPage } from '../pages/record.ts';
import { ownCasePage, takeOwnWord } from '../pages/record-case.ts';

/** What everybody may read and say of what concerns himself. */
export const CASE_ROUTES: readonly PageRoute[] = [
  { method: 'GET', path: '/record', who: ['member'], answer: recordPage },
  { method: 'POST', path: '/record', who: ['member'], answer: takeOwnWord },
  { method: 'GET', path: '/record/:id', who: ['member'], answer: ownCasePage },
];

import type { PageRoute } from '../call.ts';
import { signListPage, signPage, takeSignature } from '../pages/sign.ts';

/** Versions of policies: read and signed by everybody. */
export const SIGN_ROUTES: readonly PageRoute[] = [
  { method: 'GET', path: '/sign', who: ['member'], answer: signListPage },
  { method: 'POST', path: '/sign', who: ['member'], answer: takeSignature },
  { method: 'GET', path: '/sign/:name', who: ['member'], answer: signPage },
];

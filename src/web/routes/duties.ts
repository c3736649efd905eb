import type { PageRoute } from '../call.ts';
import { deputiesPage, takeDeputy, takeDeputyEnd } from '../pages/deputies.ts';
import { takePaper } from '../pages/paper-signatures.ts';
import { signStandingPage } from '../pages/sign-standing.ts';
import { takeParty, takePlace, whoHearsPage } from '../pages/who-hears.ts';
import { whoSees } from '../sights.ts';

/** What HR says of duties: who stands in for whom, who hears of proposals, where people work, who has signed. */
export const DUTY_ROUTES: readonly PageRoute[] = [
  { method: 'GET', path: '/deputies', who: whoSees('data'), answer: deputiesPage },
  { method: 'POST', path: '/deputies', who: whoSees('data'), answer: takeDeputy },
  { method: 'POST', path: '/deputies/end', who: whoSees('data'), answer: takeDeputyEnd },
  { method: 'GET', path: '/hears', who: whoSees('data'), answer: whoHearsPage },
  { method: 'POST', path: '/hears', who: whoSees('data'), answer: takeParty },
  { method: 'POST', path: '/hears/place', who: whoSees('data'), answer: takePlace },
  { method: 'GET', path: '/sign-off', who: whoSees('data'), answer: signStandingPage },
  { method: 'POST', path: '/sign-off', who: whoSees('data'), takes: 'sheet', answer: takePaper },
];

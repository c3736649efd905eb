import type { PageRoute } from '../call.ts';
import { findsPage, readFind, takeFind } from '../pages/finds.ts';
import { overtimePage } from '../pages/overtime.ts';
import { progressPage } from '../pages/progress.ts';
import { publishPage, takePublish } from '../pages/publish.ts';

/** What the office of HR may open, and who answers for it. */
export const HR_ROUTES: readonly PageRoute[] = [
  { method: 'GET', path: '/progress', who: ['hr'], answer: progressPage },
  { method: 'GET', path: '/publish', who: ['hr'], answer: publishPage },
  { method: 'POST', path: '/publish', who: ['hr'], answer: takePublish },
  { method: 'GET', path: '/finds', who: ['hr'], answer: findsPage },
  { method: 'POST', path: '/finds', who: ['hr'], answer: takeFind },
  { method: 'POST', path: '/finds/excerpt', who: ['hr'], login: 'fresh', answer: readFind },
  { method: 'GET', path: '/after-hours', who: ['employer'], answer: overtimePage },
];

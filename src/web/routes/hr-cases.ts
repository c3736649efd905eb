import type { PageRoute } from '../call.ts';
import { appealsPage } from '../pages/appeals.ts';
import { caseFilePage } from '../pages/case-file.ts';
import { exemptionsPage, takeExemption } from '../pages/exemptions.ts';
import { packsPage, takePackFile, takeRelease } from '../pages/packs.ts';
import { queuePage } from '../pages/queue.ts';
import { takeCase, takeConfirmation, takeExcerpt, takeName } from '../pages/take-case.ts';
import { takeEvidence } from '../pages/take-evidence.ts';
import { takeMany } from '../pages/take-many.ts';
import { whoSees } from '../sights.ts';

/** One case: for the offices that see such cases, and for whoever has this one before him, such as the last instance. */
const OF_CASE = { who: whoSees('cases'), alsoFor: 'its-decider' } as const;

/** Files of cases, and what people decide of them. Who may open one may not yet decide of it: each decision asks again. */
export const HR_CASE_ROUTES: readonly PageRoute[] = [
  { method: 'GET', path: '/queue', who: whoSees('cases'), answer: queuePage },
  { method: 'POST', path: '/queue', who: whoSees('cases'), answer: takeMany },
  { method: 'GET', path: '/appeals', who: whoSees('cases'), answer: appealsPage },
  { ...OF_CASE, method: 'GET', path: '/cases/:id', answer: caseFilePage },
  { ...OF_CASE, method: 'POST', path: '/cases/:id', answer: takeCase },
  { ...OF_CASE, method: 'POST', path: '/cases/:id/name', login: 'fresh', answer: takeName },
  { method: 'POST', path: '/cases/:id/excerpt', who: whoSees('content'), login: 'fresh', answer: takeExcerpt },
  { ...OF_CASE, method: 'POST', path: '/cases/:id/confirm', login: 'fresh', answer: takeConfirmation },
  { method: 'POST', path: '/cases/:id/evidence', who: ['hr'], login: 'fresh', answer: takeEvidence },
  { method: 'GET', path: '/packs', who: whoSees('packs'), answer: packsPage },
  { method: 'POST', path: '/packs', who: whoSees('packs'), login: 'fresh', answer: takeRelease },
  { method: 'POST', path: '/packs/take', who: ['hr'], login: 'fresh', answer: takePackFile },
  { method: 'GET', path: '/exemptions', who: whoSees('cases'), answer: exemptionsPage },
  { method: 'POST', path: '/exemptions', who: whoSees('cases'), answer: takeExemption },
];

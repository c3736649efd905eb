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

/** Files of cases, and what people decide of them. Who may open one may not yet decide of it: each decision asks again. */
export const HR_CASE_ROUTES: readonly PageRoute[] = [
  { method: 'GET', path: '/queue', who: whoSees('cases'), answer: queuePage },
  { method: 'POST', path: '/queue', who: whoSees('cases'), answer: takeMany },
  { method: 'GET', path: '/appeals', who: whoSees('cases'), answer: appealsPage },
  { method: 'GET', path: '/cases/:id', who: whoSees('cases'), answer: caseFilePage },
  { method: 'POST', path: '/cases', who: whoSees('cases'), answer: takeCase },
  { method: 'POST', path: '/cases/name', who: whoSees('cases'), login: 'fresh', answer: takeName },
  { method: 'POST', path: '/cases/excerpt', who: whoSees('content'), login: 'fresh', answer: takeExcerpt },
  { method: 'POST', path: '/cases/confirm', who: whoSees('cases'), login: 'fresh', answer: takeConfirmation },
  { method: 'POST', path: '/cases/evidence', who: ['hr'], login: 'fresh', answer: takeEvidence },
  { method: 'GET', path: '/packs', who: whoSees('packs'), answer: packsPage },
  { method: 'POST', path: '/packs', who: whoSees('packs'), login: 'fresh', answer: takeRelease },
  { method: 'POST', path: '/packs/take', who: ['hr'], login: 'fresh', answer: takePackFile },
  { method: 'GET', path: '/exemptions', who: whoSees('cases'), answer: exemptionsPage },
  { method: 'POST', path: '/exemptions', who: whoSees('cases'), answer: takeExemption },
];

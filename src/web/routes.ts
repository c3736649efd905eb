import type { PageRoute } from './call.ts';
import { CASE_ROUTES } from './routes/cases.ts';
import { DATA_ROUTES } from './routes/data.ts';
import { DUTY_ROUTES } from './routes/duties.ts';
import { HR_ROUTES } from './routes/hr.ts';
import { HR_CASE_ROUTES } from './routes/hr-cases.ts';
import { MEMBER_ROUTES } from './routes/member.ts';
import { SIGN_ROUTES } from './routes/sign.ts';
import { WEEK_ROUTES } from './routes/week.ts';

/** Every page, and who may see it. There is no other way in. */
export const ROUTES: readonly PageRoute[] = [
  ...MEMBER_ROUTES,
  ...CASE_ROUTES,
  ...HR_ROUTES,
  ...HR_CASE_ROUTES,
  ...DATA_ROUTES,
  ...WEEK_ROUTES,
  ...SIGN_ROUTES,
  ...DUTY_ROUTES,
];

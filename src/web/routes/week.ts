import type { PageRoute } from '../call.ts';
import { monthPage } from '../pages/month.ts';
import { ownWeekPage, weekChart, weekPage } from '../pages/week.ts';
import { takeSheet } from '../pages/week-sheet.ts';
import { whoSees } from '../sights.ts';

/** A week in figures: for those who may see numbers, and for who leads a department; a month of exemptions. */
export const WEEK_ROUTES: readonly PageRoute[] = [
  { method: 'GET', path: '/week', who: whoSees('numbers'), answer: weekPage },
  { method: 'POST', path: '/week', who: ['hr'], answer: takeSheet },
  { method: 'GET', path: '/week/own', who: whoSees('own-week'), answer: ownWeekPage },
  { method: 'GET', path: '/week/:name', who: whoSees('numbers'), answer: weekChart },
  { method: 'GET', path: '/month', who: whoSees('month'), answer: monthPage },
];

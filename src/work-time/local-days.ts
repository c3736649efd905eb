import { daysAfter, instantOf, type LocalDate, localAt } from './local-time.ts';

/** The first moment of a day. */
export const dayBegins = (date: LocalDate, zone: string): Date => new Date(instantOf(date, 0, zone));

/** The first moment after a day: what is written `until` a day includes it. */
export const dayEnds = (date: LocalDate, zone: string): Date => dayBegins(daysAfter(date, 1), zone);

/** The day that a moment lies in, and the last day before a moment that ends one. */
export const dayOf = (atMs: number, zone: string): LocalDate => localAt(atMs, zone).date;
export const lastDayBefore = (atMs: number, zone: string): LocalDate => localAt(atMs - 1, zone).date;

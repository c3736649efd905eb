import type { Corp } from '../ids.ts';

/** Where everything of the pages lies. */
export const PAGES_ROOT = '/h5';

/** The address of a page within the corp's origin; `rest` begins with a slash, or is empty for the first page. */
export const pathTo = (corp: Corp, rest: string): string => `${PAGES_ROOT}/${corp}${rest}`;

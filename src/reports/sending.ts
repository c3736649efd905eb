import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import type { Paged } from '../publications/page-links.ts';

/** What every card of figures is written with. */
export interface Sending {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
  readonly timeZone: string;
  /** Where the pages are; without it the cards lead nowhere. */
  readonly place?: Paged | undefined;
}

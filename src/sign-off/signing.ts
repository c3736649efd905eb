import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';

/** Whose trail a change is written into, and when. */
export interface Signing {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

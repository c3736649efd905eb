import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { corpJurisdiction } from '../legal/jurisdictions.ts';
import type { Policy } from '../policy/policy.ts';
import { versionsOf } from '../review/policies.ts';
import { standingFindings } from '../sanctions/standing-findings.ts';
import type { Words } from './content.ts';
import { sayBoth } from './wording/say.ts';

/** More clauses than a card can name. */
const MOST_CLAUSES = 5;

/**
 * Clauses that threaten money, of versions that were published since the last digest: said once, then they stand on the page of the
 * policy and in `policy explain`, each with words that may stand there instead.
 */
export async function standingNotes(tx: Tx, corp: Corp, policies: readonly Policy[], since: Date): Promise<Words[]> {
  const notes: Words[] = [];
  for (const policy of policies) {
    const found = standingFindings(policy, corpJurisdiction(corp));
    if (found.length === 0) continue;
    const versions = await versionsOf(tx, corp, { slug: policy.slug });
    const own = versions.find(({ version }) => version === policy.version);
    if (!own || own.publishedAtMs <= since.getTime()) continue;
    const clauses = found.slice(0, MOST_CLAUSES).map(({ clause }) => clause);
    notes.push(sayBoth('noteStanding', { count: String(found.length), clauses: clauses.join('、') }));
  }
  return notes;
}

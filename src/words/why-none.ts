import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { loadPolicy } from '../policy/load.ts';
import type { CaseFind } from './case-finds.ts';

interface JudgedBy {
  readonly rule: string;
  readonly policySlug: string;
  readonly policyVersion: number;
}

/**
 * Why there is no excerpt of a case: it rests on no words of anybody (`no-words`), the policy of that time let none be kept (`not-kept`), or
 * its time is over (`erased`). Which of the two it was, the version that judged it tells.
 */
export async function whyNone(
  tx: Tx,
  corp: Corp,
  { rule, policySlug, policyVersion }: JudgedBy,
  finds: readonly CaseFind[],
): Promise<'no-words' | 'not-kept' | 'erased'> {
  if (!rule.startsWith('content/') && finds.length === 0) return 'no-words';
  const ids = finds.map(({ id }) => id);
  const placed = await tx.contentHit.count({ where: { corp, id: { in: ids }, begin: { not: null } } });
  if (finds.length > 0 && placed === 0) return 'not-kept';
  const where = { corp, slug: policySlug, version: policyVersion };
  const version = await tx.policyVersion.findFirst({ where, select: { source: true } });
  const loaded = version && loadPolicy(version.source, policySlug);
  return loaded && !('problems' in loaded) && loaded.policy.messages.content === 'none' ? 'not-kept' : 'erased';
}

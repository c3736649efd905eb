import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { unseenInWords } from '../policy/unseen-words.ts';
import type { Sentence } from '../rules/rule.ts';

/** What one use of a rule can see of a group. */
export interface CoverageLine {
  /** The policy's own name for the use. */
  readonly rule: string;
  readonly title: Sentence | null;
  readonly clause: string | null;
  readonly verdict: string;
  readonly reason: string | null;
  readonly because: Sentence | null;
  readonly since: Date;
}

/** The present verdict of every rule on a group; none where no policy looks at it. */
export async function coverageOf(tx: Tx, corp: Corp, chatId: string, policy: Policy | null): Promise<CoverageLine[]> {
  const rows = await tx.coverage.findMany({ where: { corp, chatId, until: null }, orderBy: { rule: 'asc' } });
  return rows.map(({ rule, verdict, reason, since }) => {
    const use = policy?.uses.find(({ instance }) => instance === rule);
    return {
      rule,
      title: use?.rule.title ?? null,
      clause: use?.clause.id ?? null,
      verdict,
      reason,
      because: reason === null ? null : unseenInWords(reason),
      since,
    };
  });
}

/** Never "fine": a verdict says only what could be seen. */
export const VERDICTS: Readonly<Record<string, string>> = {
  checked: '已核对 checked',
  partly: '部分核对 partly checked',
  'not-checkable': '无法核对 not checkable',
  'data-gap': '数据缺口 data gap',
};

import type { Judged } from '../cases/judged.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { holdGroup } from '../groups/hold-group.ts';
import { loadFacts } from '../groups/load-facts.ts';
import { withRecordsOf } from '../groups/load-records.ts';
import type { Corp } from '../ids.ts';
import { judgeGroup } from '../policy/judge.ts';
import type { Judgement, Policy } from '../policy/policy.ts';
import { timerFired } from '../timers/claim.ts';
import { directoryOf } from './directory-now.ts';
import { policiesInForce, policyFor } from './policies.ts';
import { recordReview } from './record-review.ts';

/**
 * Judges what was said in a group, and records it in one transaction with the firing of its timer: steps 4 and 5 of the walk.
 * WeCom is not asked, and nothing else is judged: what the rows know of the group may be days old, and nobody is told of
 * anything but messages before it is read again.
 */
export async function reviewMessages(
  deps: Pick<Deps, 'db' | 'keys' | 'metrics' | 'log'>,
  corp: Corp,
  chatId: string,
  timerId: string,
): Promise<'reviewed' | 'already' | 'nothing-to-judge'> {
  const keys = await deps.keys.of(corp);
  const reviewed = await deps.db.withCorp(
    corp,
    async (tx) => {
      await holdGroup(tx, corp, chatId);
      const at = await nowIn(tx);
      if ((await timerFired(tx, corp, timerId, at)) === 'gone') return 'already';
      const judged = await judgeMessages(tx, corp, keys, chatId, at);
      if (!judged) return 'nothing-to-judge';
      await recordReview(tx, judged);
      return 'reviewed';
    },
    { timeoutMs: 60_000 },
  );
  deps.metrics.reviews.inc({ corp });
  return reviewed;
}

async function judgeMessages(
  tx: Tx,
  corp: Corp,
  keys: Judged['keys'],
  chatId: string,
  at: Date,
): Promise<Judged | null> {
  const group = await tx.chatGroup.findFirst({ where: { corp, chatId, dissolvedAt: null }, select: { chatId: true } });
  if (!group) return null;
  const directory = await directoryOf(tx, corp, at.getTime());
  const seen = await loadFacts(tx, corp, chatId, directory, at);
  const policy = policyFor(await policiesInForce(tx, corp, at), seen?.registered?.kind ?? null);
  if (!seen || !policy) return null;
  const only = aboutMessages(policy);
  if (only.size === 0) return null;
  const facts = await withRecordsOf(tx, corp, seen, policy);
  return { corp, keys, policy, facts, judgement: among(judgeGroup(policy, facts), only), at, only };
}

/** The uses of a policy that judge what was said, or what we published ourselves. */
const aboutMessages = ({ uses }: Policy): ReadonlySet<string> =>
  new Set(
    uses.flatMap(({ instance, rule }) =>
      rule.needs.includes('messages') || rule.asks?.includes('talk') ? [instance] : [],
    ),
  );

const among = (judgement: Judgement, only: ReadonlySet<string>): Judgement => ({
  ...judgement,
  findings: judgement.findings.filter(({ instance }) => only.has(instance)),
  coverage: judgement.coverage.filter(({ instance }) => only.has(instance)),
});

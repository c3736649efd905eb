import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import type { Judged } from '../cases/judged.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { holdGroup } from '../groups/hold-group.ts';
import { loadFactsOf } from '../groups/load-facts.ts';
import { withRecords } from '../groups/load-records.ts';
import type { Corp } from '../ids.ts';
import { judgeGroup } from '../policy/judge.ts';
import type { Judgement, Policy } from '../policy/policy.ts';
import { endUnawaited } from '../responses/end-unawaited.ts';
import { type DueTimer, timerFired } from '../timers/claim.ts';
import { directoryOf } from './directory-now.ts';
import { policiesInForce, policyFor } from './policies.ts';
import { recordReview, writeReview } from './record-review.ts';

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
      const looked = await judgeMessages(tx, corp, keys, [chatId], at);
      const [judged] = looked.judged;
      if (!judged) {
        await appendAudit(tx, corp, keys, at, await endUnawaited(tx, corp, looked.unawaited, [], at));
        return 'nothing-to-judge';
      }
      await recordReview(tx, judged);
      return 'reviewed';
    },
    { timeoutMs: 60_000 },
  );
  deps.metrics.reviews.inc({ corp });
  return reviewed;
}

/**
 * The same for many groups in the caller's transaction, who holds them and has fired their timers; answers what the trail says of
 * it, in the order of the chat ids.
 */
export async function reviewMessagesOf(
  deps: Pick<Deps, 'keys' | 'metrics'>,
  tx: Tx,
  corp: Corp,
  timers: readonly DueTimer[],
  at: Date,
): Promise<readonly AuditEntry[]> {
  const chatIds = [...new Set(timers.map(({ subject }) => subject))].sort();
  const entries: AuditEntry[] = [];
  const looked = await judgeMessages(tx, corp, await deps.keys.of(corp), chatIds, at);
  for (const judged of looked.judged) entries.push(...(await writeReview(tx, judged)).entries);
  entries.push(...(await endUnawaited(tx, corp, looked.unawaited, [], at)));
  deps.metrics.reviews.inc({ corp }, chatIds.length);
  return entries;
}

interface Looked {
  readonly judged: readonly Judged[];
  /** Groups that are gone, or where no such rule is used: nobody is waited for there. */
  readonly unawaited: readonly string[];
}

/** What is said of these groups by the rules about messages. */
async function judgeMessages(
  tx: Tx,
  corp: Corp,
  keys: Judged['keys'],
  asked: readonly string[],
  at: Date,
): Promise<Looked> {
  const groups = await tx.chatGroup.findMany({
    where: { corp, chatId: { in: [...asked] }, dissolvedAt: null },
    select: { chatId: true },
    orderBy: { chatId: 'asc' },
  });
  const chatIds = groups.map(({ chatId }) => chatId);
  if (chatIds.length === 0) return { judged: [], unawaited: asked };
  const directory = await directoryOf(tx, corp, at.getTime());
  const policies = await policiesInForce(tx, corp, at);
  const seen = await loadFactsOf(tx, corp, chatIds, directory, at);
  const judgeable = chatIds.flatMap((chatId) => {
    const facts = seen.get(chatId);
    const policy = facts && policyFor(policies, facts.registered?.kind ?? null);
    return policy && aboutMessages(policy).size > 0 ? [{ facts, policy }] : [];
  });
  const told = await withRecords(tx, corp, judgeable);
  const judged = judgeable.map(({ policy, facts: known }, nth) => {
    const only = aboutMessages(policy);
    const facts = told[nth] ?? known;
    return { corp, keys, policy, facts, judgement: among(judgeGroup(policy, facts), only), at, only };
  });
  // Of a group that cannot be read now nothing is known, neither that a rule waits there nor that none does.
  const unknown = chatIds.filter((chatId) => !seen.has(chatId));
  const left = new Set([...unknown, ...judgeable.map(({ facts }) => facts.group.chatId)]);
  return { judged, unawaited: asked.filter((chatId) => !left.has(chatId)) };
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

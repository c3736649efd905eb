import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import type { Judged } from '../cases/judged.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { GroupFacts } from '../events/facts.ts';
import { holdGroup } from '../groups/hold-group.ts';
import { loadFactsOf } from '../groups/load-facts.ts';
import { withRecords } from '../groups/load-records.ts';
import { type News, newsIn, noteNews, takeNews } from '../hearing/said-anew.ts';
import type { Corp } from '../ids.ts';
import { judgeGroup } from '../policy/judge.ts';
import type { Judgement, Policy } from '../policy/policy.ts';
import { endUnawaited } from '../responses/end-unawaited.ts';
import type { TimerKind } from '../timers/arm.ts';
import { type DueTimer, timerFired } from '../timers/claim.ts';
import { directoryOf } from './directory-now.ts';
import { policiesInForce, policyFor } from './policies.ts';
import { recordReview, writeReview } from './record-review.ts';

/**
 * Judges what is new of what was said in a group, and whatever of before can still become otherwise, and records it in one transaction with the firing of its timer: steps 4 and 5 of the walk.
 * WeCom is not asked, and nothing else is judged: what the rows know of the group may be days old, and nobody is told of
 * anything but messages before it is read again.
 */
export async function reviewMessages(
  deps: Pick<Deps, 'db' | 'keys' | 'metrics' | 'log'>,
  corp: Corp,
  { id: timerId, kind, subject: chatId }: DueTimer,
): Promise<'reviewed' | 'already' | 'nothing-to-judge'> {
  const keys = await deps.keys.of(corp);
  const reviewed = await deps.db.withCorp(
    corp,
    async (tx) => {
      await holdGroup(tx, corp, chatId);
      const at = await nowIn(tx);
      if ((await timerFired(tx, corp, timerId, at)) === 'gone') return 'already';
      const looked = await judgeMessages(tx, corp, keys, { chatIds: [chatId], because: causeOf(kind) }, at);
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
  const looks = [...new Set(timers.map(({ kind }) => causeOf(kind)))];
  const because = looks.includes('news') ? 'news' : 'time';
  const looked = await judgeMessages(tx, corp, await deps.keys.of(corp), { chatIds, because }, at);
  for (const judged of looked.judged) entries.push(...(await writeReview(tx, judged)).entries);
  entries.push(...(await endUnawaited(tx, corp, looked.unawaited, [], at)));
  deps.metrics.reviews.inc({ corp }, chatIds.length);
  return entries;
}

/** Something is new, or time has passed: then what is new meanwhile is judged, too, and stays for the look that was asked for it. */
interface ToLookAt {
  readonly chatIds: readonly string[];
  readonly because: 'news' | 'time';
}

const causeOf = (kind: TimerKind): ToLookAt['because'] => (kind === 'obligation-step' ? 'time' : 'news');

interface Looked {
  readonly judged: readonly Judged[];
  /** Groups that are gone, or where no such rule is used: nobody is waited for there. */
  readonly unawaited: readonly string[];
}

/**
 * What is said of these groups by the rules about messages: of what is new in them (`said-anew`), where nothing is only of what time
 * brings. What is new in a group of which nothing can be seen now stays new.
 */
async function judgeMessages(
  tx: Tx,
  corp: Corp,
  keys: Judged['keys'],
  { chatIds: asked, because }: ToLookAt,
  at: Date,
): Promise<Looked> {
  const news = because === 'news' ? await takeNews(tx, corp, asked) : await newsIn(tx, corp, asked);
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
  const told = await withRecords(tx, corp, judgeable, { newSince: news });
  const judged = judgeable.map(({ policy, facts: known }, nth): Judged => {
    const facts = told[nth] ?? known;
    const only = news.has(facts.group.chatId) ? aboutMessages(policy) : aboutTalk(policy);
    return { corp, keys, policy, facts, judgement: among(judgeGroup(policy, facts), only), at, only };
  });
  if (because === 'news') await noteNews(tx, corp, stillNew(news, seen, told), at);
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

/** Those of them that time alone can bring to say something else. */
const aboutTalk = ({ uses }: Policy): ReadonlySet<string> =>
  new Set(uses.flatMap(({ instance, rule }) => (rule.asks?.includes('talk') ? [instance] : [])));

/** What was not judged, because the group or its messages cannot be seen now. */
function stillNew(
  news: ReadonlyMap<string, News>,
  seen: ReadonlyMap<string, GroupFacts>,
  told: readonly GroupFacts[],
): readonly News[] {
  const blind = new Set(told.flatMap(({ group, unseen }) => (unseen.has('messages') ? [group.chatId] : [])));
  return [...news.values()].filter(({ chatId }) => !seen.has(chatId) || blind.has(chatId));
}

const among = (judgement: Judgement, only: ReadonlySet<string>): Judgement => ({
  ...judgement,
  findings: judgement.findings.filter(({ instance }) => only.has(instance)),
  coverage: judgement.coverage.filter(({ instance }) => only.has(instance)),
});

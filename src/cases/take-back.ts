import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Deps } from '../deps.ts';
import { type Corp, newId } from '../ids.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import { directoryOf } from '../review/directory-now.ts';
import { type BatchCase, type BatchOf, batchOf, type Heard, unsentAbout, whoHeard } from './batch.ts';
import { closeCases } from './close-cases.ts';
import { correctionOf } from './correction.ts';
import { type Stopped, stopIn } from './stop.ts';

/** Which batch somebody takes back, who he is, and why. */
export interface TakeBackOrder extends BatchOf {
  readonly by: string;
  readonly reason: string;
}

export interface TakenBack {
  readonly cases: readonly BatchCase[];
  /** The accounts that get one correction each. */
  readonly corrected: readonly string[];
  /** Messages that were not sent yet and will not be. */
  readonly dropped: number;
  /** The rule is stopped with it: the next look would find the same again. */
  readonly rule: Stopped['state'];
}

type TakeBackDeps = Pick<Deps, 'db' | 'keys'>;

/** What taking back would do now, and does not do. */
export async function previewTakeBack({ db, keys: ring }: TakeBackDeps, corp: Corp, of: BatchOf): Promise<TakenBack> {
  const keys = await ring.of(corp);
  return db.withCorp(corp, async (tx) => {
    const { cases, heard, unsent } = await plan(tx, corp, keys, of, await nowIn(tx));
    const stop = await tx.stop.findFirst({ where: { corp, target: 'rule', name: of.instance, until: null } });
    return answerOf(cases, heard, unsent, stop ? 'already' : 'stopped');
  });
}

/**
 * Takes back every case of a rule since a moment: they close as `taken-back` and count no more, what was not sent is dropped,
 * whoever was told gets exactly one correction, and the rule is stopped until somebody resumes it. One entry in the trail.
 */
export async function takeBack({ db, keys: ring }: TakeBackDeps, corp: Corp, order: TakeBackOrder): Promise<TakenBack> {
  const keys = await ring.of(corp);
  return db.withCorp(
    corp,
    async (tx) => {
      const at = await nowIn(tx);
      const { stopped, entries } = await stopIn(tx, corp, keys, { target: 'rule', name: order.instance, ...order }, at);
      const { cases, heard, unsent } = await plan(tx, corp, keys, order, at);
      await closeAll(tx, corp, keys, order, cases, at);
      await endSending(tx, corp, cases);
      const corrections = await correct(tx, corp, keys, heard, at);
      const taken: AuditEntry = {
        v: 1,
        kind: 'batch-taken-back',
        instance: order.instance,
        since: order.since.toISOString(),
        cases: cases.map(({ id: caseId, chatId, state: was }) => ({ caseId, chatId, was })),
        corrections: corrections.map(({ noticeId, to }) => ({ noticeId, to: pseudonymOf(keys, to) })),
        dropped: unsent,
        by: pseudonymOf(keys, order.by),
      };
      await appendAudit(tx, corp, keys, at, [...entries, taken]);
      return answerOf(cases, heard, unsent, stopped.state);
    },
    { timeoutMs: 120_000 },
  );
}

async function plan(tx: Tx, corp: Corp, keys: CorpKeys, of: BatchOf, at: Date) {
  const cases = await batchOf(tx, corp, of);
  const ids = cases.map(({ id }) => id);
  const directory = await directoryOf(tx, corp, at.getTime());
  return { cases, heard: await whoHeard(tx, corp, keys, directory, ids), unsent: await unsentAbout(tx, corp, ids) };
}

const answerOf = (
  cases: readonly BatchCase[],
  heard: readonly Heard[],
  unsent: readonly string[],
  rule: TakenBack['rule'],
): TakenBack => ({ cases, corrected: heard.map(({ to }) => to), dropped: unsent.length, rule });

/** Open or closed, none of them counts any more; each says who took it back, and why. */
async function closeAll(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  { by, reason }: TakeBackOrder,
  cases: readonly BatchCase[],
  at: Date,
): Promise<void> {
  const open = cases.filter(({ closedAt }) => closedAt === null);
  const ended = open.map(({ id }) => ({ id, because: 'taken-back' as const }));
  await closeCases(tx, { corp, at, judged: null }, ended); // the batch's one entry says it of all
  const ids = cases.map(({ id }) => id);
  await tx.case.updateMany({ where: { corp, id: { in: ids } }, data: { closedBecause: 'taken-back', reminders: 0 } });
  await tx.decision.createMany({
    data: ids.map((caseId) => {
      const id = newId();
      const sealed = keys.seal({ table: 'decision', column: 'reason', row: id }, reason);
      return { corp, id, caseId, actor: by, action: 'taken-back', reason: sealed, via: 'cli', at };
    }),
  });
}

/** What may be on its way is not tried again; its reader is corrected. What certainly was not shown is taken back by itself. */
const endSending = (tx: Tx, corp: Corp, cases: readonly BatchCase[]): Promise<number> => tx.$executeRaw`
  update qungui.notice n
  set state = case when n.lease_until is not null or n.outcome->>'certainty' = 'uncertain' then 'unknown' else 'recalled' end,
      lease_until = null
  where n.corp = ${corp} and n.state = 'sending' and n.kind in ('reminder', 'task', 'question')
    and exists (select from qungui.notice_case l
                where l.corp = n.corp and l.notice_id = n.id and l.case_id = any(${cases.map(({ id }) => id)}::uuid[]))
    and not exists (select from qungui.notice_case l join qungui."case" c on c.corp = l.corp and c.id = l.case_id
                    where l.corp = n.corp and l.notice_id = n.id and c.closed_at is null)`;

async function correct(tx: Tx, corp: Corp, keys: CorpKeys, heard: readonly Heard[], at: Date) {
  const corrections: { noticeId: string; to: string }[] = [];
  for (const { to, lines } of heard) {
    const noticeId = await enqueueNotice(tx, corp, keys, { to, content: correctionOf(lines), notBefore: at, at });
    corrections.push({ noticeId, to });
  }
  return corrections;
}

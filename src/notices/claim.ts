import type { AuditEntry } from '../audit/entry.ts';
import { IS_SETTLED } from '../cases/settled.ts';
import { stoppedAmong } from '../cases/stopped.ts';
import type { Tx } from '../db/client.ts';
import type { NoticeKind } from './content.ts';
import { forget } from './fleeting.ts';
import { freezeFor, type Look, type Pile } from './freeze.ts';
import { type Outcome, readOutcome } from './outcome.ts';
import { POLICY_OF } from './policy-of.ts';
import { tryOpenNotice } from './sealed.ts';
import { noticeMoved } from './state-entry.ts';
import { tellableTo } from './told-when.ts';
import { failUnreadable } from './unreadable.ts';
import { LEASE_MS, type World } from './world.ts';

/** WeCom's duplicate check ends four hours after the first try; ten minutes earlier we stop [90236]. */
const CERTAIN_FOR_MS = 4 * 3_600_000 - 10 * 60_000;
/** So many people are looked at in one transaction before it is ended and a new one begins. */
const MOST_PEOPLE = 100;

/** The next message that may be tried now: one that was tried before, else one made out of what waits. */
export async function claimNext(tx: Tx, world: World): Promise<Look> {
  const again = await claimAgain(tx, world);
  if (again.frozen) return again;
  const entries = [...again.entries];
  for (const reader of await readersWaiting(tx, world))
    for (const pile of await pilesOf(tx, world, reader)) {
      const look = await freezeFor(tx, { ...world, manners: world.mannersOf(pile.policy) }, pile);
      entries.push(...look.entries);
      if (look.frozen) return { frozen: look.frozen, entries };
    }
  return { frozen: null, entries };
}

interface Tried {
  readonly id: string;
  readonly to: string;
  readonly kind: NoticeKind;
  readonly body: string;
  readonly attempts: number;
  readonly firstTriedAt: Date;
  readonly leaseUntil: Date | null;
  readonly outcome: unknown;
  readonly trace: string | null;
  readonly policy: string | null;
}

/**
 * A message that was tried before and is due again; those of which nothing can be known any more end as `unknown`. One that
 * certainly was not shown waits for the morning like any other, and is taken back when its matters are settled by then.
 */
async function claimAgain(tx: Tx, world: World): Promise<Look> {
  const entries: AuditEntry[] = [];
  for (;;) {
    const row = await takeTried(tx, world);
    if (!row) return { frozen: null, entries };
    const tellableMs = await tellableTo(tx, { ...world, manners: world.mannersOf(row.policy) }, row.to, row.kind);
    const known = readOutcome(row.outcome);
    // A lease that ran out: whoever held it died, and may have sent it.
    const outcome: Outcome = row.leaseUntil === null ? known : { ...known, certainty: 'uncertain' };
    const tooLate = world.at.getTime() - row.firstTriedAt.getTime() >= CERTAIN_FOR_MS;
    const body = tryOpenNotice(world.keys, 'body', row.id, row.body);
    if (body === null) entries.push(await failUnreadable(tx, world.corp, row.id, 'sending'));
    else if (outcome.certainty === 'certain' && (await isSettled(tx, world, row.id)))
      entries.push(await recall(tx, world, row.id));
    else if (outcome.certainty === 'certain' && (await isStopped(tx, world, row.id)))
      entries.push(await hold(tx, world, row.id));
    else if (outcome.certainty === 'certain' && tellableMs > world.at.getTime())
      await tx.notice.updateMany({
        where: { corp: world.corp, id: row.id },
        data: { notBefore: new Date(tellableMs), leaseUntil: null },
      });
    else if (outcome.certainty === 'certain' || !tooLate)
      return { frozen: await tryAgain(tx, world, row, body, outcome), entries };
    else entries.push(await endUnknown(tx, world, row.id, outcome));
  }
}

async function endUnknown(tx: Tx, { corp }: World, noticeId: string, outcome: Outcome): Promise<AuditEntry> {
  await tx.notice.updateMany({ where: { corp, id: noticeId }, data: { state: 'unknown', leaseUntil: null, outcome } });
  await forget(tx, corp, noticeId);
  return noticeMoved(noticeId, 'sending', 'unknown', 'no-answer-in-time');
}

/** True when nobody needs to hear any more of any case that the message speaks of. */
async function isSettled(tx: Tx, { corp }: World, noticeId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select from qungui.notice n
    where n.corp = ${corp} and n.id = ${noticeId}::uuid and n.kind in ('reminder', 'task', 'question')
      and exists (select from qungui.notice_case l where l.corp = n.corp and l.notice_id = n.id)
      and not exists (
        select from qungui.notice_case l join qungui."case" c on c.corp = l.corp and c.id = l.case_id
        where l.corp = n.corp and l.notice_id = n.id and not ${IS_SETTLED})`;
  return rows.length > 0;
}

async function recall(tx: Tx, { corp }: World, noticeId: string): Promise<AuditEntry> {
  await tx.notice.updateMany({ where: { corp, id: noticeId }, data: { state: 'recalled', leaseUntil: null } });
  return noticeMoved(noticeId, 'sending', 'recalled', 'settled');
}

/** True when every case that the message speaks of is stopped. */
async function isStopped(tx: Tx, { corp }: World, noticeId: string): Promise<boolean> {
  const about = await tx.notice.findFirst({
    where: { corp, id: noticeId, kind: { in: ['reminder', 'task', 'question'] } },
    select: { id: true },
  });
  if (!about) return false;
  const links = await tx.noticeCase.findMany({ where: { corp, noticeId }, select: { caseId: true } });
  const stopped = await stoppedAmong(
    tx,
    corp,
    links.map(({ caseId }) => caseId),
  );
  return links.length > 0 && stopped.size === links.length;
}

/** WeCom certainly did not show it: it is written anew when it is taken up again. */
async function hold(tx: Tx, { corp }: World, noticeId: string): Promise<AuditEntry> {
  await tx.notice.updateMany({
    where: { corp, id: noticeId },
    data: { state: 'held', body: null, firstTriedAt: null, leaseUntil: null },
  });
  return noticeMoved(noticeId, 'sending', 'held', 'stopped');
}

async function takeTried(tx: Tx, { corp, at }: World): Promise<Tried | undefined> {
  const [row] = await tx.$queryRaw<Tried[]>`
    select id::text, to_userid as "to", kind, body, attempts, first_tried_at as "firstTriedAt", lease_until as "leaseUntil", outcome, trace,
      ${POLICY_OF} as policy
    from qungui.notice n
    where corp = ${corp} and state = 'sending' and not_before <= ${at} and (lease_until is null or lease_until < ${at})
    order by not_before limit 1 for update skip locked`;
  return row;
}

async function tryAgain(tx: Tx, { corp, at }: World, row: Tried, body: string, outcome: Outcome) {
  const attempt = row.attempts + 1;
  await tx.notice.updateMany({
    where: { corp, id: row.id },
    data: {
      attempts: attempt,
      // WeCom's four hours run from the first call that may have shown it; after certain refusals that is this one.
      ...(outcome.certainty === 'certain' && { firstTriedAt: at }),
      leaseUntil: new Date(at.getTime() + LEASE_MS),
      outcome: { ...outcome, triedMs: [...outcome.triedMs, at.getTime()] },
    },
  });
  return { id: row.id, to: row.to, body, attempt, trace: row.trace };
}

interface Reader {
  readonly to: string;
  readonly kind: NoticeKind;
}

/** For whom something waits, of which kind; who has waited longest first. */
const readersWaiting = (tx: Tx, { corp, at }: World): Promise<Reader[]> => tx.$queryRaw<Reader[]>`
  select to_userid as "to", kind from qungui.notice
  where corp = ${corp} and state = 'waiting' and not_before <= ${at}
  group by to_userid, kind order by min(created_at), to_userid limit ${MOST_PEOPLE}`;

/**
 * What waits for one of them; matters of two policies go in two messages, each by its own policy's manners. Asked of who is
 * written to next alone: which policy a message is of takes a look at its cases.
 */
const pilesOf = (tx: Tx, { corp, at }: World, { to, kind }: Reader): Promise<Pile[]> => tx.$queryRaw<Pile[]>`
  select w."to", w.kind, w.policy from (
    select n.to_userid as "to", n.kind, ${POLICY_OF} as policy, n.created_at from qungui.notice n
    where n.corp = ${corp} and n.to_userid = ${to} and n.kind = ${kind} and n.state = 'waiting' and n.not_before <= ${at}) w
  group by w."to", w.kind, w.policy order by min(w.created_at)`;

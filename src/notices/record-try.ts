import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { nowIn, type Tx } from '../db/client.ts';
import { forget, takeBackLater } from './fleeting.ts';
import { type Outcome, readOutcome } from './outcome.ts';
import { rest } from './rest.ts';
import { sealNotice } from './sealed.ts';
import { noticeMoved } from './state-entry.ts';
import { undeliverable } from './undeliverable.ts';
import { pauseAfter, type Verdict } from './verdict.ts';
import type { Frozen, World } from './world.ts';

/** Notes what a try came to, and its effects, in one transaction. A message that somebody else settled meanwhile stays as it is. */
export async function recordTry(tx: Tx, world: World, frozen: Frozen, verdict: Verdict): Promise<void> {
  const { corp, keys } = world;
  const [row] = await tx.$queryRaw<{ outcome: unknown }[]>`
    select outcome from qungui.notice where corp = ${corp} and id = ${frozen.id}::uuid and state = 'sending' for update`;
  if (!row) return;
  const at = await nowIn(tx);
  const tried: AuditEntry = {
    v: 1,
    kind: 'notice-tried',
    noticeId: frozen.id,
    to: pseudonymOf(keys, frozen.to),
    attempt: frozen.attempt,
    errcode: verdict.kind === 'shown' ? 0 : verdict.errcode,
    outcome: verdict.kind,
  };
  const effects = await settle(tx, { ...world, at }, frozen, verdict, readOutcome(row.outcome));
  if (verdict.kind === 'shown') await takeBackLater(tx, { corp, at }, frozen.id);
  await forget(tx, corp, frozen.id);
  await appendAudit(tx, corp, keys, at, [tried, ...effects]);
}

async function settle(tx: Tx, world: World, frozen: Frozen, verdict: Verdict, known: Outcome): Promise<AuditEntry[]> {
  const where = { corp: world.corp, id: frozen.id };
  const outcome: Outcome = { ...known, errcode: verdict.kind === 'shown' ? 0 : verdict.errcode };
  switch (verdict.kind) {
    case 'shown': {
      const responseCode =
        verdict.responseCode === null ? null : sealNotice(world.keys, 'response_code', frozen.id, verdict.responseCode);
      await tx.notice.updateMany({
        where,
        data: { state: 'sent', sentAt: world.at, leaseUntil: null, msgid: verdict.msgid, responseCode, outcome },
      });
      return [noticeMoved(frozen.id, 'sending', 'sent', null)];
    }
    case 'unreached':
      await tx.notice.updateMany({
        where,
        data: { state: 'failed', leaseUntil: null, outcome: { ...outcome, because: verdict.because } },
      });
      return [
        noticeMoved(frozen.id, 'sending', 'failed', verdict.because),
        ...(await undeliverable(tx, world, frozen)),
      ];
    case 'refused':
      await tx.notice.updateMany({
        where,
        data: { state: 'failed', leaseUntil: null, outcome: { ...outcome, because: verdict.because } },
      });
      return [noticeMoved(frozen.id, 'sending', 'failed', verdict.because)];
    case 'rest': {
      const until = new Date(world.at.getTime() + verdict.restMs);
      await rest(tx, world.corp, until, verdict.because, verdict.errcode);
      await tx.notice.updateMany({
        where,
        data: { notBefore: until, leaseUntil: null, outcome: { ...outcome, because: verdict.because } },
      });
      return [];
    }
    case 'again': {
      const notBefore = new Date(world.at.getTime() + (verdict.afterMs ?? pauseAfter(frozen.attempt)));
      const certainty = verdict.certainty === 'uncertain' ? verdict.certainty : outcome.certainty;
      await tx.notice.updateMany({ where, data: { notBefore, leaseUntil: null, outcome: { ...outcome, certainty } } });
      return [];
    }
  }
}

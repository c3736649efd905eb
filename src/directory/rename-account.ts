import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { type Corp, newId } from '../ids.ts';
import { claimAppointments } from './claim-appointments.ts';
import { moveMatters, moveNicknames, moveStays } from './move-names.ts';
import { moveLines, moveWords } from './move-words.ts';
import { BEFORE_WE_LOOKED } from './person-rows.ts';

interface Renaming {
  readonly from: string;
  readonly to: string;
  /** When it happened, as WeCom says. */
  readonly at: Date;
}

/**
 * The account got another name (`NewUserID`): the person stays the same person, and all that goes on about him goes on under it:
 * stays, open and answered matters, lines of lists, what was vouched for, messages that wait. What he was called until then stays readable (`former_name`), and the
 * trail links both names. What an earlier holder of the old name left behind stays his. Call it last: it appends to the trail.
 */
export async function renameAccount(tx: Tx, corp: Corp, keys: CorpKeys, { from, to, at }: Renaming): Promise<void> {
  const holder = await tx.account.findFirst({ where: { corp, userid: from, until: null } });
  if (!holder || holder.since > at) return;
  const { personId } = holder;
  await claimAppointments(tx, corp, holder);
  await tx.account.updateMany({ where: { corp, id: holder.id }, data: { until: at } });
  await takeOver(tx, corp, to, personId, at);
  await tx.account.create({ data: { corp, id: newId(), userid: to, personId, since: at } });
  const heldSince = await heldByNobodyElseSince(tx, corp, holder);
  const renaming = { from, to, at, heldSince };
  await moveStays(tx, corp, renaming);
  await moveNicknames(tx, corp, renaming);
  await moveMatters(tx, corp, renaming);
  await moveLines(tx, corp, renaming);
  await moveWords(tx, corp, renaming);
  await tx.notice.updateMany({
    where: { corp, toUserid: from, state: { in: ['waiting', 'held'] }, createdAt: { gte: heldSince } },
    data: { toUserid: to },
  });
  const named = (id: string) => pseudonymOf(keys, id);
  await appendAudit(tx, corp, keys, await nowIn(tx), [
    {
      v: 1,
      kind: 'account-renamed',
      person: named(personId),
      from: named(from),
      to: named(to),
      renamedAt: at.toISOString(),
    },
  ]);
}

/**
 * What goes by the name from then on can only be his, also what another renaming brought along and what was written down before
 * he came.
 */
async function heldByNobodyElseSince(
  tx: Tx,
  corp: Corp,
  { userid, personId }: { readonly userid: string; readonly personId: string },
): Promise<Date> {
  const last = await tx.account.aggregate({
    where: { corp, userid, personId: { not: personId }, until: { not: null } },
    _max: { until: true },
  });
  return last._max.until ?? BEFORE_WE_LOOKED;
}

/** A look may have met the new name before the event came, and taken it for a new hire: his stays are this person's. */
async function takeOver(tx: Tx, corp: Corp, userid: string, personId: string, at: Date): Promise<void> {
  const taken = await tx.account.findFirst({ where: { corp, userid, until: null } });
  if (!taken) return;
  const met = taken.since >= at;
  if (!met) await claimAppointments(tx, corp, taken);
  await tx.account.updateMany({ where: { corp, id: taken.id }, data: { until: met ? taken.since : at } });
  if (met)
    await tx.membership.updateMany({
      where: { corp, memberId: userid, until: null, personId: taken.personId },
      data: { personId },
    });
}

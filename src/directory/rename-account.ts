import type { Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';

interface Renaming {
  readonly from: string;
  readonly to: string;
  /** When it happened, as WeCom says. */
  readonly at: Date;
}

/**
 * The account got another name (`NewUserID`): the person stays the same person, and all that goes on about him goes on:
 * stays, open and answered matters, appointments, messages that wait. What an earlier holder of the old name left behind stays his.
 */
export async function renameAccount(tx: Tx, corp: Corp, { from, to, at }: Renaming): Promise<void> {
  const holder = await tx.account.findFirst({ where: { corp, userid: from, until: null } });
  if (!holder || holder.since > at) return;
  await tx.account.updateMany({ where: { corp, id: holder.id }, data: { until: at } });
  await takeOver(tx, corp, to, holder.personId, at);
  await tx.account.create({ data: { corp, id: newId(), userid: to, personId: holder.personId, since: at } });
  await moveStays(tx, corp, from, to);
  await moveMatters(tx, corp, { from, to, at: holder.since });
  await moveAppointments(tx, corp, { from, to, at: holder.since });
  await tx.notice.updateMany({
    where: { corp, toUserid: from, state: 'waiting', createdAt: { gte: holder.since } },
    data: { toUserid: to },
  });
}

/** A look may have met the new name before the event came, and taken it for a new hire: his stays are this person's. */
async function takeOver(tx: Tx, corp: Corp, userid: string, personId: string, at: Date): Promise<void> {
  const taken = await tx.account.findFirst({ where: { corp, userid, until: null } });
  if (!taken) return;
  const met = taken.since >= at;
  await tx.account.updateMany({ where: { corp, id: taken.id }, data: { until: met ? taken.since : at } });
  if (met)
    await tx.membership.updateMany({
      where: { corp, memberId: userid, until: null, personId: taken.personId },
      data: { personId },
    });
}

/** Where a look has ended the old name's stay and begun the new one's, that stays as it is. */
async function moveStays(tx: Tx, corp: Corp, from: string, to: string): Promise<void> {
  await tx.$executeRaw`
    update qungui.membership m set member_id = ${to}
    where m.corp = ${corp} and m.member_id = ${from} and m.until is null
      and not exists (select from qungui.membership o
                      where o.corp = m.corp and o.chat_id = m.chat_id and o.member_id = ${to} and o.until is null)`;
  await tx.$executeRaw`
    update qungui.nickname_state n set member_id = ${to}
    where n.corp = ${corp} and n.member_id = ${from} and n.until is null
      and not exists (select from qungui.nickname_state o
                      where o.corp = n.corp and o.chat_id = n.chat_id and o.member_id = ${to} and o.until is null)`;
  await tx.membership.updateMany({ where: { corp, inviter: from, until: null }, data: { inviter: to } });
}

/** Matters name him by his account, and joins (`joinKey`, `belongsKey`) do: an answered question is not asked again. */
async function moveMatters(tx: Tx, corp: Corp, { from, to, at }: Renaming): Promise<void> {
  const [before, after] = [`member:${from}`, `member:${to}`];
  await tx.$executeRaw`
    with moved as (
      select c.id, case when starts_with(c."window", ${`${from}@`}) then ${to} || substr(c."window", ${from.length + 1}::int)
                        when c."window" = ${`belongs:${from}`} then ${`belongs:${to}`} else c."window" end as "window"
      from qungui."case" c where c.corp = ${corp} and c.opened_at >= ${at}
        and (c.subject = ${before} or starts_with(c."window", ${`${from}@`}))
    )
    update qungui."case" c set "window" = moved."window", subject = case when c.subject = ${before} then ${after} else c.subject end
    from moved
    where c.corp = ${corp} and c.id = moved.id
      and not exists (select from qungui."case" o where o.corp = c.corp and o.instance = c.instance and o.chat_id = c.chat_id
                        and o.closed_at is null and o.subject = ${after} and o."window" = moved."window")`;
}

async function moveAppointments(tx: Tx, corp: Corp, { from, to, at }: Renaming): Promise<void> {
  await tx.appointment.updateMany({
    where: { corp, userid: from, OR: [{ until: null }, { until: { gt: at } }] },
    data: { userid: to },
  });
}

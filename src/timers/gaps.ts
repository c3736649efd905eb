import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { CoverageLine } from '../policy/policy.ts';
import { armInTurn, armTimer } from './arm.ts';
import type { DueTimer } from './claim.ts';

type Ended = Pick<DueTimer, 'kind' | 'subject'>;

/** From here on nothing is known of the groups that this timer should have looked at, until a look succeeds. */
export async function markGaps(tx: Tx, corp: Corp, timer: Ended, at: Date): Promise<void> {
  const chatIds = await groupsOf(tx, corp, timer);
  await tx.$executeRaw`
    with ended as (
      update qungui.coverage set until = ${at}
      where corp = ${corp} and until is null and verdict in ('checked', 'partly')
        and (${chatIds === 'all'}::boolean or chat_id = any(${chatIds === 'all' ? [] : chatIds}::text[]))
      returning chat_id, rule, policy_version
    )
    insert into qungui.coverage (corp, id, chat_id, rule, since, verdict, reason, policy_version)
    select ${corp}, gen_random_uuid(), chat_id, rule, ${at}, 'data-gap', 'data-gap', policy_version from ended`;
}

async function groupsOf(tx: Tx, corp: Corp, { kind, subject }: Ended): Promise<readonly string[] | 'all'> {
  if (kind === 'look-group' || kind === 'look-again') return [subject];
  if (kind === 'sync-directory') return 'all';
  if (kind === 'case-step') {
    const rows = await tx.case.findMany({ where: { corp, id: subject }, select: { chatId: true } });
    return rows.map(({ chatId }) => chatId);
  }
  if (kind !== 'look-person' && kind !== 'look-contact') return [];
  const stays = await tx.membership.findMany({
    where: { corp, memberId: subject, until: null },
    select: { chatId: true },
  });
  return stays.map(({ chatId }) => chatId);
}

/** The firing is over and did what it could, but people were not read: as if it had been given up. */
export async function leftBehind(tx: Tx, corp: Corp, timer: DueTimer, at: Date): Promise<void> {
  await tx.timer.updateMany({ where: { corp, id: timer.id, state: 'fired' }, data: { state: 'given-up' } });
  await markGaps(tx, corp, timer, at);
}

/** People were read: what was given up before is made good. The whole directory makes good each account of it. */
export async function caughtUp(tx: Tx, corp: Corp, { kind, subject }: Ended): Promise<void> {
  await tx.$executeRaw`
    update qungui.timer set state = 'caught-up'
    where corp = ${corp} and state = 'given-up'
      and (kind = ${kind} and subject = ${subject} or ${kind} = 'sync-directory' and kind = 'look-person')`;
}

/**
 * What of a judgement may be called seen: nothing while the directory, or a member of the group, could not be read and has not
 * been since. The group itself may have been read a minute ago.
 */
export async function asFarAsRead(
  tx: Tx,
  corp: Corp,
  chatId: string,
  lines: readonly CoverageLine[],
): Promise<readonly CoverageLine[]> {
  const behind = await groupsBehind(tx, corp, [chatId]);
  if (behind.length === 0) return lines;
  return lines.map((line) =>
    line.verdict === 'checked' || line.verdict === 'partly'
      ? { ...line, verdict: 'data-gap', reason: 'data-gap' }
      : line,
  );
}

/** Which of these groups have a member who could not be read, or a directory that could not. */
export async function groupsBehind(tx: Tx, corp: Corp, chatIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    select asked.id as "chatId" from unnest(${[...chatIds]}::text[]) as asked (id)
    where exists (
      select from qungui.timer t
      where t.corp = ${corp} and t.state = 'given-up'
        and (t.kind = 'sync-directory'
             or t.kind in ('look-person', 'look-contact') and exists (
               select from qungui.membership m
               where m.corp = t.corp and m.chat_id = asked.id and m.member_id = t.subject and m.until is null)))`;
  return rows.map(({ chatId }) => chatId);
}

/** Groups of which a look was given up, and that were not read since. */
export async function groupsUnread(tx: Tx, corp: Corp): Promise<string[]> {
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    select g.chat_id as "chatId" from qungui.chat_group g
    where g.corp = ${corp} and g.dissolved_at is null and exists (
      select from qungui.timer t
      left join qungui."case" c on c.corp = t.corp and t.kind = 'case-step' and c.id::text = t.subject
      where t.corp = g.corp and t.state = 'given-up' and (g.verified_at is null or t.ended_at > g.verified_at)
        and (t.kind in ('look-group', 'look-again') and t.subject = g.chat_id or c.chat_id = g.chat_id))
    order by g.chat_id`;
  return rows.map(({ chatId }) => chatId);
}

/** One person who cannot be read is asked for four times a day; the directory at every sweep. */
const PERSON_AGAIN_AFTER_MS = 6 * 3_600_000;
const APART_MS = 100;

/** Has the sweep read again what was given up and not made good since: no event and no night need come for it. */
export async function askAgain(tx: Tx, corp: Corp, at: Date): Promise<void> {
  const rows = await tx.$queryRaw<{ kind: string; subject: string; endedAt: Date }[]>`
    select kind, subject, max(ended_at) as "endedAt" from qungui.timer
    where corp = ${corp} and state = 'given-up' and kind in ('sync-directory', 'look-person', 'look-contact')
    group by kind, subject`;
  const before = at.getTime() - PERSON_AGAIN_AFTER_MS;
  if (rows.some(({ kind }) => kind === 'sync-directory'))
    await armTimer(tx, corp, { kind: 'sync-directory', subject: '-', dueAt: at, at });
  for (const wanted of ['look-person', 'look-contact'] as const) {
    const long = rows.filter(({ kind, endedAt }) => kind === wanted && endedAt.getTime() <= before);
    const subjects = long.map(({ subject }) => subject);
    await armInTurn(tx, corp, { kind: wanted, subjects, at, apartMs: APART_MS });
  }
}

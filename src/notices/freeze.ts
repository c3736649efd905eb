import type { AuditEntry } from '../audit/entry.ts';
import { buttonExpiryMs, buttonKey } from '../cases/button.ts';
import { settledAmong } from '../cases/settled.ts';
import { stoppedAmong } from '../cases/stopped.ts';
import type { Tx } from '../db/client.ts';
import { quietUntil } from '../register/inventory/running.ts';
import { roomFor } from './budget.ts';
import type { NoticeContent, NoticeKind, NoticeLine } from './content.ts';
import { dropAnswered } from './drop-answered.ts';
import { dropDecided } from './drop-decided.ts';
import { enqueueNotice, relinkCases } from './enqueue.ts';
import { dropLate, FLEETING } from './fleeting.ts';
import { holdLines } from './hold-lines.ts';
import { firstTry } from './outcome.ts';
import { POLICY_OF } from './policy-of.ts';
import { divide, pooled, type Waiting } from './pool.ts';
import { render } from './render.ts';
import { sealContent, sealNotice, tryOpenContent } from './sealed.ts';
import { spentOn, toldLately, usesCards } from './standing-of-person.ts';
import { noticeMoved } from './state-entry.ts';
import { tellableTo } from './told-when.ts';
import { failUnreadable } from './unreadable.ts';
import { type Frozen, LEASE_MS, type World } from './world.ts';

/** More than this many waiting for one person at once are taken in the next round. */
const MOST_ROWS = 1_000;

/** What a look at one person's waiting messages came to. The entries belong into the trail, last in the transaction. */
export interface Look {
  readonly frozen: Frozen | null;
  readonly entries: readonly AuditEntry[];
}

/** What waits for one person, of one kind and one policy; null: about no case. */
export interface Pile {
  readonly to: string;
  readonly kind: NoticeKind;
  readonly policy: string | null;
}

/** Kinds of which no case is settled meanwhile: they speak of none, or of what is over. */
const ABOUT_NO_CASE: ReadonlySet<NoticeKind> = new Set([
  'digest',
  'outcome',
  'correction',
  'inventory',
  'published',
  'daily-close',
  'sign-off',
  'private',
  'verdict',
  'heard',
  'complaint',
  'trail-head',
  'evidence',
]);
/** Each of these is a message of its own. */
const ALONE: ReadonlySet<NoticeKind> = new Set([
  'published',
  'daily-close',
  'sign-off',
  'private',
  'hearing',
  'heard',
  'complaint',
  'trail-head',
  ...FLEETING,
]);

const NOTHING: Look = { frozen: null, entries: [] };

/**
 * Writes one message of a kind to one person out of all that wait for him: the bytes are made here, once, and kept. What does
 * not fit waits for the next message; when this is the last that he may get for now, it takes all others in, and what it
 * cannot show goes on as one message of another day. While owners are asked what their groups are, no member is reminded, or asked about himself. Others who look at this person meanwhile find nothing.
 */
export async function freezeFor(tx: Tx, world: World, pile: Pile): Promise<Look> {
  const { corp, at, manners, calendar } = world;
  const { to, kind } = pile;
  if (!(await isOurs(tx, `notice/${corp}/${to}`))) return NOTHING;
  const quiet = await quietUntil(tx, corp, at);
  if (quiet && kind === 'reminder') return putOffAll(tx, world, pile, quiet.getTime());
  if (quiet && kind === 'question') await putOffOwn(tx, world, to, quiet);
  const tellableMs = await tellableTo(tx, world, to, kind);
  if (tellableMs > at.getTime()) return putOffAll(tx, world, pile, tellableMs);
  const room = roomFor(kind, await spentOn(tx, world, to, kind), manners, at.getTime(), calendar);
  if (room.left <= 0) return putOffAll(tx, world, pile, room.moreAtMs);
  const { rows, unreadable } = await takeWaiting(tx, world, pile);
  const { live, entries } = await dropSettled(tx, world, to, kind, rows);
  if (live.length === 0) return { frozen: null, entries: [...unreadable, ...entries] };
  const written = await writeOne(tx, world, to, live, room);
  return { frozen: written.frozen, entries: [...unreadable, ...entries, ...written.entries] };
}

/** One process at a time writes to a person. */
async function isOurs(tx: Tx, key: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { ours: boolean }[]
  >`select pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) as ours`;
  return row?.ours ?? false;
}

async function putOffAll(tx: Tx, { corp, at }: World, { to, kind, policy }: Pile, untilMs: number): Promise<Look> {
  await tx.$executeRaw`
    update qungui.notice n set not_before = ${new Date(untilMs)}
    where n.corp = ${corp} and n.to_userid = ${to} and n.kind = ${kind} and n.state = 'waiting' and n.not_before <= ${at}
      and ${POLICY_OF} is not distinct from ${policy}::text`;
  return NOTHING;
}

/** Questions about the reader himself wait; those about others, whom he looks after, go on. */
async function putOffOwn(tx: Tx, { corp, at }: World, to: string, until: Date): Promise<void> {
  await tx.$executeRaw`
    update qungui.notice n set not_before = ${until}
    where n.corp = ${corp} and n.to_userid = ${to} and n.kind = 'question' and n.state = 'waiting' and n.not_before <= ${at}
      and exists (select from qungui.notice_case l join qungui."case" c on c.corp = l.corp and c.id = l.case_id
                  where l.corp = n.corp and l.notice_id = n.id and c.tell = 'member' and lower(c.subject) = 'member:' || n.to_userid)`;
}

/** What waits for a person. A row that cannot be opened fails by itself: it must not keep the others from him. */
async function takeWaiting(tx: Tx, { corp, keys, at }: World, { to, kind, policy }: Pile) {
  const sealed = await tx.$queryRaw<{ id: string; number: bigint; content: string; trace: string | null }[]>`
    select n.id::text, n.number, n.content, n.trace from qungui.notice n
    where n.corp = ${corp} and n.to_userid = ${to} and n.kind = ${kind} and n.state = 'waiting' and n.not_before <= ${at}
      and ${POLICY_OF} is not distinct from ${policy}::text
    order by created_at, number limit ${ALONE.has(kind) ? 1 : MOST_ROWS}::int for update skip locked`;
  const rows: Waiting[] = [];
  const unreadable: AuditEntry[] = [];
  for (const { id, number, content, trace } of sealed) {
    const read = tryOpenContent(keys, id, content);
    if (read) rows.push({ id, number, content: read, trace });
    else unreadable.push(await failUnreadable(tx, corp, id, 'waiting'));
  }
  return { rows, unreadable };
}

/** Takes out what is settled by now, and puts off what this person has heard of in the last two telling days. */
async function dropSettled(tx: Tx, world: World, to: string, kind: NoticeKind, rows: readonly Waiting[]) {
  const { corp } = world;
  const entries: AuditEntry[] = [];
  const live: Waiting[] = [];
  if (ABOUT_NO_CASE.has(kind)) return { live: rows, entries };
  if (kind === 'excerpt') return dropLate(tx, world, to, rows);
  if (kind === 'waiting' || kind === 'overdue') return dropAnswered(tx, world, kind, rows);
  if (kind === 'hearing' || kind === 'docket') return dropDecided(tx, world, rows);
  const caseIds = [...new Set(rows.flatMap(({ content }) => content.lines.map((line) => line.caseId)))];
  const settled = await settledAmong(tx, corp, caseIds);
  const stopped = await stoppedAmong(tx, corp, caseIds);
  const lately = kind === 'reminder' ? await toldLately(tx, world, to, caseIds) : new Map<string, number>();
  for (const row of rows) {
    const open = row.content.lines.filter((line) => !settled.has(line.caseId));
    const lines = open.filter((line) => !stopped.has(line.caseId));
    if (lines.length < open.length)
      entries.push(
        await holdLines(tx, world, to, row, { goOn: lines, stopped: open.filter((l) => stopped.has(l.caseId)) }),
      );
    if (lines.length === 0 && open.length > 0) continue;
    const waitMs = Math.max(0, ...lines.map((line) => lately.get(line.caseId) ?? 0));
    if (lines.length === 0) {
      await tx.notice.updateMany({ where: { corp, id: row.id }, data: { state: 'recalled' } });
      entries.push(noticeMoved(row.id, 'waiting', 'recalled', 'settled'));
    } else if (waitMs > 0) {
      await tx.notice.updateMany({ where: { corp, id: row.id }, data: { notBefore: new Date(waitMs) } });
    } else live.push({ ...row, content: { ...row.content, lines } });
  }
  return { live, entries };
}

/** One message out of several rows: the first carries it, the others are merged into it or wait on. */
async function writeOne(
  tx: Tx,
  world: World,
  to: string,
  rows: readonly Waiting[],
  room: { readonly left: number; readonly moreAtMs: number },
): Promise<Look & { readonly frozen: Frozen }> {
  const { corp, keys, at } = world;
  const [carrier] = rows as [Waiting];
  const pool = pooled(rows);
  const { body, shown } = render(pool, await envelopeOf(tx, world, to, carrier, pool));
  const last = room.left === 1;
  const { merged, rest } = divide(rows, shown, last ? 'last' : 'more-may-follow');
  const told: NoticeContent = { ...pool, lines: pool.lines.slice(0, shown) };
  await keepBytes(tx, world, carrier.id, told, body);
  await tx.notice.updateMany({
    where: { corp, id: { in: merged } },
    data: { state: 'merged', mergedInto: carrier.id },
  });
  if (rest.length > 0)
    await enqueueNotice(tx, corp, keys, {
      to,
      content: { ...pool, lines: rest, notes: [], figures: [] },
      notBefore: last ? new Date(room.moreAtMs) : at,
      at,
    });
  return {
    frozen: { id: carrier.id, to, body, attempt: 1, trace: carrier.trace ?? null },
    entries: entriesOf(carrier.id, merged),
  };
}

/** From here on the message is these bytes and no others, whoever sends them. */
async function keepBytes(
  tx: Tx,
  { corp, keys, at }: World,
  id: string,
  told: NoticeContent,
  body: string,
): Promise<void> {
  await tx.notice.updateMany({
    where: { corp, id },
    data: {
      state: 'sending',
      content: sealContent(keys, id, told),
      body: sealNotice(keys, 'body', id, body),
      firstTriedAt: at,
      attempts: 1,
      leaseUntil: new Date(at.getTime() + LEASE_MS),
      outcome: firstTry(at.getTime()),
    },
  });
  await relinkCases(tx, corp, id, told);
}

const entriesOf = (carrierId: string, merged: readonly string[]): AuditEntry[] => [
  noticeMoved(carrierId, 'waiting', 'sending', null),
  ...merged.map((id) => noticeMoved(id, 'waiting', 'merged', carrierId)),
];

/** What everybody may get is a text for whom cards may not show. */
const AS_HE_READS: ReadonlySet<NoticeContent['kind']> = new Set(['reminder', 'waiting', 'hearing', 'sign-off']);

async function envelopeOf(
  tx: Tx,
  { corp, keys, agentId, at }: World,
  to: string,
  carrier: Waiting,
  { kind }: NoticeContent,
) {
  const form = AS_HE_READS.has(kind) ? await usesCards(tx, corp, to) : ('card' as const);
  const expiresAtMs = buttonExpiryMs(at.getTime());
  return {
    to,
    agentId,
    noticeId: carrier.id,
    number: carrier.number,
    form,
    keyOf: (id: string, action: NoticeLine['buttons'][number]) => buttonKey(keys, corp, { id, action, expiresAtMs }),
  };
}

import { appendAudit } from '../audit/append.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { type Corp, newId } from '../ids.ts';
import { armTimer } from '../timers/arm.ts';
import { explain } from '../wecom/errcodes.ts';
import { WeComRefused } from '../wecom/refused.ts';
import type { CorpApis } from '../wecom/wecom.ts';
import { beginChanges, type ChangeRow, endChanges, replan } from './change-rows.ts';
import type { KeepDeps } from './deps.ts';
import { HAND_OVER } from './propose-hand-over.ts';

/** What the hand-over of a group came to; `waits`: WeCom's limit of the day, it goes on tomorrow. */
export type HandedOver = 'nothing-to-do' | 'done' | 'refused' | 'waits';

const WHAT = { left: 'hand-over', present: 'onjob-hand-over' } as const;
type Owner = keyof typeof WHAT;

/** The same owner, or one who inherited it already: somebody else did it, or our own call of which no answer came [90313]. */
const ALREADY = new Set([90504, 90508]);
/** The owner's way of going is another one than we thought [92127, 95703]. */
const OTHER_WAY: Readonly<Record<number, Owner>> = { 90500: 'present', 90502: 'left' };
/** 300 groups a day from one owner; two moves of a group in 90 days are refused with the same code. */
const LIMIT = 45009;
const UNDER_WAY = 90507;

const DAY_MS = 86_400_000;
const MOVES = { most: 2, inMs: 90 * DAY_MS };

/**
 * Carries out a hand-over that a person pressed, once. What WeCom refuses is written down with its errcode and put before HR
 * in words; what it puts off is tried again the next day.
 */
export async function carryOutHandOver(
  deps: KeepDeps,
  corp: Corp,
  keys: CorpKeys,
  chatId: string,
): Promise<HandedOver> {
  const wish = await deps.db.withCorp(corp, (tx) => pressedFor(tx, corp, chatId));
  if (!wish) return 'nothing-to-do';
  const apis = deps.wecom.of(corp);
  if (wish.reach === 'managed') return managed(deps, corp, keys, apis, wish);
  const row = await begin(deps, corp, wish, wish.owner);
  if (row === 'moved-twice') return refused(deps, corp, keys, wish, null, LIMIT);
  const errcode = await transfer(apis, wish, wish.owner);
  const other = errcode === null ? undefined : OTHER_WAY[errcode];
  if (other && other !== wish.owner) {
    await end(deps, corp, keys, row, 'refused', errcode);
    const second = await begin(deps, corp, wish, other);
    if (second === 'moved-twice') return refused(deps, corp, keys, wish, null, LIMIT);
    return settle(deps, corp, keys, wish, second, await transfer(apis, wish, other));
  }
  return settle(deps, corp, keys, wish, row, errcode);
}

interface Wish {
  readonly caseId: string;
  readonly chatId: string;
  readonly to: string;
  readonly by: string;
  readonly owner: Owner;
  readonly reach: 'customer' | 'managed';
}

/** The press that nothing has followed yet. */
async function pressedFor(tx: Tx, corp: Corp, chatId: string): Promise<Wish | null> {
  const open = await tx.case.findFirst({ where: { corp, chatId, instance: HAND_OVER, closedAt: null } });
  if (!open) return null;
  const press = await tx.decision.findFirst({
    where: { corp, caseId: open.id, action: 'hand-over' },
    orderBy: { at: 'desc' },
  });
  const { to } = open.detail as { to?: string };
  if (!press || !to) return null;
  const followed = { corp, caseId: open.id, state: { in: ['done', 'refused'] }, endedAt: { gte: press.at } };
  if (
    (await tx.managedChange.count({
      where: { ...followed, OR: [{ errcode: null }, { errcode: { notIn: ANOTHER_WAY } }] },
    })) > 0
  )
    return null;
  const ours = await tx.managedGroup.count({ where: { corp, chatId, state: 'made' } });
  return {
    caseId: open.id,
    chatId,
    to,
    by: press.actor,
    owner: open.says === 'owner-moved' || (open.detail as { moved?: string }).moved ? 'present' : 'left',
    reach: ours > 0 ? 'managed' : 'customer',
  };
}

const ANOTHER_WAY = Object.keys(OTHER_WAY).map(Number);

/** A row that says that WeCom is asked, before it is; the same row again after a call without an answer. */
async function begin(deps: KeepDeps, corp: Corp, wish: Wish, owner: Owner): Promise<ChangeRow | 'moved-twice'> {
  return deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const { chatId, to, by, caseId } = wish;
    const what = wish.reach === 'managed' ? 'owner' : WHAT[owner];
    const open = { corp, chatId, what, target: to, state: { in: ['planned', 'doing', 'unknown'] } };
    const known = await tx.managedChange.findFirst({ where: open });
    if (!known && owner === 'present' && wish.reach === 'customer' && (await moves(tx, corp, chatId, at)) >= MOVES.most)
      return 'moved-twice';
    const row =
      known ??
      (await tx.managedChange.create({
        data: {
          corp,
          id: newId(),
          chatId,
          what,
          target: to,
          why: 'pressed',
          state: 'planned',
          caseId,
          plannedBy: by,
          plannedAt: at,
        },
      }));
    await beginChanges(tx, corp, [row], at);
    return row;
  });
}

const moves = (tx: Tx, corp: Corp, chatId: string, at: Date): Promise<number> =>
  tx.managedChange.count({
    where: { corp, chatId, what: WHAT.present, state: 'done', endedAt: { gt: new Date(at.getTime() - MOVES.inMs) } },
  });

/** Null: done. A refusal of the whole call counts like one of the group. */
async function transfer({ groupchat }: CorpApis, { chatId, to }: Wish, owner: Owner): Promise<number | null> {
  try {
    const [failed] = await groupchat.transfer([chatId], to, owner);
    return failed && !ALREADY.has(failed.errcode) ? failed.errcode : null;
  } catch (err) {
    if (err instanceof WeComRefused && err.retry === 'never') return err.errcode;
    throw err;
  }
}

async function managed(
  deps: KeepDeps,
  corp: Corp,
  keys: CorpKeys,
  { appchat }: CorpApis,
  wish: Wish,
): Promise<HandedOver> {
  const row = await begin(deps, corp, wish, wish.owner);
  if (row === 'moved-twice') return 'refused';
  try {
    const group = await appchat.get(wish.chatId);
    const add = group?.members.includes(wish.to) ? {} : { add: [wish.to] };
    if (group?.owner !== wish.to) await appchat.update({ chatId: wish.chatId, owner: wish.to, ...add });
  } catch (err) {
    if (!(err instanceof WeComRefused && err.retry === 'never')) throw err;
    return settle(deps, corp, keys, wish, row, err.errcode);
  }
  return settle(deps, corp, keys, wish, row, null);
}

async function settle(
  deps: KeepDeps,
  corp: Corp,
  keys: CorpKeys,
  wish: Wish,
  row: ChangeRow,
  errcode: number | null,
): Promise<HandedOver> {
  const later = errcode === LIMIT || errcode === UNDER_WAY;
  if (later && (await putOff(deps, corp, wish, row)) === 'waits') return 'waits';
  if (errcode !== null) return refused(deps, corp, keys, wish, row, errcode);
  await end(deps, corp, keys, row, 'done', null);
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    await armTimer(tx, corp, { kind: 'look-group', subject: wish.chatId, dueAt: at, at });
  });
  return 'done';
}

const end = (
  deps: KeepDeps,
  corp: Corp,
  keys: CorpKeys,
  row: ChangeRow,
  state: 'done' | 'refused',
  errcode: number | null,
) =>
  deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    await appendAudit(tx, corp, keys, at, await endChanges(tx, { corp, keys, at }, [row], state, errcode));
  });

/** A limit of the day is over tomorrow; what is put off for days is another limit, and a person must know. */
const MOST_DAYS_PUT_OFF = 3;

async function putOff(deps: KeepDeps, corp: Corp, { chatId }: Wish, row: ChangeRow): Promise<'waits' | 'too-long'> {
  return deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const { plannedAt } = await tx.managedChange.findUniqueOrThrow({ where: { corp_id: { corp, id: row.id } } });
    if (at.getTime() - plannedAt.getTime() > MOST_DAYS_PUT_OFF * DAY_MS) return 'too-long';
    await replan(tx, corp, [row], null);
    await armTimer(tx, corp, { kind: 'keep-group', subject: chatId, dueAt: new Date(at.getTime() + DAY_MS), at });
    return 'waits';
  });
}

/** WeCom said no: the row says why, and HR reads it in words with what to do. */
async function refused(
  deps: KeepDeps,
  corp: Corp,
  keys: CorpKeys,
  { caseId, owner }: Wish,
  row: ChangeRow | null,
  errcode: number,
): Promise<'refused'> {
  if (row) await end(deps, corp, keys, row, 'refused', errcode);
  const { meaning, remedy } = explain(errcode);
  await deps.db.withCorp(corp, async (tx) => {
    const open = await tx.case.findFirstOrThrow({ where: { corp, id: caseId } });
    const detail = {
      ...(open.detail as Record<string, string>),
      ...(owner === 'present' && { moved: 'yes' }),
      cause: meaning.zh,
      causeEn: meaning.en,
      remedy: remedy.zh,
      remedyEn: remedy.en,
    };
    await tx.case.updateMany({ where: { corp, id: caseId }, data: { says: 'refused', state: 'escalated', detail } });
  });
  return 'refused';
}

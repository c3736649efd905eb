import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Deps } from '../deps.ts';
import type { Person } from '../events/person.ts';
import { holdGroup } from '../groups/hold-group.ts';
import type { Corp } from '../ids.ts';
import { noticeIdOf } from '../notices/card-parts.ts';
import { markMissing, markPressed } from '../notices/mark-pressed.ts';
import { type Selected, takeAnswers } from '../register/inventory/answer.ts';
import { directoryOf } from '../review/directory-now.ts';
import { type Button, readButton } from './button.ts';
import { decide } from './decide.ts';
import { entitled } from './entitled.ts';
import { pressBrake } from './press-brake.ts';
import { presser } from './presser.ts';

export type PressDeps = Pick<Deps, 'db' | 'keys' | 'bell' | 'metrics' | 'log'>;

/** A press as WeCom signed it [90240]; `userid` is who pressed, as he was called then. */
export interface Press {
  readonly userid: string;
  readonly createdAtMs: number;
  readonly eventKey: string;
  readonly taskId: string;
  readonly responseCode: string;
  /** What was chosen in the questions of the card. */
  readonly selected?: readonly Selected[];
}

/** What a press came to; everything but `done`, `partly` and `seen` has no effect. */
export type PressOutcome =
  | 'done'
  | 'seen'
  | 'repeat'
  | 'forged'
  | 'expired'
  | 'no-such-card'
  | 'not-the-addressee'
  | 'stranger'
  | 'not-entitled'
  | 'no-such-case'
  | 'partly'
  | 'nothing-chosen'
  | 'closed';

/** After these the card can be greyed: its reader was the right one, and there is nothing left to press. */
const GREYS: ReadonlySet<PressOutcome> = new Set(['done', 'seen', 'repeat', 'expired', 'closed']);

/** After these the card says how many of its questions wait still. */
const ASKS_ON: ReadonlySet<PressOutcome> = new Set(['partly', 'nothing-chosen']);

/**
 * A button was pressed. It counts only when the key is ours, of this corp and not expired, on a card of ours that was sent to
 * this very person, who is still with the company and entitled now, about an open case; and once, however often it comes. All
 * of it in one transaction that holds the group's and the case's row.
 */
export async function pressed(deps: PressDeps, corp: Corp, press: Press): Promise<PressOutcome> {
  const keys = await deps.keys.of(corp);
  const button = readButton(keys, corp, press.eventKey);
  const outcome =
    button === 'forged' ? button : await deps.db.withCorp(corp, (tx) => judgePress(tx, corp, keys, press, button));
  deps.metrics.notices.inc({ corp, outcome: `press-${outcome}` });
  if (!EXPECTED.has(outcome)) await recordRefusal(deps, corp, keys, press.userid, outcome);
  if (outcome === 'done') await deps.bell.ring('timers', corp);
  if (GREYS.has(outcome) || ASKS_ON.has(outcome)) await deps.bell.ring('notices', corp);
  return outcome;
}

/** These need no looking into: the press counted, or the same one had counted before. */
const EXPECTED: ReadonlySet<PressOutcome> = new Set(['done', 'seen', 'repeat', ...ASKS_ON]);

/** Nothing happened, and the trail says who tried and why not. */
async function recordRefusal(
  deps: PressDeps,
  corp: Corp,
  keys: CorpKeys,
  userid: string,
  because: PressOutcome,
): Promise<void> {
  deps.log.info({ corp, cause: because }, 'a press had no effect');
  await deps.db.withCorp(corp, async (tx) => {
    const actor = pseudonymOf(keys, userid.toLowerCase());
    await appendAudit(tx, corp, keys, await nowIn(tx), [{ v: 1, kind: 'press-refused', actor, because }]);
  });
}

async function judgePress(tx: Tx, corp: Corp, keys: CorpKeys, press: Press, button: Button): Promise<PressOutcome> {
  const at = await nowIn(tx);
  const card = await cardOf(tx, corp, press.taskId);
  if (!card) return 'no-such-card';
  const directory = await directoryOf(tx, corp, at.getTime());
  const person = await presser(tx, corp, press, directory);
  if (person?.status !== 'active') return 'stranger';
  const userid = person.userid ?? press.userid.toLowerCase();
  if (!(await isAddressee(tx, corp, card, userid, person))) return 'not-the-addressee';
  const grey = (outcome: PressOutcome) =>
    markPressed(tx, corp, keys, card.id, press.responseCode, button.action, outcome).then(() => outcome);
  if (button.expiresAtMs <= at.getTime()) return grey('expired');
  if (button.action === 'seen') return button.id === card.id ? grey('seen') : 'no-such-card';
  if (button.action === 'declare') {
    if (button.id !== card.id) return 'no-such-card';
    const writing = { corp, keys, at, by: userid };
    const { outcome, missing, entries } = await takeAnswers(tx, writing, card.id, press.selected ?? []);
    if (GREYS.has(outcome)) await grey(outcome);
    if (ASKS_ON.has(outcome)) await markMissing(tx, corp, keys, card.id, press.responseCode, missing);
    await appendAudit(tx, corp, keys, at, entries);
    return outcome;
  }
  if (button.action === 'release' || button.action === 'stop-rule') {
    if (button.id !== card.id) return 'no-such-card';
    const pressing = { corp, keys, directory, at, by: userid };
    const { outcome, entries } = await pressBrake(tx, pressing, card.id, button.action);
    if (GREYS.has(outcome)) await grey(outcome);
    await appendAudit(tx, corp, keys, at, entries);
    return outcome;
  }
  if (!card.caseIds.includes(button.id)) return 'no-such-case';
  const found = await tx.case.findFirst({ where: { corp, id: button.id }, select: { chatId: true } });
  if (!found) return 'no-such-case';
  await holdGroup(tx, corp, found.chatId);
  const [matter] = await tx.$queryRaw<LockedCase[]>`
    select id::text, chat_id as "chatId", subject, policy_slug as "policySlug", closed_at as "closedAt"
    from qungui."case" where corp = ${corp} and id = ${button.id}::uuid for update`;
  if (!matter) return 'no-such-case';
  if (matter.closedAt) return grey('closed');
  if ((await entitled(tx, corp, button.action, matter, person, directory, at)) === 'no') return 'not-entitled';
  const { outcome, entries } = await decide(tx, corp, keys, {
    caseId: matter.id,
    chatId: matter.chatId,
    actor: userid,
    action: button.action,
    via: 'card',
    askedAt: card.askedAt,
    at,
  });
  await grey(outcome);
  await appendAudit(tx, corp, keys, at, entries);
  return outcome;
}

interface LockedCase {
  readonly id: string;
  readonly chatId: string;
  readonly subject: string;
  readonly policySlug: string;
  readonly closedAt: Date | null;
}

interface Card {
  readonly id: string;
  readonly to: string;
  readonly askedAt: Date;
  readonly caseIds: readonly string[];
}

/** The card that was pressed, by its task_id: one of ours that has been tried at least once. */
async function cardOf(tx: Tx, corp: Corp, taskId: string): Promise<Card | null> {
  const id = noticeIdOf(taskId);
  if (id === null) return null;
  const row = await tx.notice.findFirst({ where: { corp, id }, select: { toUserid: true, firstTriedAt: true } });
  if (!row?.firstTriedAt) return null;
  const links = await tx.noticeCase.findMany({ where: { corp, noticeId: id }, select: { caseId: true } });
  return { id, to: row.toUserid, askedAt: row.firstTriedAt, caseIds: links.map((link) => link.caseId) };
}

/** The same human being as the one it was sent to: an account that was given to somebody else since is another. */
async function isAddressee(tx: Tx, corp: Corp, card: Card, userid: string, person: Person): Promise<boolean> {
  const [holder] = await tx.$queryRaw<{ personId: string }[]>`
    select person_id::text as "personId" from qungui.account
    where corp = ${corp} and userid = ${card.to} and since <= ${card.askedAt} and (until is null or until > ${card.askedAt})
    order by since desc limit 1`;
  return holder ? holder.personId === person.id : card.to === userid;
}

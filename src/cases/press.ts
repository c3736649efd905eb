import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { answerMatter } from '../daily-close/answer-matter.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { freshCard } from '../decisions/fresh-card.ts';
import { DECIDING, type DecidingAction, pressDecision } from '../decisions/press-decision.ts';
import type { Deps } from '../deps.ts';
import { pressExemption } from '../duties/press-exemption.ts';
import { pressPack } from '../evidence/press-pack.ts';
import type { Corp } from '../ids.ts';
import { type ButtonAction, MEANT, type Meant } from '../notices/content.ts';
import { markMissing, markPressed } from '../notices/mark-pressed.ts';
import { pressReceived } from '../publications/press-received.ts';
import { type Selected, takeAnswers } from '../register/inventory/answer.ts';
import { pressMeant } from '../responses/press-meant.ts';
import { pressWaiting } from '../responses/press-waiting.ts';
import { directoryOf } from '../review/directory-now.ts';
import { pressSign } from '../sign-off/press-sign.ts';
import { type Button, readButton } from './button.ts';
import { type CaseAction, MEANINGS } from './decide.ts';
import { pressBrake } from './press-brake.ts';
import { type Pressing, pressCase } from './press-case.ts';
import { cardOf, isAddressee } from './pressed-card.ts';
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
  | 'answered'
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
  if (outcome === 'answered' || GREYS.has(outcome) || ASKS_ON.has(outcome)) await deps.bell.ring('notices', corp);
  return outcome;
}

/** These need no looking into: the press counted, or the same one had counted before. */
const EXPECTED: ReadonlySet<PressOutcome> = new Set(['done', 'seen', 'repeat', 'answered', ...ASKS_ON]);

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
  const by = person.userid ?? press.userid.toLowerCase();
  if (!(await isAddressee(tx, corp, card, by, person))) return 'not-the-addressee';
  const pressing = { corp, keys, directory, card, person, by, at, selected: press.selected ?? [] };
  const { outcome, missing, entries } = await effectOf(tx, pressing, button);
  if (GREYS.has(outcome)) await markPressed(tx, corp, keys, card.id, press.responseCode, button.action, outcome);
  if (ASKS_ON.has(outcome)) await markMissing(tx, corp, keys, card.id, press.responseCode, missing ?? 0);
  await appendAudit(tx, corp, keys, at, entries);
  return outcome;
}

interface PressingCard extends Pressing {
  readonly selected: readonly Selected[];
}

interface Came {
  readonly outcome: PressOutcome;
  /** How many questions of the card wait still. */
  readonly missing?: number;
  readonly entries: readonly AuditEntry[];
}

function effectOf(tx: Tx, pressing: PressingCard, { id, action, expiresAtMs }: Button): Promise<Came> {
  if (expiresAtMs <= pressing.at.getTime()) return expired(tx, pressing, { id, action });
  if (action === 'received') return received(tx, pressing, id);
  if (action === 'closed') return closed(tx, pressing, id);
  if (action === 'acknowledge') return pressWaiting(tx, pressing, id);
  if (action === 'exempt-agree' || action === 'exempt-refuse') return pressExemption(tx, pressing, id, action);
  if (action === 'pack-release' || action === 'pack-refuse') return pressPack(tx, pressing, id, action);
  if (isMeant(action)) return pressMeant(tx, pressing, id, action);
  if (isDeciding(action)) return pressDecision(tx, pressing, id, action);
  if (isOfCase(action)) return pressCase(tx, pressing, id, action);
  return id === pressing.card.id ? ON_THE_CARD[action](tx, pressing) : nothing('no-such-card');
}

/** It counts for nothing; what still waits for him comes on a card of today. */
async function expired(tx: Tx, pressing: PressingCard, { id, action }: Pick<Button, 'id' | 'action'>): Promise<Came> {
  if (isDeciding(action)) await freshCard(tx, pressing, id);
  return nothing('expired');
}

type AboutMatter =
  | 'received'
  | 'closed'
  | 'acknowledge'
  | 'exempt-agree'
  | 'exempt-refuse'
  | 'pack-release'
  | 'pack-refuse';

/** Buttons that name what waits, and not the card. */
const received = (tx: Tx, { corp, keys, at, by, card }: PressingCard, publicationId: string): Promise<Came> =>
  pressReceived(tx, { corp, keys, at }, { publicationId, by, via: 'card', noticeId: card.id });

const closed = (tx: Tx, { corp, keys, at, by, card }: PressingCard, obligationId: string): Promise<Came> =>
  answerMatter(tx, { corp, keys, at }, { obligationId, by, answer: { says: 'done' }, via: 'card', noticeId: card.id });

const nothing = (outcome: PressOutcome): Promise<Came> => Promise.resolve({ outcome, entries: [] });

const isDeciding = (action: ButtonAction): action is DecidingAction => (DECIDING as readonly string[]).includes(action);

const isMeant = (action: ButtonAction): action is Meant => (MEANT as readonly string[]).includes(action);

const isOfCase = (action: ButtonAction): action is CaseAction => action in MEANINGS;

/** Buttons that are about the card itself; all others are about one of its cases. */
const ON_THE_CARD: Readonly<
  Record<
    Exclude<ButtonAction, CaseAction | DecidingAction | AboutMatter | Meant>,
    (tx: Tx, pressing: PressingCard) => Promise<Came>
  >
> = {
  seen: () => nothing('seen'),
  declare: (tx, pressing) => takeAnswers(tx, pressing, pressing.card.id, pressing.selected),
  release: (tx, pressing) => pressBrake(tx, pressing, pressing.card.id, 'release'),
  'stop-rule': (tx, pressing) => pressBrake(tx, pressing, pressing.card.id, 'stop-rule'),
  sign: (tx, pressing) => pressSign(tx, pressing, pressing.card.id, 'signed'),
  'sign-refuse': (tx, pressing) => pressSign(tx, pressing, pressing.card.id, 'refused'),
};

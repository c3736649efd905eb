import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { DecidingAction } from '../decisions/press-decision.ts';
import { lookAtMessage } from '../hearing/said-anew.ts';
import { type Corp, newId } from '../ids.ts';
import { MATTER_PREFIX } from '../managed/sentences.ts';
import type { ButtonAction, Meant } from '../notices/content.ts';
import { messageAsked } from '../rules/response/outcomes.ts';
import { armTimer, type TimerKind } from '../timers/arm.ts';
import { markFindsOf } from '../words/mark-finds.ts';
import { type AskingOf, passOn } from './hr-asks.ts';
import type { JudgedBy } from './judged.ts';
import { withdrawDecided } from './withdraw-notices.ts';

export type CaseAction = Exclude<
  ButtonAction,
  | DecidingAction
  | Meant
  | 'seen'
  | 'declare'
  | 'release'
  | 'stop-rule'
  | 'received'
  | 'closed'
  | 'acknowledge'
  | 'sign'
  | 'sign-refuse'
  | 'exempt-agree'
  | 'exempt-refuse'
  | 'pack-release'
  | 'pack-refuse'
>;
type Side = 'subject' | 'keeper' | 'hr';

/** What a button of a case means: who may press it, what the decision is called, and what happens to the case. */
interface Meaning {
  readonly side: Side;
  readonly decision: string;
  /** `look`: the group is fetched and judged again, with the answer. `listen`: what was said there is. `to-hr`: nobody is reminded any more, a person looks. `keep`: who keeps the group does it. `ask`: the case waits for what the person says. */
  readonly effect: 'look' | 'listen' | 'to-hr' | 'decided' | 'keep' | 'ask';
}

export const MEANINGS: Readonly<Record<CaseAction, Meaning>> = {
  fixed: { side: 'subject', decision: 'fixed', effect: 'look' },
  wrong: { side: 'subject', decision: 'reported-wrong', effect: 'to-hr' },
  agreed: { side: 'keeper', decision: 'agreed', effect: 'look' },
  'not-agreed': { side: 'keeper', decision: 'not-agreed', effect: 'look' },
  belongs: { side: 'keeper', decision: 'belongs', effect: 'look' },
  done: { side: 'keeper', decision: 'done', effect: 'look' },
  cannot: { side: 'keeper', decision: 'cannot', effect: 'to-hr' },
  remove: { side: 'keeper', decision: 'remove', effect: 'keep' },
  keep: { side: 'keeper', decision: 'keep', effect: 'keep' },
  'hand-over': { side: 'keeper', decision: 'hand-over', effect: 'keep' },
  rejoin: { side: 'subject', decision: 'rejoin', effect: 'keep' },
  'stay-out': { side: 'subject', decision: 'stay-out', effect: 'keep' },
  task: { side: 'subject', decision: 'task', effect: 'listen' },
  'not-task': { side: 'subject', decision: 'not-task', effect: 'listen' },
  'find-right': { side: 'keeper', decision: 'find-right', effect: 'decided' },
  'find-wrong': { side: 'keeper', decision: 'find-wrong', effect: 'listen' },
  ask: { side: 'hr', decision: 'asked', effect: 'ask' },
  reached: { side: 'subject', decision: 'reached', effect: 'to-hr' },
  'not-reached': { side: 'subject', decision: 'not-reached', effect: 'to-hr' },
};

export interface Deciding {
  readonly caseId: string;
  readonly chatId: string;
  /** The account of who decides; already found entitled. */
  readonly actor: string;
  readonly action: CaseAction;
  readonly via: 'card' | 'reply' | 'page' | 'cli';
  /** When the question was put: one answer a side from then on. */
  readonly askedAt: Date;
  readonly at: Date;
}

/**
 * Writes a decision and its effect on the case, in the caller's transaction, which holds the case's row locked. `repeat`: his
 * side has answered since the question was put, and nothing happens. The entries belong into the trail.
 */
export async function decide(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  deciding: Deciding,
): Promise<{ outcome: 'done' | 'repeat'; entries: AuditEntry[] }> {
  const { caseId, chatId, actor, action, via, at } = deciding;
  const { side, decision } = MEANINGS[action];
  const earlier = await tx.decision.findFirst({
    where: { corp, caseId, action: { in: answersOf(side, action) }, at: { gte: deciding.askedAt } },
    select: { id: true },
  });
  if (earlier) return { outcome: 'repeat', entries: [] };
  const id = newId();
  const matter = await tx.case.findFirstOrThrow({ where: { corp, id: caseId }, select: MATTER });
  const effect = effectOn(matter, action);
  await tx.decision.create({ data: { corp, id, caseId, actor, action: decision, via, at } });
  const marked = FINDS[action];
  const finds = marked
    ? await markFindsOf(tx, corp, keys, { chatId, ...matter }, { marked, by: actor, note: null, at })
    : [];
  const look = LOOKS[effect];
  if (effect === 'listen') await lookAtMessage(tx, corp, chatId, messageAsked(matter.window), at);
  else if (look) await armTimer(tx, corp, { kind: look, subject: chatId, dueAt: at, at });
  else if (effect !== 'ask') {
    if (effect === 'keep') await armTimer(tx, corp, { kind: 'keep-group', subject: chatId, dueAt: at, at });
    await tx.case.updateMany({
      where: { corp, id: caseId, closedAt: null },
      data: { state: effect === 'to-hr' ? 'escalated' : 'decided' },
    });
  }
  const recalled = look || effect === 'ask' ? [] : await withdrawDecided(tx, corp, caseId);
  const says = ASKINGS[action];
  const passed = says ? await passOn(tx, corp, keys, { caseId, actor, says, at }) : [];
  return { outcome: 'done', entries: [...entriesOf(keys, deciding, id, matter), ...finds, ...recalled, ...passed] };
}

/** What goes between HR and the person. */
const ASKINGS: Readonly<Partial<Record<CaseAction, AskingOf['says']>>> = {
  ask: 'asked',
  reached: 'reached',
  'not-reached': 'not-reached',
};

/** What a decision says of the finds of its case. */
const FINDS: Readonly<Partial<Record<CaseAction, 'right' | 'wrong'>>> = {
  'find-right': 'right',
  'find-wrong': 'wrong',
};

/** What is looked at after a decision that may have settled it. */
const LOOKS: Readonly<Partial<Record<Meaning['effect'], TimerKind>>> = { look: 'look-group', listen: 'look-messages' };

const MATTER = {
  instance: true,
  subject: true,
  nature: true,
  window: true,
  policySlug: true,
  policyVersion: true,
  inputHash: true,
} as const;
type Matter = JudgedBy & Readonly<Record<'instance' | 'subject' | 'nature' | 'window', string>>;

/** No look at the group would find these gone: what the keeping asks is carried out, and of what once happened it is the end that it was heard. */
function effectOn({ instance, nature, window }: Matter, action: CaseAction): Meaning['effect'] {
  if (instance.startsWith(MATTER_PREFIX) && MEANINGS[action].effect === 'look') return 'keep';
  const past = nature === 'breach' && window !== STATE_FACT;
  return past && (action === 'fixed' || action === 'done') ? 'decided' : MEANINGS[action].effect;
}

/** The window of a fault that lasts; others name the event they are about. */
const STATE_FACT = '-';

/** Having asked the person decides nothing; to ask again is a repeat. */
const answersOf = (side: Side, action: CaseAction): string[] =>
  Object.values(MEANINGS)
    .filter((meaning) => meaning.side === side && (action === 'ask' || meaning.effect !== 'ask'))
    .map((meaning) => meaning.decision);

function entriesOf(
  keys: CorpKeys,
  { caseId, chatId, actor, action, via }: Deciding,
  decisionId: string,
  { policySlug, policyVersion, inputHash }: Matter,
): AuditEntry[] {
  const { decision, effect } = MEANINGS[action];
  const made: AuditEntry = {
    v: 1,
    kind: 'decision-made',
    caseId,
    chatId,
    decisionId,
    actor: pseudonymOf(keys, actor),
    action: decision,
    via,
    policySlug,
    policyVersion,
    inputHash,
  };
  return effect === 'to-hr' ? [made, { v: 1, kind: 'case-escalated', caseId, chatId, to: 'hr' }] : [made];
}

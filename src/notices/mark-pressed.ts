import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import type { ButtonAction } from './content.ts';
import { readOutcome } from './outcome.ts';
import { sealNotice } from './sealed.ts';
import { say } from './wording/say.ts';
import type { WordingKey } from './wording/zh.ts';

const LABELS: Readonly<Record<ButtonAction, WordingKey>> = {
  fixed: 'closedFixed',
  wrong: 'closedWrong',
  agreed: 'closedAnswered',
  'not-agreed': 'closedAnswered',
  belongs: 'closedAnswered',
  done: 'closedDone',
  cannot: 'closedCannot',
  waive: 'closedDecided',
  confirm: 'closedDecided',
  remove: 'closedUnderWay',
  keep: 'closedAnswered',
  'hand-over': 'closedUnderWay',
  rejoin: 'closedUnderWay',
  'stay-out': 'closedAnswered',
  declare: 'closedDeclared',
  release: 'closedDecided',
  'stop-rule': 'closedDecided',
  seen: 'closedSeen',
  acknowledge: 'closedAnswered',
  task: 'closedTask',
  'not-task': 'closedAnswered',
  'meant-a': 'closedAnswered',
  'meant-b': 'closedAnswered',
  'meant-c': 'closedAnswered',
  'find-right': 'closedDone',
  'find-wrong': 'closedFindWrong',
  ask: 'closedAsked',
  reached: 'closedExplained',
  'not-reached': 'closedExplained',
  'ask-him': 'closedAskHim',
  'pass-on': 'closedPassOn',
  explain: 'closedExplain',
  exempt: 'closedExplain',
  uphold: 'closedDecided',
  reverse: 'closedDecided',
  received: 'closedReceived',
  closed: 'closedClosed',
  sign: 'closedSigned',
  'sign-refuse': 'closedSignRefused',
  'exempt-agree': 'closedAnswered',
  'exempt-refuse': 'closedAnswered',
  'pack-release': 'closedAnswered',
  'pack-refuse': 'closedAnswered',
};

/**
 * Keeps the fresh response_code of a press, sealed, so that the card can be greyed once nothing on it waits [94888]; after an
 * effect, also what the button will then say. Losing it changes no decision.
 */
export async function markPressed(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  noticeId: string,
  responseCode: string,
  action: ButtonAction,
  came: string,
): Promise<void> {
  const row = await tx.notice.findFirst({ where: { corp, id: noticeId }, select: { outcome: true, kind: true } });
  if (!row) return;
  const known = readOutcome(row.outcome);
  const says = came === 'done' || came === 'seen' ? say('zh', LABELS[action]) : known.label;
  const label = row.kind === 'digest' && action !== 'seen' ? known.label : says;
  await tx.notice.updateMany({
    where: { corp, id: noticeId },
    data: {
      ...(responseCode !== '' && { responseCode: sealNotice(keys, 'response_code', noticeId, responseCode) }),
      outcome: { ...known, label, missing: null },
    },
  });
}

/** Keeps the fresh response_code of a press that left questions open, so that the card can say so. */
export async function markMissing(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  noticeId: string,
  responseCode: string,
  missing: number,
): Promise<void> {
  const row = await tx.notice.findFirst({ where: { corp, id: noticeId }, select: { outcome: true } });
  if (!row || responseCode === '') return;
  await tx.notice.updateMany({
    where: { corp, id: noticeId },
    data: {
      responseCode: sealNotice(keys, 'response_code', noticeId, responseCode),
      outcome: { ...readOutcome(row.outcome), missing },
    },
  });
}

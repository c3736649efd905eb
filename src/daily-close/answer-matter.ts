import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { holdGroup } from '../groups/hold-group.ts';
import type { Noting } from '../publications/noting.ts';
import { pressObligation } from '../responses/press.ts';
import type { LocalDate } from '../work-time/local-time.ts';
import { colleaguesIn } from './colleagues.ts';

/** What a person says of a matter that waits for him; `accepts` and `declines` are of him to whom it was handed. */
export type MatterAnswer =
  | { readonly says: 'received' | 'done' | 'accepts' | 'declines' }
  | { readonly says: 'moved'; readonly to: LocalDate; readonly reason: string }
  | { readonly says: 'handed-over'; readonly to: string; readonly reason: string }
  | { readonly says: 'not-mine'; readonly reason: string };

export interface AnsweringMatter {
  readonly obligationId: string;
  readonly by: string;
  readonly answer: MatterAnswer;
  readonly via: 'card' | 'page';
  readonly noticeId: string | null;
}

export interface MatterAnswered {
  readonly outcome: 'done' | 'repeat' | 'closed' | 'not-entitled';
  readonly entries: readonly AuditEntry[];
}

/**
 * Takes what somebody says of a matter: he whom it waits for, or he to whom it was handed. What follows from it the group's next
 * judgement says: moving gives another day, handing over ends his part only when the other accepts. Only a colleague of the same
 * group learns of a matter.
 */
export async function answerMatter(tx: Tx, noting: Noting, answering: AnsweringMatter): Promise<MatterAnswered> {
  const { corp } = noting;
  const { obligationId: id, by, answer, via, noticeId } = answering;
  const found = await tx.obligation.findFirst({ where: { corp, id }, select: { chatId: true } });
  if (!found) return { outcome: 'not-entitled', entries: [] };
  await holdGroup(tx, corp, found.chatId);
  const row = await tx.obligation.findFirstOrThrow({ where: { corp, id } });
  const [onId] = row.messages;
  if (onId === undefined || !(await mayAnswer(tx, noting, { onId, awaited: row.awaited, by, says: answer.says })))
    return { outcome: 'not-entitled', entries: [] };
  if (row.closedAt) return { outcome: 'closed', entries: [] };
  if (answer.says === 'handed-over' && !(await colleaguesIn(tx, corp, row.chatId)).includes(answer.to))
    return { outcome: 'not-entitled', entries: [] };
  const { keys, at } = noting;
  const place = { chatId: row.chatId, on: onId, by, via, at, ...(noticeId !== null && { noticeId }) };
  return pressObligation(tx, corp, keys, { ...place, ...said(answer) });
}

async function mayAnswer(
  tx: Tx,
  { corp }: Noting,
  {
    onId,
    awaited,
    by,
    says,
  }: {
    readonly onId: string;
    readonly awaited: readonly string[];
    readonly by: string;
    readonly says: MatterAnswer['says'];
  },
): Promise<boolean> {
  if (says !== 'accepts' && says !== 'declines') return awaited.includes(by);
  return (await tx.obligationPress.count({ where: { corp, onId, says: 'handed-over', toUserid: by } })) > 0;
}

function said(answer: MatterAnswer) {
  switch (answer.says) {
    case 'moved':
      return { says: answer.says, toDate: answer.to, reason: answer.reason };
    case 'handed-over':
      return { says: answer.says, to: answer.to, reason: answer.reason };
    case 'not-mine':
      return { says: answer.says, reason: answer.reason };
    default:
      return { says: answer.says };
  }
}

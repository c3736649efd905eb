import { Prisma } from '../db/generated/client.ts';

/** What people have begun to decide of a case, as the row keeps it. */
export const STAGES = ['statement', 'ready', 'decided', 'appealed', 'reversed'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * Where a case stands for those who decide: 待处理, 等本人说明, 待决定, 已决定, 申诉中, 已撤回/已结束; `under-way`: people are reminded of
 * it still, and nobody needs to decide.
 */
export const QUEUE_STATES = ['to-do', 'statement', 'ready', 'decided', 'appealed', 'over', 'under-way'] as const;
export type QueueState = (typeof QUEUE_STATES)[number];

/** The state of the row `c` of qungui.case; word for word what the index case_queue is made of. */
export const QUEUE_STATE = Prisma.sql`(CASE
  WHEN c.stage = 'appealed' THEN 'appealed'
  WHEN c.closed_at IS NOT NULL OR c.stage = 'reversed' THEN 'over'
  WHEN c.stage IS NOT NULL THEN c.stage
  WHEN c.state = 'decided' THEN 'decided'
  WHEN c.state = 'escalated' OR c.tell = 'hr' THEN 'to-do'
  ELSE 'under-way' END)`;

/** The same of a row in hand. Pure. */
export function queueStateOf(row: {
  readonly stage: string | null;
  readonly closedAt: Date | null;
  readonly state: string;
  readonly tell: string;
}): QueueState {
  if (row.stage === 'appealed') return 'appealed';
  if (row.closedAt !== null || row.stage === 'reversed') return 'over';
  if (row.stage !== null) return row.stage as QueueState;
  if (row.state === 'decided') return 'decided';
  return row.state === 'escalated' || row.tell === 'hr' ? 'to-do' : 'under-way';
}

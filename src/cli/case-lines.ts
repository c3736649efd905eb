import { caseSaid } from '../cases/case-said.ts';
import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Sentence } from '../rules/rule.ts';

/** A case in one line. */
export interface CaseLine {
  readonly number: number;
  readonly rule: string;
  readonly clause: string;
  readonly chatId: string;
  readonly subject: string;
  readonly state: string;
  readonly held: string | null;
  readonly says: Sentence;
  readonly openedAt: Date;
}

/** Open cases about a group or about subjects, the oldest first. */
export async function openCasesOf(
  tx: Tx,
  corp: Corp,
  about: { readonly chatId: string } | { readonly subjects: readonly string[] },
): Promise<CaseLine[]> {
  const which = 'chatId' in about ? { chatId: about.chatId } : { subject: { in: [...about.subjects] } };
  const rows = await tx.case.findMany({ where: { corp, closedAt: null, ...which }, orderBy: { number: 'asc' } });
  return rows.map(({ number, rule, clause, chatId, subject, state, held, says, detail, openedAt }) => ({
    number: Number(number),
    rule,
    clause,
    chatId,
    subject,
    state,
    held,
    says: caseSaid(rule, 'says', says, detail),
    openedAt,
  }));
}

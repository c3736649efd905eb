import { fill } from '../cases/sentences.ts';
import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { sayingOf } from '../managed/sentences.ts';
import { rulesById } from '../rules/index.ts';
import type { Detail, Sentence } from '../rules/rule.ts';

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
    says: saidOf(rule, 'says', says, detail),
    openedAt,
  }));
}

/** The rule's sentence of a case, its places filled; the bare key where this version has no such rule. */
export function saidOf(rule: string, what: 'says' | 'fix', key: string, detail: unknown): Sentence {
  const sentence = rulesById.get(rule)?.[what][key] ?? sayingOf(rule, key)?.[what];
  return sentence ? fill(sentence, detail as Detail) : { zh: key, en: key };
}

import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Directory, Person } from '../events/person.ts';
import { holdGroup } from '../groups/hold-group.ts';
import type { Corp } from '../ids.ts';
import { type CaseAction, decide } from './decide.ts';
import { entitled } from './entitled.ts';
import type { Card } from './pressed-card.ts';

/** A press by somebody who is the card's reader. */
export interface Pressing {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly directory: Directory;
  readonly card: Card;
  readonly person: Person;
  /** His account. */
  readonly by: string;
  readonly at: Date;
}

interface Came {
  readonly outcome: 'done' | 'repeat' | 'closed' | 'no-such-case' | 'not-entitled';
  readonly entries: readonly AuditEntry[];
}

/** A button of one of the card's cases: a decision, made while the group's and the case's row are held. The entries belong into the trail. */
export async function pressCase(tx: Tx, pressing: Pressing, caseId: string, action: CaseAction): Promise<Came> {
  const { corp, keys, directory, card, person, by, at } = pressing;
  const matter = card.caseIds.includes(caseId) ? await holdMatter(tx, corp, caseId) : null;
  if (!matter) return { outcome: 'no-such-case', entries: [] };
  if (matter.closedAt) return { outcome: 'closed', entries: [] };
  if ((await entitled(tx, corp, action, matter, person, directory, at)) === 'no')
    return { outcome: 'not-entitled', entries: [] };
  const { chatId } = matter;
  return decide(tx, corp, keys, { caseId, chatId, actor: by, action, via: 'card', askedAt: card.askedAt, at });
}

interface LockedCase {
  readonly chatId: string;
  readonly subject: string;
  readonly policySlug: string;
  readonly closedAt: Date | null;
}

/** The group first, then the case: everybody locks in this order. */
async function holdMatter(tx: Tx, corp: Corp, id: string): Promise<LockedCase | null> {
  const found = await tx.case.findFirst({ where: { corp, id }, select: { chatId: true } });
  if (!found) return null;
  await holdGroup(tx, corp, found.chatId);
  const [matter] = await tx.$queryRaw<LockedCase[]>`
    select chat_id as "chatId", subject, policy_slug as "policySlug", closed_at as "closedAt"
    from qungui."case" where corp = ${corp} and id = ${id}::uuid for update`;
  return matter ?? null;
}

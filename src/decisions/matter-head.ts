import type { Tx } from '../db/client.ts';
import type { PersonId } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import type { Deciding } from './deciding.ts';
import { subjectOf } from './hold-matter.ts';
import { type QueueState, queueStateOf } from './queue-state.ts';

/** What a case is, before anything that came of it. */
export interface MatterHead {
  readonly id: string;
  readonly number: bigint;
  readonly nature: string;
  readonly rule: string;
  readonly instance: string;
  readonly clause: string;
  readonly chatId: string;
  readonly groupName: string;
  readonly subject: string;
  /** The one it is about, when it is one of the company's own. */
  readonly person: { readonly id: PersonId; readonly userid: string | null; readonly name: string } | null;
  readonly window: string;
  readonly says: string;
  readonly detail: unknown;
  readonly level: string;
  readonly tell: string;
  readonly held: string | null;
  readonly policySlug: string;
  readonly policyVersion: number;
  readonly openedAt: Date;
  readonly toldAt: Date | null;
  readonly graceUntil: Date | null;
  readonly closedAt: Date | null;
  readonly closedBecause: string | null;
  readonly state: QueueState;
}

/** The head of a case, and the policy that is in force for it. */
export async function matterHead(
  tx: Tx,
  { corp, at }: Deciding,
  caseId: string,
): Promise<{ readonly head: MatterHead; readonly policy: Policy | null } | null> {
  const row = await tx.case.findFirst({ where: { corp, id: caseId } });
  if (!row) return null;
  const { stage, state, corp: _, inputHash: __, reminders: ___, ...rest } = row;
  const group = await tx.groupState.findFirst({
    where: { corp, chatId: row.chatId, until: null },
    select: { name: true },
  });
  const directory = await directoryOf(tx, corp, at.getTime());
  const person = await subjectOf(tx, corp, row, directory);
  const policies = await policiesInForce(tx, corp, at);
  return {
    policy: policies.find(({ slug }) => slug === row.policySlug) ?? policies[0] ?? null,
    head: {
      ...rest,
      groupName: group?.name ?? '',
      person: person && { id: person.id, userid: person.userid, name: person.name },
      state: queueStateOf({ stage, state, closedAt: row.closedAt, tell: row.tell }),
    },
  };
}

import type { Tx } from '../db/client.ts';
import { withRelations } from '../policy/relations.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import type { Deciding } from './deciding.ts';
import { type Held, type Matter, subjectOf } from './hold-matter.ts';
import type { Stage } from './queue-state.ts';

/** A case as it stands, to be read and not to be changed: nothing is held. Null: there is none, or no policy is in force. */
export async function lookAtMatter(tx: Tx, { corp, at }: Deciding, caseId: string): Promise<Held | null> {
  const row = await tx.case.findFirst({ where: { corp, id: caseId } });
  if (!row) return null;
  const policies = await policiesInForce(tx, corp, at);
  const policy = policies.find(({ slug }) => slug === row.policySlug) ?? policies[0];
  if (!policy) return null;
  const group = await tx.groupState.findFirst({
    where: { corp, chatId: row.chatId, until: null },
    select: { name: true },
  });
  const matter: Matter = { ...row, stage: row.stage as Stage | null, groupName: group?.name ?? '' };
  const directory = withRelations(policy, await directoryOf(tx, corp, at.getTime()));
  return { matter, policy, directory, person: await subjectOf(tx, corp, matter, directory) };
}

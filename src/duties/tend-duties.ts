import type { AuditEntry } from '../audit/entry.ts';
import type { CorpConfig } from '../config.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { noteFineSigns } from '../legal/fine-signs.ts';
import { noteRelations } from '../legal/relation-notes.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { askToSign } from '../sign-off/ask-to-sign.ts';
import { suggestDeputies } from './suggest-deputies.ts';

interface Tending {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
  readonly place: Pick<CorpConfig, 'slug' | 'pages' | 'jurisdiction'>;
}

/**
 * Sees to what duties want without anybody asking: people who are still to be shown a version in force, deputies for those who will be
 * away, signs of fines by another name, notes about people who are not employed here.
 */
export async function tendDuties(tx: Tx, tending: Tending): Promise<AuditEntry[]> {
  const { corp, at } = tending;
  const policies = await policiesInForce(tx, corp, at);
  if (policies.length === 0) return [];
  const directory = await directoryOf(tx, corp, at.getTime());
  for (const policy of policies) await askToSign(tx, tending, policy, directory);
  await suggestDeputies(tx, tending, policies, directory);
  return [
    ...(await noteFineSigns(tx, tending, policies, directory)),
    ...(await noteRelations(tx, tending, policies, directory)),
  ];
}

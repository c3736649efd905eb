import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { packEvidence } from '../evidence/pack.ts';
import { caseNamed } from './case-named.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { newFile } from './new-file.ts';

export interface PackOptions {
  readonly corp?: string;
  readonly by: string;
  readonly purpose: string;
  readonly reason: string;
  readonly to: string;
}

/** Writes the evidence of one case into a new file (0600); the trail says who took it and what for. */
export async function packCase(deps: Deps, wanted: string, options: PackOptions): Promise<Answer> {
  const { corp: slug, by, purpose, reason, to } = options;
  const { slug: corp } = corpOf(deps.config, slug);
  if (!/^\w[\w.:/@-]{0,99}$/.test(purpose))
    throw wrongUse('the purpose is no word', 'the trail keeps words, not prose', 'write it as arbitration');
  const keys = await deps.keys.of(corp);
  const { sha256, records } = await newFile(to, async () => {
    const pack = await deps.db.withCorp(corp, async (tx) => {
      const row = await tx.case.findFirst({ where: { corp, ...caseNamed(wanted) }, select: { id: true } });
      return row && packEvidence(tx, { corp, keys, at: await nowIn(tx) }, { caseId: row.id, by, purpose, reason });
    });
    if (pack) return pack;
    throw wrongUse(`there is no case ${wanted}`, 'no row has this number or id', 'write it as on a card: C-12');
  });
  return {
    exit: 0,
    json: { corp, file: to, sha256, records },
    text: `✓ ${to}: ${records} records of the trail\n  sha256 ${sha256}\n`,
  };
}

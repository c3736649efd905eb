import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { packEvidence } from '../evidence/pack.ts';
import { caseNamed } from './case-named.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';

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
  // First the file: what could not be written is not in the trail as taken.
  const fd = openNew(to);
  try {
    const keys = await deps.keys.of(corp);
    const pack = await deps.db.withCorp(corp, async (tx) => {
      const row = await tx.case.findFirst({ where: { corp, ...caseNamed(wanted) }, select: { id: true } });
      return row && packEvidence(tx, { corp, keys, at: await nowIn(tx) }, { caseId: row.id, by, purpose, reason });
    });
    if (!pack)
      throw wrongUse(`there is no case ${wanted}`, 'no row has this number or id', 'write it as on a card: C-12');
    writeSync(fd, pack.bytes);
    const { sha256, records } = pack;
    return {
      exit: 0,
      json: { corp, file: to, sha256, records },
      text: `✓ ${to}: ${records} records of the trail\n  sha256 ${sha256}\n`,
    };
  } catch (error) {
    rmSync(to);
    throw error;
  } finally {
    closeSync(fd);
  }
}

function openNew(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? 'the system refused it';
    throw wrongUse(`${file} cannot be written`, why, 'name a new file in a folder that this account may write to');
  }
}

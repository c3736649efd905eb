import { nowIn } from '../db/client.ts';
import { isAbout, seeMatter } from '../decisions/hold-matter.ts';
import type { Deps } from '../deps.ts';
import { nameOf, numberOf } from '../evidence/ask-for-pack.ts';
import { packEvidence } from '../evidence/pack.ts';
import { namedCard } from '../evidence/request-cards.ts';
import { releasersOf } from '../evidence/who-releases.ts';
import { writePrivately } from '../legal/private-card.ts';
import { caseNamed } from './case-named.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { newFile } from './new-file.ts';

export interface PackOptions {
  readonly corp?: string;
  readonly by: string;
  readonly second: string;
  readonly purpose: string;
  readonly reason: string;
  readonly to: string;
}

/**
 * Writes the evidence of one case into a new file (0600); the trail says who took it, who was named as second,
 * and what for. Who was named is told: the operator gave his name, he himself has pressed nothing.
 */
export async function packCase(deps: Deps, wanted: string, options: PackOptions): Promise<Answer> {
  const { corp: slug, by, second, purpose, reason, to } = options;
  const { slug: corp } = corpOf(deps.config, slug);
  const keys = await deps.keys.of(corp);
  const { sha256, records } = await newFile(to, async () => {
    const pack = await deps.db.withCorp(corp, async (tx) => {
      const row = await tx.case.findFirst({ where: { corp, ...caseNamed(wanted) }, select: { id: true } });
      const deciding = { corp, keys, at: await nowIn(tx) };
      const held = row && (await seeMatter(tx, deciding, row.id));
      if (!held) return null;
      if (held.directory.byAccount.get(by.toLowerCase())?.status !== 'active' || isAbout(held, by)) throw notHis(by);
      if (!releasersOf(held, by).includes(second.toLowerCase())) throw noSecond(second);
      const named = namedCard(numberOf(held), nameOf(held, by.toLowerCase()));
      await writePrivately(tx, deciding, [second.toLowerCase()], named);
      return packEvidence(tx, deciding, { caseId: row.id, by, purpose, reason, second: second.toLowerCase() });
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

const notHis = (by: string) =>
  wrongUse(
    `${by} may not take this evidence`,
    'who takes it works here, and the case is not about him; what is kept about himself he reads on his own pages',
    'name with --by who takes it',
  );

const noSecond = (second: string) =>
  wrongUse(
    `${second} may not let this evidence leave the house`,
    'a second person is of HR or answers for the employer, is not who takes it, and the case is not about him',
    'name another one with --second; he is told of it, and the trail keeps who it was',
  );

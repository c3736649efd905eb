import { appendAudit } from '../audit/append.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deciding } from '../decisions/deciding.ts';
import { isAbout, seeMatter } from '../decisions/hold-matter.ts';
import type { Deps } from '../deps.ts';
import { askForPack } from '../evidence/ask-for-pack.ts';
import { releasedTo, takePack } from '../evidence/release-pack.ts';
import { releasersOf } from '../evidence/who-releases.ts';
import type { Corp } from '../ids.ts';
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
 * Writes the evidence of one case into a new file (0600), once a second person let it go on his card or page; until then he is asked,
 * and nothing is written. The trail and the person it is about see who took it, who let it go, and what for: as it was asked for.
 */
export async function packCase(deps: Deps, wanted: string, options: PackOptions): Promise<Answer> {
  const { corp: slug, to } = options;
  const { slug: corp } = corpOf(deps.config, slug);
  const keys = await deps.keys.of(corp);
  const wish = await deps.db.withCorp(corp, async (tx) =>
    askOrFind(tx, { corp, keys, at: await nowIn(tx) }, wanted, options),
  );
  if (!('id' in wish)) {
    await deps.bell.ring('notices', corp);
    return waits(corp, wish.asked, options);
  }
  const { sha256, records } = await newFile(to, async () => {
    const pack = await deps.db.withCorp(corp, async (tx) =>
      takePack(tx, { corp, keys, at: await nowIn(tx) }, { id: wish.id, by: options.by }),
    );
    if (pack) return pack;
    throw wrongUse('it may be taken no more', 'what was let go stands for a day', 'ask again with the same command');
  });
  return {
    exit: 0,
    json: { corp, state: 'taken', file: to, sha256, records },
    text: `✓ ${to}: ${records} records of the trail\n  sha256 ${sha256}\n`,
  };
}

type Found = { readonly id: string } | { readonly asked: 'asked' | 'repeat' };

/** The wish that was let go; or who may let it go is asked, where that was not done before. */
async function askOrFind(tx: Tx, deciding: Deciding, wanted: string, options: PackOptions): Promise<Found> {
  const { corp, keys, at } = deciding;
  const { by, second, purpose, reason } = options;
  const row = await tx.case.findFirst({ where: { corp, ...caseNamed(wanted) }, select: { id: true } });
  const held = row && (await seeMatter(tx, deciding, row.id));
  if (!held)
    throw wrongUse(`there is no case ${wanted}`, 'no row has this number or id', 'write it as on a card: C-12');
  if (held.directory.byAccount.get(by.toLowerCase())?.status !== 'active' || isAbout(held, by)) throw notHis(by);
  if (!held.directory.byAccount.has(second.toLowerCase())) throw notShown(second);
  if (!releasersOf(held, by).includes(second.toLowerCase())) throw noSecond(second);
  const released = await releasedTo(tx, deciding, held, by);
  if (released) return released;
  const came = await askForPack(tx, deciding, { caseId: row.id, by, purpose, reason, via: 'page' });
  await appendAudit(tx, corp, keys, at, came.entries);
  if (came.outcome === 'asked' || came.outcome === 'repeat') return { asked: came.outcome };
  throw noSecond(second);
}

const waits = (corp: Corp, asked: 'asked' | 'repeat', { second }: PackOptions): Answer => ({
  exit: 1,
  json: { corp, state: asked === 'asked' ? 'asked' : 'waits' },
  text: `${asked === 'asked' ? `${second} and whoever else may let it go are asked by a card` : 'nobody has let it go yet'}; run this again when it is released, within three days\n`,
});

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
    'name another one with --second; he is asked, and the trail keeps who let it go',
  );

/** Who was hired a moment ago is of HR once the directory was read. */
const notShown = (second: string) =>
  wrongUse(
    `nobody is called ${second} in the directory as it was read last`,
    'who was hired or renamed since is not known here yet, and whoever is not known can let nothing go',
    'look with people show, read the directory with sync, and try again',
  );

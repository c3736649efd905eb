import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { erasePerson, type Stays, whatStaysOf } from '../own-data/erase-person.ts';
import { exportPerson } from '../own-data/export-person.ts';
import { tellOfCommand } from '../review/tell-of-command.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { newFile } from './new-file.ts';
import { personOf } from './person-of.ts';
import { table } from './table.ts';

export interface ExportOptions {
  readonly corp?: string;
  readonly by: string;
  readonly to: string;
  readonly purpose: string;
}

export interface EraseOptions {
  readonly corp?: string;
  readonly by: string;
  readonly reason: string;
  readonly dryRun?: true;
}

/** All that is held about somebody, for him, in a new file (0600). */
export async function exportData(
  deps: Deps,
  wanted: string,
  { corp: slug, by, to, purpose }: ExportOptions,
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, slug);
  const keys = await deps.keys.of(corp);
  const { sha256, rows } = await newFile(to, () =>
    deps.db.withCorp(corp, async (tx) => {
      const at = await nowIn(tx);
      const personId = await personOf(tx, corp, wanted);
      await tellOfCommand(tx, { corp, keys, at }, { act: 'copy', by });
      return exportPerson(tx, { corp, keys, personId, by, purpose, at });
    }),
  );
  const lines = table(
    ['what', 'rows'],
    Object.entries(rows).map(([what, count]) => [what, String(count)]),
    '  ',
  );
  return { exit: 0, json: { corp, file: to, sha256, rows }, text: `✓ ${to}\n  sha256 ${sha256}\n${lines}` };
}

const WHY: Readonly<Record<Stays, string>> = {
  'open-case': 'a case about him is open, or waits to be decided; nothing about him was erased',
  'recent-decision': 'a decision about him is younger than 13 months and may be disputed; nothing about him was erased',
  'legal-hold': 'somebody holds it as evidence (hold list); nothing about him was erased',
  'at-work': 'he works here: what is so now stays, and would be read again tonight',
  'held-group': 'a group of his belongs to a case or a hold: what lies in it stays',
  'own-acts': 'what he decided about others is theirs to see',
  'duty-to-prove': 'signatures, consents, complaints, granted roles and what others wait for',
  'trail-hashes': 'the links of the trail, which name nobody, so that the chain still verifies',
};

/** 1: he stays whole, because of a case or a hold. */
export async function eraseData(deps: Deps, wanted: string, options: EraseOptions): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, options.corp);
  if (options.reason.trim() === '')
    throw wrongUse('the reason is empty', 'nobody could say later why it was erased', 'write it out with --reason');
  const personId = await deps.db.withCorp(corp, (tx) => personOf(tx, corp, wanted));
  const erased = options.dryRun
    ? { rows: {}, bodies: 0, stays: await whatStaysOf(deps, corp, personId) }
    : await erasePerson(deps, corp, personId, { by: options.by, reason: options.reason });
  const whole = erased.stays.some((why) => why === 'open-case' || why === 'recent-decision' || why === 'legal-hold');
  if (!options.dryRun && !whole) await told(deps, corp, options.by);
  const gone = table(
    ['erased', 'rows'],
    Object.entries(erased.rows).map(([what, count]) => [what, String(count)]),
    '  ',
  );
  const bodies =
    erased.bodies === 'no-login'
      ? '  ! bodies of the trail stay: ERASER_DATABASE_URL is not set\n'
      : `  bodies of the trail: ${erased.bodies}\n`;
  const stays = table(
    ['stays', 'because'],
    erased.stays.map((why) => [why, WHY[why]]),
    '  ',
  );
  return { exit: whole ? 1 : 0, json: { corp, ...erased }, text: `${gone}${bodies}${stays}` };
}

async function told(deps: Deps, corp: Corp, by: string): Promise<void> {
  const keys = await deps.keys.of(corp);
  await deps.db.withCorp(corp, async (tx) =>
    tellOfCommand(tx, { corp, keys, at: await nowIn(tx) }, { act: 'erasure', by }),
  );
}

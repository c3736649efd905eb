import { basename } from 'node:path';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { POLICY_TIME_ZONE } from '../policy/durations.ts';
import { readSheet } from '../register/sheet/sheet.ts';
import { directoryOf } from '../review/directory-now.ts';
import { importSignatures, readSignatures } from '../sign-off/import-signatures.ts';
import { localAt } from '../work-time/local-time.ts';
import { corpOf } from './corps.ts';
import { counted } from './counted.ts';
import { type Answer, wrongUse } from './desk.ts';
import { bytesOf } from './register-import.ts';
import type { OfVersion } from './sign-off.ts';
import { versionMeant } from './sign-off-step.ts';
import { printable } from './table.ts';
import { written } from './written.ts';

/** Takes the good lines of a list of signatures, and says of each other why not. */
export async function importPaper(
  deps: Deps,
  policySlug: string,
  path: string,
  options: OfVersion & { readonly dryRun?: true },
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, options.corp);
  const sheet = readSheet(bytesOf(path));
  const read = await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const today = localAt(at.getTime(), POLICY_TIME_ZONE).date;
    return readSignatures(sheet.rows, await directoryOf(tx, corp, at.getTime()), today);
  });
  if (!read)
    throw wrongUse(`${path} is no list of signatures`, 'no row holds 日期 and 账号 or 姓名', 'name its columns so');
  const { fresh, policyVersion } = options.dryRun
    ? { fresh: 0, policyVersion: null }
    : await written(deps, corp, async (tx, writing) => {
        const version = await versionMeant(tx, corp, policySlug, options.number);
        const of = { policySlug, policyVersion: version, file: basename(path).slice(0, 120), by: options.by };
        return { policyVersion: version, ...(await importSignatures(tx, writing, read, of)) };
      });
  const { taken } = read;
  const returned = read.returned.map(({ row, why }) => ({ row, why: why.en }));
  return {
    exit: returned.length > 0 ? 1 : 0,
    json: {
      corp,
      policy: policySlug,
      version: policyVersion,
      taken: taken.length,
      fresh,
      returned,
      written: !options.dryRun,
    },
    text: [
      ...returned.map(({ row, why }) => printable(`✗ line ${row}: ${why}`)),
      `${options.dryRun ? '' : '✓ '}${counted(taken.length, 'line')} read, ${fresh} new${options.dryRun ? '. A dry run: nothing was written.' : ''}`,
      '',
    ].join('\n'),
  };
}

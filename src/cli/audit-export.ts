import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { appendAudit } from '../audit/append.ts';
import { exportAudit } from '../audit/export.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { ExportOptions } from './audit.ts';
import { anchorText } from './audit-verify.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';

/** Streams the chain into a new file (0600). That it was taken is the next record of the trail. */
export async function exportTo(deps: Deps, { corp: slug, by, purpose, to }: ExportOptions): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, slug);
  let rows = 0;
  let last = '';
  async function* counted() {
    for await (const line of exportAudit(deps.db, corp)) {
      rows += 1;
      last = line;
      yield line;
    }
  }
  await pipeline(Readable.from(counted()), createWriteStream(to, { flags: 'wx', mode: 0o600 })).catch(notWritten(to));
  const keys = await deps.keys.of(corp);
  await deps.db.withCorp(corp, async (tx) => {
    const entry = { v: 1, kind: 'report-exported', what: 'audit', rows, purpose, by: pseudonymOf(keys, by) } as const;
    await appendAudit(tx, corp, keys, await nowIn(tx), [entry]);
  });
  const anchor = last === '' ? null : anchorText(corp, JSON.parse(last));
  return {
    exit: 0,
    json: { corp, file: to, records: rows, anchor: anchor && JSON.parse(anchor) },
    text: `✓ ${rows} records of ${corp} are in ${to}\n${anchor === null ? '' : `  to keep outside: ${anchor}\n`}`,
  };
}

const notWritten =
  (file: string) =>
  (error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST')
      throw wrongUse(`${file} is there already`, 'an export overwrites nothing', 'name a new file');
    if (typeof code === 'string' && /^E[A-Z]+$/.test(code))
      throw wrongUse(`${file} cannot be written`, code, 'name a file in a folder that this account may write to');
    throw error;
  };

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, type Dirent, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';

/** One file of a copy, by its path inside it. */
export interface CopiedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What PostgreSQL makes anew, or what would mislead a server that starts on the copy. */
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|pg_wal\/.+|(pg_dynshmem|pg_notify|pg_replslot|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/.+|(.*\/)?(pgsql_tmp.*|pg_internal\.init.*))$/;

/** The files of a write-ahead log: 24 hexadecimal digits, or the history of a timeline. */
const LOG_FILE = /^([0-9A-F]{24}|[0-9A-F]{8}\.history)$/;

const SLOT = 'qungui_backup';

export interface BaseBackup {
  readonly files: readonly CopiedFile[];
  /** Where the server keeps its data and its password. */
  readonly place: string;
}

/**
 * Copies the files of a running server into `to`, so that a server started there recovers to the moment the copying ended. Nobody is
 * kept waiting meanwhile. The log that is written during the copy is held back by a slot, and copied last.
 */
export async function baseBackup(superuserUrl: string, to: string): Promise<BaseBackup> {
  // The session that began a backup has to be the one that ends it.
  const client = new Client({ connectionString: superuserUrl });
  client.on('error', () => undefined); // the query that meets it says so
  await client.connect();
  try {
    const from = await ask(client, "select current_setting('data_directory')");
    await client.query(`select pg_create_physical_replication_slot($1, true, true)`, [SLOT]);
    const first = await ask(client, "select pg_walfile_name(pg_backup_start('qungui', true))");
    const files = await copyFolder(from, to, (path) => !LEFT_OUT.test(path));
    const { rows } = await client.query<{ last: string; label: string }>(
      'select pg_walfile_name(lsn) as last, labelfile as label from pg_backup_stop(true)',
    );
    const { last = '', label = '' } = rows[0] ?? {};
    const isOfBackup = (name: string): boolean =>
      LOG_FILE.test(name) && (name.endsWith('.history') || (name >= first && name <= last));
    const log = await copyFolder(join(from, 'pg_wal'), join(to, 'pg_wal'), isOfBackup);
    writeFileSync(join(to, 'backup_label'), label, { mode: 0o600 });
    const written = { path: 'backup_label', bytes: Buffer.byteLength(label), sha256: hashOf(label) };
    return {
      files: [...files, ...log.map((file) => ({ ...file, path: `pg_wal/${file.path}` })), written],
      place: dirname(from),
    };
  } finally {
    await client
      .query('select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = $1', [SLOT])
      .catch(() => undefined);
    await client.end();
  }
}

async function ask(client: Client, sql: string): Promise<string> {
  const { rows } = await client.query<Record<string, string>>(sql);
  return Object.values(rows[0] ?? {})[0] ?? '';
}

/** Copies what is wanted of a folder, empty folders too, for PostgreSQL misses them: of an unwanted one nothing may be wanted. A file that goes away meanwhile is not wanted. */
export async function copyFolder(from: string, to: string, isWanted: (path: string) => boolean): Promise<CopiedFile[]> {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const copied: CopiedFile[] = [];
  for (const entry of entriesBelow(from)) {
    const path = relative(from, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    if (!isWanted(path)) continue;
    if (entry.isDirectory()) mkdirSync(join(to, path), { recursive: true, mode: 0o700 });
    else if (entry.isFile()) copied.push(...(await copyFile(join(from, path), join(to, path), path)));
  }
  return copied;
}

/** A folder comes before what is in it. */
const entriesBelow = (folder: string): Dirent[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).sort(
    (a, b) => a.parentPath.length - b.parentPath.length,
  );

/** Copies one file and answers what it holds; none when it is not there. */
export async function copyFile(from: string, to: string, path: string): Promise<CopiedFile[]> {
  const hash = createHash('sha256');
  let bytes = 0;
  const seen = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(createReadStream(from), seen, createWriteStream(to, { mode: 0o600, flush: true }));
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw err;
  }
  return [{ path, bytes, sha256: hash.digest('hex') }];
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

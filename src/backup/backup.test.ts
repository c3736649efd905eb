import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newFolder, stopAndThrowAway } from '../../test/builders/embedded.ts';
import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { nowIn, openDb } from '../db/client.ts';
import { KEY_BYTES, openKek } from '../db/kek.ts';
import { openKeyring } from '../db/keyring.ts';
import { openDatabase } from '../db/open-database.ts';
import { Corp } from '../ids.ts';
import { openLog } from '../log.ts';
import { createBackup } from './create-backup.ts';
import type { Manifest } from './manifest.ts';
import { verifyBackup } from './verify-backup.ts';

const corp = Corp.parse('shifan');
const log = openLog('error');
let home: string;
let folder: string;
let close: () => Promise<void>;
let append: (records: number) => Promise<void>;
let deps: Parameters<typeof createBackup>[0];
let made: Manifest;
/** How many records the trail had when the backup was done. */
let atTheEnd = 0;

const place = () => ({ config: deps.config, log });

beforeAll(async () => {
  home = newFolder();
  folder = join(newFolder(), 'of-today');
  const kekFile = join(home, 'kek');
  const database = await openDatabase({ home, log, durability: 'test' });
  const db = openDb(database.appUrl, 'fixed');
  const keyring = openKeyring(db, openKek(kekFile, home));
  const keys = await keyring.of(corp);
  let records = 0;
  append = async (count) => {
    for (let i = 0; i < count; i += 1) {
      await db.withCorp(corp, async (tx) =>
        appendAudit(tx, corp, keys, await nowIn(tx), [
          { v: 1, kind: 'press-refused', actor: pseudonymOf(keys, 'qian.xiaoshou'), because: 'forged' },
        ]),
      );
      records += 1;
    }
  };
  const config = { home, kekFile, databaseUrl: null, clock: 'fixed', corps: new Map([[corp, {}]]) };
  deps = { config, db, clock: db.clock, log } as unknown as typeof deps;
  close = async () => {
    await db.close();
    await database.close();
  };
  mkdirSync(join(home, 'spool'), { recursive: true });
  writeFileSync(join(home, 'spool', 'waiting.json'), '{}', { mode: 0o600 });
  await append(50);
  // Somebody writes all the time, with a log that moves on.
  let writing = true;
  const writer = (async () => {
    while (writing) await append(5);
  })();
  made = await createBackup(deps, folder);
  atTheEnd = records;
  writing = false;
  await writer;
}, 120_000);
afterAll(async () => {
  await close?.();
  await stopAndThrowAway();
});

describe('a backup made while people write', () => {
  test('can be lived in: the trail is whole and reaches at least what it had reached', async () => {
    const { corps, files } = await verifyBackup(place(), folder);
    const [one] = corps;

    expect(one).toMatchObject({ corp, state: 'whole', cases: 0 });
    expect(one?.state === 'whole' && one.records).toBeGreaterThanOrEqual(made.tips[0]?.seq ?? Number.NaN);
    expect(one?.state === 'whole' && one.records).toBeLessThanOrEqual(atTheEnd);
    expect(made.tips[0]?.seq).toBeGreaterThanOrEqual(50);
    expect(files).toBe(made.files.length);
  }, 60_000);

  test('holds what waits in the spool, and not the key that opens what is sealed', () => {
    const names = made.files.map(({ path }) => path);
    expect(names).toContain('spool/waiting.json');
    expect(names).toContain('data/backup_label');
    expect(names.filter((name) => /kek|postmaster|passwords\//.test(name))).toEqual([]);
    const key = readFileSync(join(home, 'kek'), 'utf8').trim();
    expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).not.toContain(key);
  });

  test('leaves nothing behind in the server that would keep its log for ever', async () => {
    const { rows } = await deps.db.withCorp(corp, async (tx) => ({
      rows: await tx.$queryRaw<{ n: number }[]>`select count(*)::int as n from pg_replication_slots`,
    }));
    expect(rows).toEqual([{ n: 0 }]);
  });

  test('is not written over another one', async () => {
    await expect(createBackup(deps, folder)).rejects.toMatchObject({ code: 'E-BACKUP-THERE' });
  });
});

describe('what is no longer a backup', () => {
  test.each([
    [
      'a byte more',
      () => appendFileSync(join(folder, 'data', 'PG_VERSION'), '\n'),
      () => writeFileSync(join(folder, 'data', 'PG_VERSION'), '18\n'),
      'E-BACKUP-BROKEN',
    ],
    [
      'another byte',
      () => writeFileSync(join(folder, 'spool', 'waiting.json'), '[]'),
      () => writeFileSync(join(folder, 'spool', 'waiting.json'), '{}'),
      'E-BACKUP-BROKEN',
    ],
    [
      'a file gone',
      () => rmSync(join(folder, 'spool', 'waiting.json')),
      () => writeFileSync(join(folder, 'spool', 'waiting.json'), '{}'),
      'E-BACKUP-BROKEN',
    ],
  ])('%s', async (_, hurt, heal, code) => {
    hurt();
    await expect(verifyBackup(place(), folder)).rejects.toMatchObject({ code });
    heal();
  });

  test('one of another key is not opened with this one', async () => {
    const kekFile = join(home, 'other');
    writeFileSync(kekFile, Buffer.alloc(KEY_BYTES, 7).toString('base64'), { mode: 0o600 });
    const other = { ...place(), config: { ...deps.config, kekFile } };
    await expect(verifyBackup(other, folder)).rejects.toMatchObject({ code: 'E-BACKUP-KEY' });
  });

  test('a folder of anything', async () => {
    await expect(verifyBackup(place(), newFolder())).rejects.toMatchObject({ code: 'E-BACKUP-NONE' });
  });
});

test('a PostgreSQL of one’s own is backed up by its own means', async () => {
  const own = { ...deps, config: { ...deps.config, databaseUrl: 'postgresql://x/y' } };
  await expect(createBackup(own as typeof deps, join(newFolder(), 'b'))).rejects.toMatchObject({
    code: 'E-BACKUP-OWN',
  });
});

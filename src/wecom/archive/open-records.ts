import type { KeyObject } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { ArchiveConfig } from '../../config.ts';
import type { ArchiveRecords, Opened } from './archive.ts';
import { archiveRefused, explainCode } from './codes.ts';
import { openHolder } from './holder.ts';
import type { Locked, Said } from './protocol.ts';
import { type ArchiveRecord, readRecords } from './records.ts';
import { archiveKey, openPkcs1 } from './rsa.ts';

/** A decrypt that failed inside the library is tried so often before the record is parked [91552]. */
const TRIES = 3;
/** One RSA step takes a millisecond: others are let through after so many. */
const STEPS_AT_ONCE = 8;

/** Opens the archive of one corp; the library is loaded at the first call. Private keys stay in this process. */
export function openRecords(corpid: string, archive: ArchiveConfig): ArchiveRecords {
  const holder = openHolder({ corpid, ...archive });
  const keys = new Map<number, KeyObject>();
  for (const [version, pem] of archive.privateKeys) {
    const key = archiveKey(pem);
    if (key) keys.set(version, key);
  }

  async function decryptAll(items: readonly Locked[], triesLeft = TRIES): Promise<readonly Said[]> {
    if (items.length === 0) return [];
    const said = await holder.decrypt(items);
    const again = items.flatMap((item, at) => (isWorthATry(said[at]) ? [{ item, at }] : []));
    if (again.length === 0 || triesLeft <= 1) return said;
    const anew = await decryptAll(
      again.map(({ item }) => item),
      triesLeft - 1,
    );
    const byPlace = new Map(again.map(({ at }, i) => [at, anew[i]]));
    return said.map((one, at) => byPlace.get(at) ?? one);
  }

  return {
    async pull(seq, limit) {
      const { code, content } = await holder.pull(seq, limit);
      if (code !== 0) throw archiveRefused(code);
      const records = readRecords(content);
      if (typeof records === 'number') throw archiveRefused(records);
      return records.filter((record) => record.seq > seq);
    },

    async open(records) {
      const unlocked = await unlockAll(records, keys);
      const items = unlocked.flatMap(({ key, record }) => (key === null ? [] : [{ key, message: record.message }]));
      const said = [...(await decryptAll(items))];
      return unlocked.map(({ record, key, because }): Opened => {
        if (key === null) return { record, is: 'shut', because };
        const one = said.shift();
        return one?.code === 0
          ? { record, is: 'open', text: one.content }
          : { record, is: 'shut', because: 'undecryptable' };
      });
    },

    holdsKey: (version) => keys.has(version),
    close: holder.close,
  };
}

const isWorthATry = (said: Said | undefined): boolean =>
  said !== undefined && said.code !== 0 && explainCode(said.code).verdict !== 'never';

interface Unlocked {
  readonly record: ArchiveRecord;
  /** Null: `because`. */
  readonly key: string | null;
  readonly because: Extract<Opened, { is: 'shut' }>['because'];
}

async function unlockAll(records: readonly ArchiveRecord[], keys: ReadonlyMap<number, KeyObject>): Promise<Unlocked[]> {
  const unlocked: Unlocked[] = [];
  for (const [at, record] of records.entries()) {
    if (at % STEPS_AT_ONCE === STEPS_AT_ONCE - 1) await setImmediate();
    unlocked.push(unlock(record, keys));
  }
  return unlocked;
}

function unlock(record: ArchiveRecord, keys: ReadonlyMap<number, KeyObject>): Unlocked {
  if (record.shape === 'broken') return { record, key: null, because: 'broken-record' };
  const key = keys.get(record.keyVersion);
  if (!key) return { record, key: null, because: 'no-key' };
  const random = openPkcs1(key, Buffer.from(record.randomKey, 'base64'))?.toString('latin1') ?? null;
  const usable = random !== null && random !== '' && !random.includes('\0'); // the library takes it as text
  return { record, key: usable ? random : null, because: 'undecryptable' };
}

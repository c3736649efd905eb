import { randomBytes } from 'node:crypto';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import { elapsedMs } from '../time.ts';
import type { Db, Tx } from './client.ts';
import { KEY_BYTES, type Kek } from './kek.ts';
import type { CorpKeys, Keyring } from './keys.ts';
import { corpKeys, type Loaded } from './sealing.ts';

export interface RotatingKeyring extends Keyring {
  /**
   * Makes a new data key and answers its id: it seals from now on, in other processes within a minute. All still open. `also` is
   * done in the same transaction.
   */
  rotate(corp: Corp, also?: Alongside): Promise<string>;
  /** Wraps every data key of the corp anew; afterwards only `next` opens them. Answers how many were not wrapped so before. */
  rewrap(corp: Corp, next: Kek, also?: Alongside): Promise<number>;
}

/** What is written with a change of keys: `kid` names the new data key, or `kek-<id>` the new key-encryption key. */
export type Alongside = (tx: Tx, kid: string) => Promise<void>;

/** The row whose key never changes: pseudonyms and signatures derive from it. */
const ROOT = 'root';
const FIRST = 'k1';
/** How long another process may go on sealing with the key before the newest. */
const FRESH_MS = 60_000;
/** A key-management service answers no slower for many keys at once; PostgreSQL waits for it. */
const CHANGE = { timeoutMs: 300_000 };

interface Held {
  readonly loadedAtMs: number;
  readonly keys: Promise<CorpKeys>;
}

/** Each corp's data keys, loaded when first asked for and made when the corp has none. [E-KEK-…] [E-KMS-…] */
export function openKeyring(db: Db, kek: Kek): RotatingKeyring {
  const held = new Map<Corp, Held>();
  const once = openedOnce(kek);
  const take = (corp: Corp): Promise<CorpKeys> => {
    const before = held.get(corp);
    const fresh = load(db, once, corp).then((loaded) => corpKeys(corp, loaded, () => expire(corp)));
    const keys = before ? fresh.catch((error) => heldOn(before, error)) : fresh;
    held.set(corp, { loadedAtMs: elapsedMs(), keys });
    keys.catch(() => (before ? held.set(corp, before) : held.delete(corp)));
    return keys;
  };
  const expire = (corp: Corp): void => {
    const found = held.get(corp);
    if (found) held.set(corp, { ...found, loadedAtMs: Number.NEGATIVE_INFINITY });
  };
  return {
    of: (corp) => {
      const found = held.get(corp);
      return found && elapsedMs() - found.loadedAtMs < FRESH_MS ? found.keys : take(corp);
    },
    rotate: async (corp, also) => {
      const change = async (tx: Tx): Promise<string> => {
        const made = await addKey(tx, kek, corp);
        await also?.(tx, made);
        return made;
      };
      const kid = await db.withCorp(corp, change, CHANGE);
      await take(corp);
      return kid;
    },
    rewrap: (corp, next, also) => {
      const change = async (tx: Tx): Promise<number> => {
        const count = await rewrap(tx, corp, kek, next);
        if (count > 0) await also?.(tx, `kek-${next.id}`);
        return count;
      };
      return db.withCorp(corp, change, CHANGE);
    },
  };
}

/**
 * The keys were wrapped anew while this process runs and its key is still the old one, or nobody opens keys just now: what is held
 * stays right.
 */
function heldOn(before: Held, error: unknown): Promise<CorpKeys> {
  const isOfKeys = error instanceof HouseError && /^E-(KEK-WRONG$|KMS-)/.test(error.code);
  return isOfKeys ? before.keys : Promise.reject(error);
}

/** Opens each wrapped key once in the life of a process: a key-management service is not asked every minute. */
function openedOnce(kek: Kek): Kek {
  const opened = new Map<string, Buffer>();
  return {
    get id() {
      return kek.id;
    },
    wrap: (...args) => kek.wrap(...args),
    unwrap: async (corp, kid, wrapped) => {
      const name = `${corp} ${kid} ${wrapped}`;
      const key = opened.get(name) ?? (await kek.unwrap(corp, kid, wrapped));
      opened.set(name, key);
      return key;
    },
  };
}

async function load(db: Db, kek: Kek, corp: Corp): Promise<Loaded> {
  const found = await db.withCorp(corp, rowsOf);
  const rows = found.length > 0 ? found : await firstRows(db, kek, corp);
  const byKid = await openAll(kek, corp, rows);
  const root = byKid.get(ROOT);
  if (!root) throw new TypeError(`corp ${corp} has data keys and no root`);
  byKid.delete(ROOT);
  return { root, byKid, newest: `k${newestNumber(rows)}` };
}

/** Made before the transaction begins, which then waits for nobody. Whoever was first, all go on with the same. */
async function firstRows(db: Db, kek: Kek, corp: Corp): Promise<readonly Row[]> {
  const made = await newKeys(kek, corp, [ROOT, FIRST]);
  return db.withCorp(corp, async (tx) => {
    await tx.dataKey.createMany({ data: made, skipDuplicates: true });
    return rowsOf(tx);
  });
}

const openAll = async (kek: Kek, corp: Corp, rows: readonly Row[]): Promise<Map<string, Buffer>> =>
  new Map(
    await Promise.all(rows.map(async ({ kid, wrapped }) => [kid, await kek.unwrap(corp, kid, wrapped)] as const)),
  );

async function addKey(tx: Tx, kek: Kek, corp: Corp): Promise<string> {
  await oneAtATime(tx, corp);
  const rows = await rowsOf(tx);
  await openAll(kek, corp, rows); // one key opens all of them, or no key is made
  const kid = `k${newestNumber(rows) + 1}`;
  await tx.$executeRaw`update qungui.data_key set retired_at = qungui.clock() where retired_at is null and kid <> ${ROOT}`;
  const made = await newKeys(kek, corp, kid === FIRST ? [ROOT, FIRST] : [kid]);
  await tx.dataKey.createMany({ data: made, skipDuplicates: true });
  return kid;
}

/** Two who change the keys of a corp, wherever they are, wait for each other until the first has committed. */
const oneAtATime = (tx: Tx, corp: Corp) =>
  tx.$executeRaw`select pg_advisory_xact_lock(hashtext('qungui key ' || ${corp}))`;

async function rewrap(tx: Tx, corp: Corp, kek: Kek, next: Kek): Promise<number> {
  await oneAtATime(tx, corp);
  const rows = (await rowsOf(tx)).filter(({ wrapped }) => wrappedBy(wrapped) !== next.id);
  const keys = await openAll(kek, corp, rows);
  const anew = await Promise.all(
    [...keys].map(async ([kid, key]) => ({ kid, wrapped: await next.wrap(corp, kid, key) })),
  );
  for (const { kid, wrapped } of anew)
    await tx.dataKey.update({ where: { corp_kid: { corp, kid } }, data: { wrapped } });
  return rows.length;
}

/** Which key-encryption key wrapped it: its id. */
export const wrappedBy = (wrapped: string): string => wrapped.split('.')[1] ?? '';

interface Row {
  readonly kid: string;
  readonly wrapped: string;
}

const rowsOf = (tx: Tx): Promise<Row[]> => tx.dataKey.findMany({ select: { kid: true, wrapped: true } });

const newestNumber = (rows: readonly { readonly kid: string }[]): number =>
  Math.max(0, ...rows.map(({ kid }) => (kid === ROOT ? 0 : Number(kid.slice(1)))));

const newKeys = (kek: Kek, corp: Corp, kids: readonly string[]) =>
  Promise.all(kids.map(async (kid) => ({ corp, kid, wrapped: await kek.wrap(corp, kid, randomBytes(KEY_BYTES)) })));

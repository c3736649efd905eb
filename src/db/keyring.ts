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

interface Held {
  readonly loadedAtMs: number;
  readonly keys: Promise<CorpKeys>;
}

/** Each corp's data keys, loaded when first asked for and made when the corp has none. [E-KEK-…] */
export function openKeyring(db: Db, kek: Kek): RotatingKeyring {
  const held = new Map<Corp, Held>();
  const take = (corp: Corp): Promise<CorpKeys> => {
    const keys = load(db, kek, corp).then((loaded) => corpKeys(corp, loaded, () => held.delete(corp)));
    const before = held.get(corp);
    held.set(corp, { loadedAtMs: elapsedMs(), keys });
    keys.catch(() => (before ? held.set(corp, before) : held.delete(corp)));
    return keys;
  };
  return {
    of: (corp) => {
      const found = held.get(corp);
      if (!found) return take(corp);
      return elapsedMs() - found.loadedAtMs < FRESH_MS ? found.keys : heldOn(found, take(corp));
    },
    rotate: async (corp, also) => {
      const kid = await db.withCorp(corp, async (tx) => {
        const made = await addKey(tx, kek, corp);
        await also?.(tx, made);
        return made;
      });
      await take(corp);
      return kid;
    },
    rewrap: (corp, next, also) =>
      db.withCorp(corp, async (tx) => {
        const count = await rewrap(tx, corp, kek, next);
        if (count > 0) await also?.(tx, `kek-${next.id}`);
        return count;
      }),
  };

  /** The keys were wrapped anew while this process runs, and its key file is still the old one: what it holds stays right. */
  async function heldOn(found: Held, again: Promise<CorpKeys>): Promise<CorpKeys> {
    try {
      return await again;
    } catch (error) {
      if (!(error instanceof HouseError && error.code === 'E-KEK-WRONG')) throw error;
      return found.keys;
    }
  }
}

async function load(db: Db, kek: Kek, corp: Corp): Promise<Loaded> {
  const rows = await db.withCorp(corp, async (tx) => {
    const found = await rowsOf(tx);
    if (found.length > 0) return found;
    await insert(tx, kek, corp, [ROOT, FIRST]);
    return rowsOf(tx); // whoever was first, all go on with the same
  });
  const byKid = new Map(rows.map(({ kid, wrapped }) => [kid, kek.unwrap(corp, kid, wrapped)]));
  const root = byKid.get(ROOT);
  if (!root) throw new TypeError(`corp ${corp} has data keys and no root`);
  byKid.delete(ROOT);
  return { root, byKid, newest: `k${newestNumber(rows)}` };
}

async function addKey(tx: Tx, kek: Kek, corp: Corp): Promise<string> {
  await oneAtATime(tx, corp);
  const rows = await rowsOf(tx);
  for (const { kid, wrapped } of rows) kek.unwrap(corp, kid, wrapped); // one key file opens all of them, or no key is made
  const kid = `k${newestNumber(rows) + 1}`;
  await tx.$executeRaw`update qungui.data_key set retired_at = qungui.clock() where retired_at is null and kid <> ${ROOT}`;
  await insert(tx, kek, corp, kid === FIRST ? [ROOT, FIRST] : [kid]);
  return kid;
}

/** Two who change the keys of a corp, wherever they are, wait for each other until the first has committed. */
const oneAtATime = (tx: Tx, corp: Corp) =>
  tx.$executeRaw`select pg_advisory_xact_lock(hashtext('qungui key ' || ${corp}))`;

async function rewrap(tx: Tx, corp: Corp, kek: Kek, next: Kek): Promise<number> {
  await oneAtATime(tx, corp);
  const rows = (await rowsOf(tx)).filter(({ wrapped }) => wrappedBy(wrapped) !== next.id);
  for (const { kid, wrapped } of rows) {
    const again = next.wrap(corp, kid, kek.unwrap(corp, kid, wrapped));
    await tx.dataKey.update({ where: { corp_kid: { corp, kid } }, data: { wrapped: again } });
  }
  return rows.length;
}

/** Which key-encryption key wrapped it: its id. */
export const wrappedBy = (wrapped: string): string => wrapped.split('.')[1] ?? '';

const rowsOf = (tx: Tx) => tx.dataKey.findMany({ select: { kid: true, wrapped: true } });

const newestNumber = (rows: readonly { readonly kid: string }[]): number =>
  Math.max(0, ...rows.map(({ kid }) => (kid === ROOT ? 0 : Number(kid.slice(1)))));

const insert = (tx: Tx, kek: Kek, corp: Corp, kids: readonly string[]) =>
  tx.dataKey.createMany({
    data: kids.map((kid) => ({ corp, kid, wrapped: kek.wrap(corp, kid, randomBytes(KEY_BYTES)) })),
    skipDuplicates: true,
  });

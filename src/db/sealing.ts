import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import type { CorpKeys, Place } from './keys.ts';

/** The keys of one corp in the clear. */
export interface Loaded {
  /** Names and signs for ever: pseudonyms must outlive every data key. */
  readonly root: Buffer;
  /** Seals; the newest. */
  readonly newest: string;
  readonly byKid: ReadonlyMap<string, Buffer>;
}

/** Sealing and naming as plain functions. `unknownKid` is told of a key that somebody else made since we looked. */
export function corpKeys(corp: Corp, keys: Loaded, unknownKid: () => void): CorpKeys {
  const derived = new Map<string, Buffer>();
  const derive = (purpose: string): Buffer => {
    const key = derived.get(purpose) ?? Buffer.from(hkdfSync('sha256', keys.root, corp, `qungui ${purpose}`, 32));
    derived.set(purpose, key);
    return key;
  };
  return {
    seal: (place, plaintext) => seal(corp, place, plaintext, keys.newest, keyOf(keys, keys.newest)),
    open: (place, sealed) => {
      const kid = sealed.split('.', 2)[1] ?? '';
      const key = keys.byKid.get(kid);
      if (key) return open(corp, place, sealed, key);
      unknownKid();
      throw cannotOpen(corp, place, `It names key ${kid}, which is not loaded.`, 'backoff');
    },
    pseudonym: (id) => hmac(derive('pseudonym'), id).subarray(0, 16).toString('base64url'),
    sign: (purpose, text) => hmac(derive(`sign ${purpose}`), text).toString('base64url'),
  };
}

function seal(corp: Corp, place: Place, plaintext: string, kid: string, key: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(where(corp, place));
  const ct = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return ['v1', kid, ...[nonce, ct, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
}

function open(corp: Corp, place: Place, sealed: string, key: Buffer): string {
  const [version, , nonce, ct, tag, ...rest] = sealed.split('.');
  if (version !== 'v1' || nonce === undefined || ct === undefined || tag === undefined || rest.length > 0) {
    throw cannotOpen(corp, place, 'It is not of the form v1.kid.nonce.ct.tag.', 'never');
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
      .setAAD(where(corp, place))
      .setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(ct, 'base64url')), decipher.final()]).toString('utf8');
  } catch {
    throw cannotOpen(corp, place, 'It was changed, or moved here from another place.', 'never'); // the cause says no more
  }
}

/** Only the row may hold a bar, and it is last: two places are never written alike. */
const where = (corp: Corp, { table, column, row }: Place): Buffer => Buffer.from(`${corp}|${table}|${column}|${row}`);

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

function keyOf(keys: Loaded, kid: string): Buffer {
  const key = keys.byKid.get(kid);
  if (!key) throw new TypeError(`the newest key ${kid} is not among the loaded`);
  return key;
}

const cannotOpen = (corp: Corp, place: Place, why: string, retry: 'never' | 'backoff') =>
  new HouseError({
    code: 'E-SEAL',
    what: `A sealed value of corp ${corp} cannot be opened: ${place.table}.${place.column}.`,
    why,
    remedy: 'Restore the row from a backup; if many fail, the key file or the table data_key does not belong here.',
    retry,
  });

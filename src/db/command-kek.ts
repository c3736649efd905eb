import { randomBytes } from 'node:crypto';
import type { KmsConfig } from '../config.ts';
import { HouseError } from '../errors.ts';
import { KEY_BYTES, type Kek, kekOf, wrongKey } from './kek.ts';
import { askKms, nonsense } from './kms-program.ts';

/** What stands in place of a key's id: which key it is knows the program. */
const ID = 'command';
const HERE = 'here a program opens keys, and the file of that key is not there';

/**
 * The key-encryption key of a key-management service, which a program asks. Each data key has a wrapping key of its own, and that one
 * is all the service ever sees: `v2.command.<what it made of it>.<id>.<nonce>.<ct>.<tag>`, bound to corp and kid here, whatever
 * the service binds. `former` opens what a file's key wrapped before. [E-KMS-…] [E-KEK-…]
 */
export function commandKek(kms: KmsConfig, former: Kek | null): Kek {
  const [program = ''] = kms.command;

  async function unwrapOwn(place: string, blob: string): Promise<Buffer> {
    const key = Buffer.from(await askKms(kms, 'unwrap', place, blob), 'base64');
    if (key.length !== KEY_BYTES) throw nonsense(program, 'unwrap', 'it is not 32 bytes in base64');
    return key;
  }

  return {
    id: ID,
    wrap: async (corp, kid, plain) => {
      const own = randomBytes(KEY_BYTES);
      const place = `${corp}|${kid}`;
      const blob = await askKms(kms, 'wrap', place, own.toString('base64'));
      if (blob === own.toString('base64')) throw nonsense(program, 'wrap', 'it is the key itself');
      // What cannot be opened again now would be lost for good.
      if (!own.equals(await unwrapOwn(place, blob))) throw nonsense(program, 'wrap', 'it opens to another key');
      const [, ...parts] = (await kekOf(own).wrap(corp, kid, plain)).split('.');
      return ['v2', ID, Buffer.from(blob).toString('base64url'), ...parts].join('.');
    },
    unwrap: async (corp, kid, wrapped) => {
      const [version, by, blob = '', ...parts] = wrapped.split('.');
      if (version === 'v1' && former) return former.unwrap(corp, kid, wrapped);
      if (version !== 'v2' || by !== ID) throw wrongKey(corp, kid, by, HERE);
      const own = await unwrapOwn(`${corp}|${kid}`, Buffer.from(blob, 'base64url').toString());
      return opened(program, () => kekOf(own).unwrap(corp, kid, ['v1', ...parts].join('.')));
    },
  };
}

/** The key that came back is not the one that went: nothing is said of the row. */
async function opened(program: string, open: () => Promise<Buffer>): Promise<Buffer> {
  try {
    return await open();
  } catch (err) {
    if (!(err instanceof HouseError && err.code === 'E-KEK-WRONG')) throw err;
    throw nonsense(program, 'unwrap', 'it is another key than the one that was wrapped');
  }
}

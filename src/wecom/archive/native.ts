import koffi from 'koffi';
import type { Locked, Said } from './protocol.ts';

/** The archive library, loaded into this process. It may end the process at any time. */
export interface Native {
  pull(asked: { seq: bigint; limit: number; proxy: string; proxyLogin: string; timeoutS: number }): Promise<Said>;
  decrypt(locked: Locked): Promise<Said>;
}

const NOTHING = new Uint8Array();

/** Loads the library by its path and opens it for one corp. Throws when it cannot be loaded; answers its code when it says no [91774]. */
export function loadNative(path: string, corpid: string, secret: string): Native | number {
  const library = koffi.load(path);
  const newSdk = library.func('void *NewSdk()');
  const init = library.func('int Init(void *sdk, const char *corpid, const char *secret)');
  const newSlice = library.func('void *NewSlice()');
  const freeSlice = library.func('void FreeSlice(void *slice)');
  const contentOf = library.func('void *GetContentFromSlice(void *slice)');
  const lengthOf = library.func('int GetSliceLen(void *slice)');
  const getChatData = library.func(
    'int GetChatData(void *sdk, uint64_t seq, uint32_t limit, const char *proxy, const char *passwd, int timeout, void *out)',
  );
  const decryptData = library.func('int DecryptData(const char *key, const char *message, void *out)');

  const sdk = newSdk();
  const code = init(sdk, corpid, secret);
  if (code !== 0) return code;

  /** In a thread of its own: whoever waits for the library still hears that the parent is gone. */
  const call = (work: (slice: unknown, done: (err: unknown, code: number) => void) => void): Promise<Said> =>
    new Promise((resolve, reject) => {
      const slice = newSlice();
      work(slice, (err, code) => {
        const length = err || code !== 0 ? 0 : lengthOf(slice);
        const content = length > 0 ? new Uint8Array(koffi.view(contentOf(slice), length)).slice() : NOTHING;
        freeSlice(slice);
        if (err) reject(err);
        else resolve({ code, content });
      });
    });

  return {
    pull: ({ seq, limit, proxy, proxyLogin, timeoutS }) =>
      call((slice, done) => getChatData.async(sdk, seq, limit, proxy, proxyLogin, timeoutS, slice, done)),
    decrypt: ({ key, message }) => call((slice, done) => decryptData.async(key, message, slice, done)),
  };
}

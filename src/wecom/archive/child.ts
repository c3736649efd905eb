import { loadNative, type Native } from './native.ts';
import type { Answered, Asked, Said } from './protocol.ts';

// The process that holds WeCom's library and nothing else: no database, no keys, an empty environment. When the library
// crashes, this ends; when whoever asked is gone, this ends, too.

let native: Native | null = null;

async function answer(asked: Asked): Promise<readonly Said[]> {
  if (asked.does === 'open') {
    const opened = loadNative(asked.library, asked.corpid, asked.secret);
    if (typeof opened === 'number') return [{ code: opened, content: new Uint8Array() }];
    native = opened;
    return [{ code: 0, content: new Uint8Array() }];
  }
  if (!native) throw new TypeError('the library was not opened');
  if (asked.does === 'pull') return [await native.pull(asked)];
  const said: Said[] = [];
  for (const item of asked.items) said.push(await native.decrypt(item));
  return said;
}

const reply = (answered: Answered): void => void process.send?.(answered);

process.on('message', (asked: Asked) => {
  answer(asked).then(
    (said) => reply({ id: asked.id, said }),
    (err: unknown) => reply({ id: asked.id, unusable: String(err instanceof Error ? err.message : err).slice(0, 300) }),
  );
});
process.on('disconnect', () => process.exit(0));

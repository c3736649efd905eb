import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { HouseError } from '../../errors.ts';
import type { Answered, Asked, Locked, Said } from './protocol.ts';

export interface LibraryConfig {
  /** Path of libWeWorkFinanceSdk_C.so. */
  readonly library: string;
  readonly corpid: string;
  readonly secret: string;
  /** `http://10.0.0.9:8080` or `socks5://…`; empty: none. */
  readonly proxy: string;
  /** `user:password`; empty: none. */
  readonly proxyLogin: string;
  /** How long the library may wait for WeCom. */
  readonly timeoutS: number;
  /** After so long without an answer the process is taken for hung, and killed. */
  readonly hangMs: number;
}

/** The library in a process of its own, started at the first call and again at the first call after it died. */
export interface Holder {
  /** Records behind `seq`, as the library words them. Throws E-ARCHIVE-DIED, E-ARCHIVE-HUNG, E-ARCHIVE-LIBRARY. */
  pull(seq: bigint, limit: number): Promise<Said>;
  /** One answer each, in their order. Throws like `pull`. */
  decrypt(items: readonly Locked[]): Promise<readonly Said[]>;
  close(): Promise<void>;
}

/** A crowded machine may take long to start a process. */
const START_MS = 60_000;

/** What one request lacks before it is sent. */
type Wish<T = Asked> = T extends Asked ? Omit<T, 'id'> : never;

interface Child {
  readonly process: ChildProcess;
  readonly waiting: Map<number, { resolve(answered: Answered): void; reject(err: Error): void }>;
  opened: Promise<void>;
}

/** Starts nothing yet. One call at a time is made of the library: it promises nothing about threads. */
export function openHolder(config: LibraryConfig): Holder {
  let child: Child | null = null;
  let lastId = 0;
  let line: Promise<unknown> = Promise.resolve();

  const forget = (held: Child): void => {
    if (child === held) child = null;
  };

  async function ask(held: Child, wish: Wish, hangMs = config.hangMs): Promise<readonly Said[]> {
    lastId += 1;
    const id = lastId;
    const answered = await new Promise<Answered>((resolve, reject) => {
      const late = setTimeout(() => {
        forget(held);
        held.process.kill('SIGKILL');
        held.waiting
          .get(id)
          ?.reject(died('E-ARCHIVE-HUNG', `it gave no answer for ${hangMs / 1_000} s and was killed`));
      }, hangMs);
      const settled =
        <T>(settle: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(late);
          held.waiting.delete(id);
          settle(value);
        };
      held.waiting.set(id, { resolve: settled(resolve), reject: settled(reject) });
      held.process.send({ ...wish, id }, (err) => {
        if (err) held.waiting.get(id)?.reject(died('E-ARCHIVE-DIED', 'it had ended already'));
      });
    });
    if ('unusable' in answered) throw unusable(config.library, answered.unusable);
    return answered.said;
  }

  function start(): Child {
    const held: Child = { process: forked(), waiting: new Map(), opened: Promise.resolve() };
    held.process.on('message', (answered: Answered) => held.waiting.get(answered.id)?.resolve(answered));
    const gone = (how: string): void => {
      forget(held);
      for (const { reject } of [...held.waiting.values()]) reject(died('E-ARCHIVE-DIED', how));
    };
    held.process.on('error', (err) => gone(`it could not be started: ${err.message}`));
    held.process.on('exit', (code, signal) => gone(signal ? `it was ended by ${signal}` : `it ended with ${code}`));
    const { library, corpid, secret } = config;
    held.opened = ask(held, { does: 'open', library, corpid, secret }, START_MS).then(([said]) => {
      if (said?.code !== 0) throw unusable(library, `Init answered ${said?.code}`);
    });
    held.opened.catch(() => {
      forget(held);
      held.process.kill('SIGKILL');
    });
    return held;
  }

  const inLine = <T>(work: () => Promise<T>): Promise<T> => {
    const next = line.then(work, work);
    line = next.catch(() => undefined);
    return next;
  };
  const call = (wish: Wish): Promise<readonly Said[]> =>
    inLine(async () => {
      child ??= start();
      const held = child;
      await held.opened;
      return ask(held, wish);
    });

  return {
    async pull(seq, limit) {
      const { proxy, proxyLogin, timeoutS } = config;
      const [said] = await call({ does: 'pull', seq, limit, proxy, proxyLogin, timeoutS });
      if (!said) throw unusable(config.library, 'it answered nothing');
      return said;
    },
    decrypt: (items) => call({ does: 'decrypt', items }),
    async close() {
      const held = child;
      child = null;
      if (!held || held.process.exitCode !== null || held.process.signalCode !== null) return;
      const ended = new Promise((resolve) => held.process.once('exit', resolve));
      held.process.kill('SIGKILL'); // it holds nothing that must be written
      await ended;
    },
  };
}

/** Only what a dynamic linker and a temporary file need: no setting and no secret of ours. */
const FROM_ENV = ['PATH', 'LD_LIBRARY_PATH', 'TMPDIR'] as const;

function forked(): ChildProcess {
  const isSource = import.meta.url.endsWith('.ts');
  const entry = new URL(isSource ? './child.ts' : './child.js', import.meta.url);
  const loader = isSource ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : [];
  const env = Object.fromEntries(FROM_ENV.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  return fork(fileURLToPath(entry), [], { execArgv: loader, env, serialization: 'advanced', stdio: 'ignore' });
}

const died = (code: 'E-ARCHIVE-DIED' | 'E-ARCHIVE-HUNG', why: string): HouseError =>
  new HouseError({
    code,
    what: 'the process that holds the archive library ended',
    why,
    remedy: 'It is started again by itself; nothing is lost. If it keeps happening, update the library from WeCom.',
    retry: 'backoff',
  });

const unusable = (library: string, why: string): HouseError =>
  new HouseError({
    code: 'E-ARCHIVE-LIBRARY',
    what: `the archive library ${library} cannot be used`,
    why,
    remedy:
      'Give surfaces.archive.library the path of libWeWorkFinanceSdk_C.so for this processor, with libcurl and OpenSSL beside it.',
    retry: 'never',
  });

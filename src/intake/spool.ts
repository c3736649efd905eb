import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealedCall } from './open-call.ts';
import { nameFile, ownMark, waitingFiles } from './spool-file.ts';
import { frame } from './spool-record.ts';

/** Where calls wait, still encrypted, while Postgres cannot take them. One file of this process at a time. */
export interface Spool {
  readonly folder: string;
  /** Resolves once the call is on disk. Rejects when the disk refuses: then nobody has it. */
  append(call: SealedCall): Promise<void>;
  /** Ends the present file, so that it can be replayed; later calls go into another. */
  turn(): Promise<void>;
  /** How many calls wait in all files, a dead process's unfinished file counting as one. */
  waiting(): Promise<number>;
  close(): Promise<void>;
}

interface Waiting {
  readonly record: Buffer;
  readonly resolve: () => void;
  readonly reject: (err: unknown) => void;
}

interface Live {
  readonly handle: FileHandle;
  readonly path: string;
  size: number;
  calls: number;
}

/** Opens the spool under `home`; a file is made with the first call that needs it. */
export function openSpool(home: string): Spool {
  const folder = join(home, 'spool');
  let live: Live | null = null;
  let waiting: Waiting[] = [];
  let turns: Promise<unknown> = Promise.resolve();

  /** One thing at a time happens to the file. */
  const next = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turns.then(work);
    turns = done.catch(() => undefined);
    return done;
  };
  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    try {
      live ??= await create(folder);
      await write(live, Buffer.concat(batch.map(({ record }) => record)));
      live.calls += batch.length;
      for (const { resolve } of batch) resolve();
    } catch (err) {
      await setAside();
      for (const { reject } of batch) reject(err);
    }
  };
  const setAside = async (): Promise<void> => {
    if (!live) return;
    const { handle, path, calls } = live;
    live = null;
    await handle.close().catch(() => undefined);
    await rename(path, join(folder, nameFile({ mark: ownMark(), calls, state: 'full' }))).catch(() => undefined);
  };
  return {
    folder,
    append: (call) =>
      new Promise<void>((resolve, reject) => {
        if (waiting.push({ record: frame(call), resolve, reject }) === 1) void next(flush);
      }),
    turn: () => next(setAside),
    waiting: async () => {
      const files = await waitingFiles(folder);
      return files.reduce(
        (sum, { state, mark, calls }) => sum + (state === 'live' && mark !== ownMark() ? 1 : calls),
        live?.calls ?? 0,
      );
    },
    close: () => next(setAside),
  };
}

async function create(folder: string): Promise<Live> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, nameFile({ mark: ownMark(), calls: 0, state: 'live' }));
  const handle = await open(path, 'ax', 0o600);
  try {
    const directory = await open(folder, 'r');
    await directory.sync().finally(() => directory.close()); // the name must survive a power cut as well as the bytes
  } catch (err) {
    await handle.close();
    throw err;
  }
  return { handle, path, size: 0, calls: 0 };
}

/** All of it on disk, or none of it in the file: half a record would hide those behind it. */
async function write(live: Live, bytes: Buffer): Promise<void> {
  try {
    await live.handle.appendFile(bytes);
    await live.handle.datasync();
    live.size += bytes.length;
  } catch (err) {
    await live.handle.truncate(live.size).catch(() => undefined);
    throw err;
  }
}

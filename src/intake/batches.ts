/** Collects what arrives while the last batch is at work; a lone item waits for nothing but the present tick. */
export interface Batches<K, T, R> {
  /** Resolves with this item's own result. Rejects together with its batch and all that waited behind it. */
  add(key: K, item: T): Promise<R>;
}

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (err: unknown) => void;
}

interface Line<T, R> {
  waiting: Waiting<T, R>[];
  state: 'idle' | 'busy';
}

/** Batches of one key follow each other, keys do not wait for keys. `work` answers in the order of its items. */
export function openBatches<K, T, R>(
  work: (key: K, items: readonly T[]) => Promise<readonly R[]>,
  atMost: number,
): Batches<K, T, R> {
  const lines = new Map<K, Line<T, R>>();
  const serve = async (key: K, line: Line<T, R>): Promise<void> => {
    line.state = 'busy';
    await nextTick();
    while (line.waiting.length > 0) await workOff(line, (items) => work(key, items), atMost);
    line.state = 'idle';
  };
  return {
    add: (key, item) =>
      new Promise<R>((resolve, reject) => {
        const line = lines.get(key) ?? { waiting: [], state: 'idle' };
        lines.set(key, line);
        line.waiting.push({ item, resolve, reject });
        if (line.state === 'idle') void serve(key, line);
      }),
  };
}

async function workOff<T, R>(
  line: Line<T, R>,
  work: (items: readonly T[]) => Promise<readonly R[]>,
  atMost: number,
): Promise<void> {
  const batch = line.waiting.splice(0, atMost);
  try {
    const results = await work(batch.map(({ item }) => item));
    for (const [at, { resolve }] of batch.entries()) resolve(results[at] as R);
  } catch (err) {
    // Those behind would meet the same failure, only later: their callers have five seconds.
    for (const { reject } of [...batch, ...line.waiting.splice(0)]) reject(err);
  }
}

const nextTick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Collects what arrives while batches are at work; a lone item waits for nothing but the present tick. */
export interface Batches<K, T, R> {
  /** Resolves with this item's own result. Rejects together with its batch and all that waited behind it. */
  add(key: K, item: T): Promise<R>;
}

export interface Shape {
  /** Items of one batch. */
  readonly atMost: number;
  /** Batches of one key that may be at work at once: one waits for its disk while the next is written. */
  readonly atOnce: number;
  /** So many must wait before one more batch joins those at work; fewer are better off together with the next. */
  readonly worthwhile: number;
}

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (err: unknown) => void;
}

interface Line<T, R> {
  waiting: Waiting<T, R>[];
  atWork: number;
}

/** Keys do not wait for keys. `work` answers in the order of its items. */
export function openBatches<K, T, R>(
  work: (key: K, items: readonly T[]) => Promise<readonly R[]>,
  { atMost, atOnce, worthwhile }: Shape,
): Batches<K, T, R> {
  const lines = new Map<K, Line<T, R>>();
  const mayStart = ({ waiting, atWork }: Line<T, R>): boolean =>
    atWork === 0 || (atWork < atOnce && waiting.length >= worthwhile);
  const serve = async (key: K, line: Line<T, R>): Promise<void> => {
    line.atWork += 1;
    await nextTick();
    while (line.waiting.length > 0) await workOff(line, (items) => work(key, items), atMost);
    line.atWork -= 1;
  };
  return {
    add: (key, item) =>
      new Promise<R>((resolve, reject) => {
        const line = lines.get(key) ?? { waiting: [], atWork: 0 };
        lines.set(key, line);
        line.waiting.push({ item, resolve, reject });
        if (mayStart(line)) void serve(key, line);
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

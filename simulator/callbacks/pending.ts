/** Work that somebody may want to see finished, and real waits that can be cut short. */
export interface Pending {
  watch(work: Promise<void>): void;
  /** Runs `work` after so many real milliseconds; counted as unfinished until then. */
  later(afterMs: number, work: () => Promise<void>): void;
  sleep(ms: number): Promise<void>;
  idle(): Promise<void>;
  close(): void;
}

export function pending(): Pending {
  const timers = new Map<NodeJS.Timeout, () => void>();
  let waiting: (() => void)[] = [];
  let open = 0;
  const done = (): void => {
    open -= 1;
    if (open > 0) return;
    for (const wake of waiting) wake();
    waiting = [];
  };
  const watch = (work: Promise<void>): void => {
    open += 1;
    work.then(done, done);
  };
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.set(timer, resolve);
    });
  return {
    watch,
    sleep,
    later: (afterMs, work) => watch(sleep(afterMs).then(work)),
    idle: () => (open === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    close: () => {
      for (const [timer, resolve] of timers) {
        clearTimeout(timer);
        resolve();
      }
      timers.clear();
    },
  };
}

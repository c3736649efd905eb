/** Narrowed lanes widen by one after this long without a complaint. */
const WIDEN_AFTER_MS = 60_000;

/** So many at a time, first come first served, and fewer for a while after WeCom complained. */
export interface Lanes {
  enter(): Promise<void>;
  leave(): void;
  /** Half as many from now on; they come back one by one. */
  narrow(): void;
}

export function openLanes(most: number, elapsedMs: () => number): Lanes {
  const waiting: (() => void)[] = [];
  let width = most;
  let widenAtMs = Number.POSITIVE_INFINITY;
  let running = 0;

  function letIn(): void {
    if (elapsedMs() >= widenAtMs) {
      width += 1;
      widenAtMs = width < most ? elapsedMs() + WIDEN_AFTER_MS : Number.POSITIVE_INFINITY;
    }
    while (running < width) {
      const next = waiting.shift();
      if (!next) return;
      running += 1;
      next();
    }
  }

  return {
    enter: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        letIn();
      }),
    leave() {
      running -= 1;
      letIn();
    },
    narrow() {
      width = Math.max(1, Math.floor(width / 2));
      widenAtMs = elapsedMs() + WIDEN_AFTER_MS;
    },
  };
}

/** Fixed windows by the product's clock: `blocked` until the window that was overrun has passed in full [90312]. */
export interface Windows {
  /** Counts one. */
  take(key: string, limit: number, lengthMs: number, now: Date): 'ok' | 'blocked';
  /** Says without counting whether one more would be blocked. */
  peek(key: string, limit: number, lengthMs: number, now: Date): 'ok' | 'blocked';
}

export function openWindows(): Windows {
  const windows = new Map<string, { startMs: number; count: number }>();
  const living = (key: string, lengthMs: number, now: Date) => {
    const window = windows.get(key);
    return window && now.getTime() < window.startMs + lengthMs ? window : undefined;
  };
  return {
    take: (key, limit, lengthMs, now) => {
      const window = living(key, lengthMs, now) ?? { startMs: now.getTime(), count: 0 };
      windows.set(key, window);
      window.count += 1;
      if (window.count === limit + 1) window.startMs = now.getTime(); // the block lasts a whole window, from now on
      return window.count > limit ? 'blocked' : 'ok';
    },
    peek: (key, limit, lengthMs, now) => ((living(key, lengthMs, now)?.count ?? 0) >= limit ? 'blocked' : 'ok'),
  };
}

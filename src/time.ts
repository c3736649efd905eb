/** The product's time. Every process of one database reads the same clock (SQL `qungui.clock()`), movable in tests. */
export interface Clock {
  now(): Promise<Date>;
}

/** Real milliseconds since the process began, for durations and back-off only; never compared with a stored time. */
export const elapsedMs = (): number => performance.now();

/** The host's own clock, for talking to machines outside the product (file ages, lock files); never for a decision. */
export const hostNow = (): Date => new Date();

/** Waits in real time. Only for back-off inside one call; everything longer is a timer row. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What `work` comes to, or what `late` says after so many real milliseconds; the work itself goes on. Leaves no timer behind. */
export async function inTime<T, L>(ms: number, work: Promise<T>, late: () => L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return Promise.race([work, end.then(late)]).finally(() => clearTimeout(timer));
}

/** Waits for `work`, but no longer than so many real milliseconds. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  await inTime(ms, work, () => undefined);
}

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

/** Waits for `work`, but no longer than so many real milliseconds; the work itself goes on. Leaves no timer behind. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

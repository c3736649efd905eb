export interface Renewal {
  readonly everyMs: number;
  /** So often and no more: work that never ends is somebody else's one day. */
  readonly atMost: number;
  renew(): Promise<unknown>;
}

/** Does `work` and has its lease renewed meanwhile, in real time. A renewal that fails is tried again at the next. */
export async function whileLeased<T>({ everyMs, atMost, renew }: Renewal, work: () => Promise<T>): Promise<T> {
  let left = atMost;
  const renewing = setInterval(() => {
    left -= 1;
    if (left < 0) clearInterval(renewing);
    else void renew().catch(() => undefined);
  }, everyMs);
  try {
    return await work();
  } finally {
    clearInterval(renewing);
  }
}

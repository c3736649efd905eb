import { expect, vi } from 'vitest';
import { at, type Town } from './town.ts';
import type { Traffic } from './traffic.ts';

export interface Suffering {
  readonly steps: number;
  /** It suffers after every so many steps. */
  readonly every: number;
  suffer(): Promise<unknown>;
  recover?(): Promise<unknown>;
}

/** Things happen; every few of them the queue suffers. Then time passes, and everything is looked at: nothing may be missing. */
export async function playThrough(
  town: Town,
  traffic: Traffic,
  { steps, every, suffer, recover }: Suffering,
): Promise<void> {
  for (let number = 1; number <= steps; number += 1) {
    await traffic.step();
    if (number % every === 0) await suffer();
  }
  await vi.waitFor(
    async () => expect(await town.inCorp(town.first, (tx) => tx.callback.count({ where: { state: 'new' } }))).toBe(0),
    { timeout: 60_000, interval: 50 },
  );
  await recover?.();
  await town.watched.until(at('09:40'));
  await traffic.expectWhole();
}

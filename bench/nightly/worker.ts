import { keepHeapLean } from '../../src/lean-heap.ts';
import { night, openHouse, type Place } from './house.ts';

export interface Night {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The most this process ever held. */
  readonly rssMb: number;
}

// The measured process: it does the nights and nothing else, with one pair of hands.
keepHeapLean(); // as every process of the service does
const deps = await openHouse(JSON.parse(process.argv[2] ?? '') as Place);
process.on('message', async () => {
  const begun = performance.now();
  const before = process.cpuUsage();
  await night(deps, 1);
  const { user, system } = process.cpuUsage(before);
  process.send?.({
    seconds: (performance.now() - begun) / 1_000,
    cpuSeconds: (user + system) / 1e6,
    rssMb: process.resourceUsage().maxRSS / 1_024,
  } satisfies Night);
});
process.on('disconnect', async () => {
  await deps.close();
  process.exit(0);
});
process.send?.('ready');

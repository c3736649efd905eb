import { cpus, loadavg } from 'node:os';
import { elapsedMs, pause } from '../../src/time.ts';
import { openPlant, type Plant } from '../../test/soak/plant.ts';
import { say } from '../say.ts';

const WORKERS = 4;
const CORPS = 4;
const GROUPS = 25;
/** What waits when the workers are let in. */
const WAITING = 1_200;
const ROUNDS = 5;

interface Drained {
  /** Callbacks reviewed a second. */
  readonly reviewed: number;
  /** Of the same callbacks, until every group was looked at and everything told. */
  readonly settled: number;
}

/**
 * Two receivers behind a proxy, Redis and PostgreSQL: so many callbacks wait, and one worker, then four, do what they ask for.
 * The two take turns; medians of five rounds behind one that warms up.
 */
export async function run(): Promise<void> {
  say(`machine: ${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}`);
  say(`load: ${loadavg()[0]?.toFixed(1)} in the last minute`);
  const plant = await openPlant({ seed: 11, corps: CORPS, groups: GROUPS, receivers: 2, workers: WORKERS });
  try {
    for (const worker of plant.workers) await worker.ask();
    const seen: Record<'one' | 'all', Drained[]> = { one: [], all: [] };
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const [name, count] of [
        ['one', 1],
        ['all', WORKERS],
      ] as const) {
        const drained = await drain(plant, count);
        say(`${count} worker processes: ${JSON.stringify(drained)}`);
        if (round > 0) seen[name].push(drained);
      }
    const [one, all] = [seen.one, seen.all].map((rounds) => ({
      reviewed: middle(rounds.map(({ reviewed }) => reviewed)),
      settled: middle(rounds.map(({ settled }) => settled)),
    })) as [Drained, Drained];
    console.log(
      JSON.stringify({
        workers: WORKERS,
        reviewed_per_s_by_one: one.reviewed,
        reviewed_per_s_by_all: all.reviewed,
        all_of_one: Math.round((100 * all.reviewed) / one.reviewed) / 100,
        settled_per_s_by_one: one.settled,
        settled_per_s_by_all: all.settled,
      }),
    );
  } finally {
    await plant.close();
  }
}

/** Lets callbacks pile up, then so many workers in; they leave when nothing is left. */
async function drain(plant: Plant, count: number): Promise<Drained> {
  const companies = [...plant.companies.values()];
  for (let nth = 0; nth < WAITING; nth += 1) await companies[nth % companies.length]?.step();
  await plant.simulator.idle();
  const waiting = await plant.unreviewed();
  const working = plant.workers.slice(0, count);
  await Promise.all(working.map((worker) => worker.start()));
  const beganMs = elapsedMs();
  const before = await plant.unreviewed();
  while ((await plant.unreviewed()) > 0) await pause(50);
  const reviewedMs = elapsedMs() - beganMs;
  await plant.settle();
  const settledMs = elapsedMs() - beganMs;
  for (const worker of working) await worker.ask();
  return { reviewed: Math.round((before * 1_000) / reviewedMs), settled: Math.round((waiting * 1_000) / settledMs) };
}

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

import { existsSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { say } from '../say.ts';
import { type DiskSpeed, fsyncSpeed } from './disk.ts';
import type { Outcome } from './load.ts';
import { type Loader, openLoader } from './loader.ts';
import { DEPTHS, type Depth, openStation, type Station } from './station.ts';

const ROUNDS = 5;
const WARM_MS = 700;
const ROUND_MS = 2_000;
const OPEN_WARM_MS = 5_000;
const OPEN_MS = 30_000;
const PER_SECOND = 200;
/** Where a data directory lives in memory. */
const MEMORY = '/dev/shm';

type Rates = Record<Depth, number>;

/**
 * What the receiver bears: the same route at four depths, closed loop, median of five interleaved rounds; then its
 * answer time at 200 a second, open loop, with the data directory in memory and on disk. Load comes from its own process.
 */
export async function run(): Promise<void> {
  say(`machine: ${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}`);
  say(`load: ${loadavg()[0]?.toFixed(1)} in the last minute; on a busy machine compare the ratios, not the rates`);
  const loader = openLoader();
  try {
    const disk = await onDisk(loader);
    const memory = existsSync(MEMORY) ? await answerTimes(loader, MEMORY) : null;
    if (memory) tellTimes('in memory', memory.outcome);
    console.log(
      JSON.stringify({
        durable_per_s: whole(disk.rates.durable),
        crypto_only_per_s: whole(disk.rates.crypto_only),
        bare_per_s: whole(disk.rates.bare),
        single_insert_per_s: whole(disk.rates.single_insert),
        p99_ms_at_200_per_s: tenth((memory ?? disk).outcome.p99Ms),
        p99_ms_at_200_per_s_on_disk: tenth(disk.outcome.p99Ms),
        check_max_ms_at_200_per_s: tenth((memory ?? disk).outcome.checkMaxMs),
        fsync_p50_ms: tenth(disk.speed.p50Ms),
        fsync_p999_ms: tenth(disk.speed.p999Ms),
        durable_of_crypto_only: hundredth(disk.rates.durable / disk.rates.crypto_only),
        durable_of_single_insert: hundredth(disk.rates.durable / disk.rates.single_insert),
      }),
    );
  } finally {
    loader.close();
  }
}

async function onDisk(loader: Loader): Promise<{ rates: Rates; outcome: Outcome; speed: DiskSpeed }> {
  const station = await openStation(tmpdir());
  try {
    say(`fsync on, data directory on disk (${station.home})`);
    for (const connections of [16, 64]) show(connections, await rounds(loader, station, connections));
    const rates = await rounds(loader, station, 256);
    show(256, rates);
    const outcome = await openLoop(loader, station);
    tellTimes('on disk', outcome);
    return { rates, outcome, speed: await fsyncSpeed(station.home) };
  } finally {
    await station.close();
  }
}

async function answerTimes(loader: Loader, root: string): Promise<{ outcome: Outcome }> {
  const station = await openStation(root);
  try {
    return { outcome: await openLoop(loader, station) };
  } finally {
    await station.close();
  }
}

/** The median rate of each depth; the depths take turns, so that a slow minute meets all of them. */
async function rounds(loader: Loader, station: Station, connections: number): Promise<Rates> {
  const seen: Record<Depth, number[]> = { bare: [], crypto_only: [], single_insert: [], durable: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const depth of DEPTHS) {
      const before = await station.kept();
      const outcome = await loader.run({
        kind: 'closed',
        sender: station.sender,
        port: station.port(depth),
        series: `${depth.slice(0, 1)}${connections}r${round}n`,
        connections,
        warmMs: WARM_MS,
        forMs: ROUND_MS,
        atMost: Math.ceil((Math.max(12_000, 1.5 * (seen[depth].at(-1) ?? 0)) * (WARM_MS + ROUND_MS)) / 1_000),
      });
      await refuseLies(station, depth, outcome, before);
      seen[depth].push(outcome.perSecond);
    }
  }
  return {
    bare: median(seen.bare),
    crypto_only: median(seen.crypto_only),
    single_insert: median(seen.single_insert),
    durable: median(seen.durable),
  };
}

const openLoop = async (loader: Loader, station: Station): Promise<Outcome> => {
  const before = await station.kept();
  const outcome = await loader.run({
    kind: 'open',
    sender: station.sender,
    port: station.port('durable'),
    series: 'o',
    perSecond: PER_SECOND,
    warmMs: OPEN_WARM_MS,
    forMs: OPEN_MS,
  });
  await refuseLies(station, 'durable', outcome, before);
  return outcome;
};

/** A figure counts only if every answer was 200 and, where it says so, every answered call is a row. */
async function refuseLies(station: Station, depth: Depth, outcome: Outcome, before: number): Promise<void> {
  if (outcome.refused > 0) throw new Error(`${outcome.refused} calls were not answered 200 (${depth})`);
  const kept = (await station.kept()) - before;
  const mustKeep = depth === 'durable' || depth === 'single_insert';
  if (mustKeep && kept < outcome.answered)
    throw new Error(`${outcome.answered} calls were answered and ${kept} kept (${depth})`);
  if (!mustKeep && kept > 0) throw new Error(`${kept} calls were kept where none should be (${depth})`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function show(connections: number, rates: Rates): void {
  const parts = DEPTHS.map((depth) => `${depth} ${whole(rates[depth])}/s`).join(', ');
  const share = `durable is ${Math.round((100 * rates.durable) / rates.crypto_only)} % of crypto_only`;
  say(
    `${connections} connections: ${parts}; ${share}, ${hundredth(rates.durable / rates.single_insert)} × single_insert`,
  );
}

const tellTimes = (where: string, { p50Ms, p99Ms, maxMs }: Outcome): void =>
  say(
    `${PER_SECOND}/s for 30 s, data ${where}: p50 ${tenth(p50Ms)} ms, p99 ${tenth(p99Ms)} ms, longest ${tenth(maxMs)} ms`,
  );

const whole = (n: number): number => Math.round(n);
const tenth = (n: number): number => Math.round(n * 10) / 10;
const hundredth = (n: number): number => Math.round(n * 100) / 100;

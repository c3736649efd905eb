import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { seededChance } from '../../simulator/chance.ts';
import { elapsedMs, inTime, pause } from '../../src/time.ts';
import { risingMbPerMinute, type Sample } from './memory.ts';
import { mischief } from './mischief.ts';
import { openPlant, type Plant } from './plant.ts';
import { whatIsNotWhole } from './whole.ts';

// npm run soak -- [--minutes 30] [--per-second 200] [--seed 7] [--calm] [--json]
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    'per-second': { type: 'string', default: '200' },
    seed: { type: 'string', default: '7' },
    calm: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const perSecond = Number(values['per-second']);
const seed = Number(values.seed);

const CORPS = 5;
const GROUPS = 100;
/** Of ten callbacks one is a repeat. */
const REPEATED = 1 / 9;
const STRIKE_EVERY_MS = 20_000;
const SAMPLE_EVERY_MS = 5_000;
/** The memory of a process is watched behind this part of the run: what is opened once is open by then. */
const SETTLED = 1 / 3;
const WANTED = { backlogS: 120, mbPerMinute: 1 };

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function soak(plant: Plant) {
  const beganMs = elapsedMs();
  const endMs = beganMs + minutes * 60_000;
  const goesOn = (): boolean => elapsedMs() < endMs;
  const struck: string[] = [];
  const samples = new Map<string, Sample[]>();

  const happen = async (): Promise<number> => {
    const companies = [...plant.companies.values()];
    let steps = 0;
    for (; goesOn(); steps += 1) {
      const dueMs = beganMs + (steps * 1_000) / (perSecond * (1 - REPEATED));
      if (dueMs > elapsedMs()) await pause(dueMs - elapsedMs());
      await companies[steps % companies.length]?.step();
    }
    return steps;
  };
  const strike = async (): Promise<void> => {
    for (const { name, strike } of mischief(seededChance(seed))) {
      await pause(STRIKE_EVERY_MS);
      if (!goesOn() || values.calm) return;
      say(`${Math.round((elapsedMs() - beganMs) / 1_000)} s: ${name}`);
      await strike(plant);
      struck.push(name);
    }
  };
  const look = async (): Promise<void> => {
    for (; goesOn(); await pause(SAMPLE_EVERY_MS))
      for (const one of plant.everybody) {
        const mb = one.rssMb();
        const minute = (elapsedMs() - beganMs) / 60_000;
        if (mb > 0) samples.set(one.name, [...(samples.get(one.name) ?? []), { minute, mb }]);
      }
  };
  const [steps] = await Promise.all([happen(), strike(), look()]);
  const overMs = elapsedMs();
  say(`${steps} things happened; what is left is waited for`);
  await plant.simulator.idle();
  const emptied = await inTime(
    600_000,
    plant.settle().then(() => 'empty' as const),
    () => 'late' as const,
  );
  return { steps, struck, samples, emptied, backlogS: (elapsedMs() - overMs) / 1_000 };
}

const plant = await openPlant({ seed, corps: CORPS, groups: GROUPS, receivers: 2, workers: 2 });
try {
  say(`${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}; seed ${seed}`);
  say(`${CORPS * GROUPS} groups of ${CORPS} corps, ${perSecond} callbacks a second for ${minutes} minutes`);
  for (const { tenant } of plant.companies.values())
    plant.simulator.faults.add({
      callback: '*',
      corp: tenant.name,
      kind: 'doubled',
      chance: REPEATED,
      times: 10_000_000,
    });
  const { steps, struck, samples, emptied, backlogS } = await soak(plant);
  const { callbacks, notices } = plant.simulator.stats();
  const wrong = emptied === 'late' ? ['work is left after ten minutes'] : await whatIsNotWhole(plant);
  // The first of each kind lived through all of it.
  const watched = [plant.receivers[0], plant.workers[0]].flatMap((one) => (one ? [one.name] : []));
  const rising = Object.fromEntries(
    watched.map((name) => {
      const late = (samples.get(name) ?? []).filter(({ minute }) => minute >= minutes * SETTLED);
      return [name, Math.round(risingMbPerMinute(late) * 100) / 100];
    }),
  );
  const residentMb = Object.fromEntries(
    [...samples].map(([name, seen]) => [name, Math.max(...seen.map(({ mb }) => mb))]),
  );
  if (backlogS > WANTED.backlogS) wrong.push(`the backlog was empty after ${Math.round(backlogS)} s`);
  for (const [name, mb] of Object.entries(rising))
    if (mb > WANTED.mbPerMinute) wrong.push(`${name} rises ${mb} MB a minute`);
  const told = {
    seed,
    minutes,
    steps,
    callbacks,
    notices,
    callbacks_per_s: Math.round(callbacks.sent / (minutes * 60)),
    faults: struck.length,
    backlog_s: Math.round(backlogS * 10) / 10,
    rising_mb_per_minute: rising,
    resident_mb_at_most: residentMb,
    wrong,
    pass: wrong.length === 0,
  };
  console.log(values.json ? JSON.stringify(told) : JSON.stringify(told, null, 2));
  if (wrong.length > 0) process.exitCode = 1;
} finally {
  await plant.close();
}

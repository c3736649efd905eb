import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../say.ts';
import { GROUPS, MEMBERS } from './company.ts';
import { moveIn } from './move-in.ts';
import type { Told } from './tenant.ts';
import type { Night } from './worker.ts';

const ROUNDS = 5;
const policy = readFileSync(join(import.meta.dirname, '../../policies/chongqing-industrial.yaml'), 'utf8');

/**
 * A night of a corp of 10 000 people with 3 000 groups of 150: people are read, groups are listed, those that are due are read
 * and all are judged. WeCom is the simulator in a process of its own; the median of five nights, a day's changes before each.
 */
export async function run(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'qungui-bench-'));
  const tenant = fork(join(import.meta.dirname, 'tenant.ts'));
  try {
    const [told] = (await once(tenant, 'message')) as [Told];
    const { chatIds, customers, ...wecom } = told;
    say(`machine: ${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}`);
    say(`load: ${loadavg()[0]?.toFixed(1)} in the last minute`);
    const first = await moveIn({ home, wecom }, policy, { chatIds, customers });
    say(`first reading of everything: ${first.seconds.toFixed(0)} s, ${first.cases} cases`);
    const nights = await play({ home, wecom }, async (day) => {
      tenant.send({ day });
      const [{ calls }] = (await once(tenant, 'message')) as [{ calls: number }];
      return calls;
    });
    const [middle] = [...nights].sort((a, b) => a.seconds - b.seconds).slice(Math.floor(ROUNDS / 2));
    if (!middle) throw new Error('no night was measured');
    for (const one of nights)
      say(`a night: ${one.seconds.toFixed(1)} s, ${one.cpuSeconds.toFixed(1)} s of it on our core, ${one.calls} calls`);
    console.log(
      JSON.stringify({
        groups: GROUPS,
        members: GROUPS * MEMBERS,
        seconds: Math.round(middle.seconds * 10) / 10,
        rss_mb: Math.round(Math.max(...nights.map(({ rssMb }) => rssMb))),
        api_calls: middle.calls,
      }),
    );
  } finally {
    tenant.disconnect();
    rmSync(home, { recursive: true, force: true });
  }
}

/** The nights, one after another, each in the same process; `dayPasses` answers how many calls WeCom had by then. */
async function play(
  place: Parameters<typeof moveIn>[0],
  dayPasses: (day: number) => Promise<number>,
): Promise<(Night & { readonly calls: number })[]> {
  const worker = fork(join(import.meta.dirname, 'worker.ts'), [JSON.stringify(place)]);
  await once(worker, 'message');
  const nights: (Night & { calls: number })[] = [];
  for (let day = 1; day <= ROUNDS; day += 1) {
    const before = await dayPasses(day);
    worker.send('night');
    const [one] = (await once(worker, 'message')) as [Night];
    nights.push({ ...one, calls: (await dayPasses(0)) - before });
  }
  worker.disconnect();
  await once(worker, 'exit');
  return nights;
}

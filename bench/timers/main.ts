import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, nowIn } from '../../src/db/client.ts';
import { pause } from '../../src/time.ts';
import { armTimer, cancelTimers } from '../../src/timers/arm.ts';
import { say } from '../say.ts';
import type { Done, Task } from './hand.ts';
import { corp, openHouse } from './house.ts';
import { endOf, fill, KIND, untilCounted } from './rows.ts';

const OPEN = 1_000_000;
const DUE = 20_000;
const CANCELLED = 100_000;
/** Due as well, and cancelled while they are fired: each is one or the other. */
const CONTESTED = 2_000;
const ROUNDS = 5;
/** So that a million are still open in the last storm. */
const ARMED = OPEN + ROUNDS * CANCELLED;

/**
 * A million open timers of one corp, of which 20 000 are due in the same instant; while one pair of hands fires them, 100 000
 * others are cancelled from a second process and single ones armed and cancelled from a third. Medians of five storms on the same million.
 */
export async function run(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'qungui-bench-'));
  const deps = await openHouse(home);
  const hands = {
    firing: fork(join(import.meta.dirname, 'hand.ts'), [home]),
    cancelling: fork(join(import.meta.dirname, 'hand.ts'), [home]),
  };
  try {
    await Promise.all(Object.values(hands).map((hand) => once(hand, 'message')));
    say(`machine: ${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}`);
    say(`load: ${loadavg()[0]?.toFixed(1)} in the last minute`);
    await fill(deps.db, corp, {
      name: 'open',
      count: ARMED,
      dueAt: await inHours(deps.db, 24),
      spread: 'over a month',
    });
    await untilCounted(deps.db, corp);
    const storms: Storm[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const storm = await play(deps.db, hands, round);
      say(JSON.stringify(storm));
      storms.push(storm);
    }
    const middle = (of: (storm: Storm) => number): number => storms.map(of).sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
    const most = (of: (storm: Storm) => number): number => Math.max(...storms.map(of));
    console.log(
      JSON.stringify({
        open: Math.min(...storms.map(({ open }) => open)),
        due_fired: Math.min(...storms.map(({ due_fired }) => due_fired)),
        seconds_to_fire: middle(({ seconds_to_fire }) => seconds_to_fire),
        cancelled_fired: most(({ cancelled_fired }) => cancelled_fired),
        early: most(({ early }) => early),
        arm_p99_ms: middle(({ arm_p99_ms }) => arm_p99_ms),
        cancel_p99_ms: middle(({ cancel_p99_ms }) => cancel_p99_ms),
      }),
    );
  } finally {
    for (const hand of Object.values(hands)) {
      hand.disconnect();
      await once(hand, 'exit');
    }
    await deps.close();
    rmSync(home, { recursive: true, force: true });
  }
}

interface Hands {
  readonly firing: ChildProcess;
  readonly cancelling: ChildProcess;
}

interface Storm {
  readonly open: number;
  readonly due_fired: number;
  readonly seconds_to_fire: number;
  readonly cancelled: number;
  readonly cancelled_fired: number;
  readonly early: number;
  readonly not_once: number;
  readonly arm_p99_ms: number;
  readonly cancel_p99_ms: number;
}

async function play(db: Db, { firing, cancelling }: Hands, round: number): Promise<Storm> {
  const name = `storm${round}`;
  await fill(db, corp, { name, count: DUE, dueAt: await inHours(db, 0), spread: 'at once' });
  await fill(db, corp, { name: `contested${round}`, count: CONTESTED, dueAt: await inHours(db, 0), spread: 'at once' });
  const before = await endOf(db, corp, name);
  let state: 'raging' | 'over' = 'raging';
  const fired = once(firing, 'message').then(([fired]) => (fired as Done).seconds);
  const cancelledAll = once(cancelling, 'message');
  firing.send('fire' satisfies Task);
  cancelling.send(cancelledIn(round) satisfies Task);
  const goesOn = () => state === 'raging';
  const arms = sample(goesOn, (nth) => armOne(db, `new${round}-${nth}`));
  const cancels = sample(goesOn, (nth) => cancel(db, [`open-${ARMED - 1 - round * 20_000 - nth}`]));
  const [seconds] = await Promise.all([fired, cancelledAll]);
  state = 'over';
  const [armMs, cancelMs] = await Promise.all([arms, cancels]);
  const end = await endOf(db, corp, name);
  return {
    open: before.open,
    due_fired: end.fired,
    seconds_to_fire: rounded(seconds),
    cancelled: end.cancelled - before.cancelled,
    cancelled_fired: end.cancelledFired,
    early: end.early,
    not_once: end.notOnce,
    arm_p99_ms: rounded(p99(armMs)),
    cancel_p99_ms: rounded(p99(cancelMs)),
  };
}

/** Those that are due as well come first, the last of them before the others. */
function cancelledIn(round: number): string[] {
  const contested = Array.from({ length: CONTESTED }, (_, nth) => `contested${round}-${nth}`).reverse();
  const others = Array.from({ length: CANCELLED - CONTESTED }, (_, nth) => `open-${round * CANCELLED + nth}`);
  return [...contested, ...others];
}

const cancel = (db: Db, subjects: readonly string[]): Promise<void> =>
  db.withCorp(corp, async (tx) => cancelTimers(tx, corp, KIND, subjects, await nowIn(tx)));

const armOne = (db: Db, subject: string): Promise<void> =>
  db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    await armTimer(tx, corp, { kind: KIND, subject, dueAt: new Date(at.getTime() + 86_400_000), at });
  });

/** Some sixty a second: what a busy corp arms and cancels, and no load of its own. */
const APART_MS = 15;

/** How long each took, one after another as long as it goes on. */
async function sample(goesOn: () => boolean, once: (nth: number) => Promise<unknown>): Promise<number[]> {
  const tookMs: number[] = [];
  while (goesOn()) {
    const beganMs = performance.now();
    await once(tookMs.length);
    tookMs.push(performance.now() - beganMs);
    await pause(APART_MS);
  }
  return tookMs;
}

const p99 = (ms: readonly number[]): number => [...ms].sort((a, b) => a - b)[Math.floor(ms.length * 0.99)] ?? 0;
const rounded = (value: number): number => Math.round(value * 10) / 10;
const inHours = async (db: Db, hours: number): Promise<Date> =>
  new Date((await db.clock.now()).getTime() + hours * 3_600_000);

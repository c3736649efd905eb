import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededChance } from '../../simulator/chance.ts';
import { quantile, record, SEED, sized, tenth } from './figures.ts';
import { type Lab, openLab } from './lab/lab.ts';
import { type Mutant, openMutants } from './lab/mutants.ts';
import { rssMb } from './processes.ts';

const CALLS = sized({ fast: 10_000, full: 1_000_000 });
const LINES = 8;
/** What breaks the wire itself may never be answered: the door waits ten seconds for the rest, we do not. */
const SILENT_MS = 500;
/** Wanted: 5 MB in 100 000 calls, and an answer of the operator's door within 200 ms (p99). */
const MOST = { risingMb: 50, heldMs: 2_000 };

let lab: Lab;
beforeAll(async () => {
  lab = await openLab({ workers: ['one'] });
});
afterAll(() => lab?.close());

const open = async (port: number, nth: number): Promise<Socket> => {
  const socket = connect({ port, host: '127.0.0.1', localAddress: `127.0.0.${2 + (nth % 250)}`, noDelay: true });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
};

/** Sends one and answers its status; 0 when there was none in time, and then the connection is of no more use. */
async function ask(socket: Socket, { bytes }: Mutant): Promise<number> {
  return new Promise((resolve) => {
    let head = '';
    const end = (status: number): void => {
      clearTimeout(patience);
      socket.off('data', hear).off('close', gone);
      resolve(status);
    };
    const hear = (chunk: Buffer): void => {
      head += chunk.toString('latin1');
      if (head.includes('\r\n\r\n')) end(Number(head.slice(9, 12)));
    };
    const gone = (): void => end(0);
    const patience = setTimeout(() => {
      socket.destroy();
      end(0);
    }, SILENT_MS);
    socket.on('data', hear).once('close', gone);
    socket.write(bytes);
  });
}

test(`${CALLS} changed calls (seed ${SEED}): none is answered 500, and the process stays what it was`, async () => {
  const { town, ports, running } = lab;
  const server = running.get('server');
  const corpid = town.tenantOf(town.first).corpid;
  const next = openMutants(lab.addressOf('app'), corpid, `/callbacks/${town.first}/app`, seededChance(SEED));
  const statuses: Record<number, number> = {};
  const sizes: { readonly calls: number; readonly mb: number }[] = [];
  let sent = 0;
  const line = async (nth: number): Promise<void> => {
    let socket = await open(ports.get('server') ?? 0, nth);
    for (let own = 0; sent < CALLS; own += 1) {
      sent += 1;
      if (sent % Math.floor(CALLS / 20) === 0) sizes.push({ calls: sent, mb: rssMb(server?.pid ?? 0) });
      const mutant = next();
      const status = await ask(socket, mutant);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status !== 0 && mutant.kind !== 'wire' && !socket.destroyed && own % 500 !== 499) continue;
      socket.destroy();
      socket = await open(ports.get('server') ?? 0, nth + sent);
    }
    socket.destroy();
  };
  const heldMs: number[] = [];
  let state: 'raging' | 'over' = 'raging';
  const look = async (): Promise<void> => {
    while (state === 'raging') {
      const beganMs = performance.now();
      await fetch(`${server?.opsOrigin}/health/live`).then((answer) => answer.text());
      heldMs.push(performance.now() - beganMs);
      await wait(50);
    }
  };
  const beganMs = performance.now();
  const looked = look();
  await Promise.all(Array.from({ length: LINES }, (_, nth) => line(nth)));
  state = 'over';
  await looked;
  const perSecond = Math.round(CALLS / ((performance.now() - beganMs) / 1_000));

  const checked = await lab.check([]);
  const risingMb = rising(sizes.slice(sizes.length >> 2));
  record(21, {
    ...checked,
    calls: CALLS,
    'calls/s': perSecond,
    ...Object.fromEntries(Object.entries(statuses).map(([status, count]) => [`answered ${status}`, count])),
    mb_in_100_000: tenth(risingMb),
    held_p99_ms: tenth(quantile(heldMs, 0.99)),
  });
  expect(Object.keys(statuses).filter((status) => Number(status) >= 500 && status !== '503')).toEqual([]);
  expect(statuses[503] ?? 0).toBe(0);
  expect(quantile(heldMs, 0.99)).toBeLessThanOrEqual(MOST.heldMs);
  if (CALLS >= 100_000) expect(risingMb).toBeLessThanOrEqual(MOST.risingMb);
}, 3_600_000);

/** The line through the sizes that fits best: MB in 100 000 calls. */
function rising(sizes: readonly { readonly calls: number; readonly mb: number }[]): number {
  const mean = (of: (one: (typeof sizes)[number]) => number): number =>
    sizes.reduce((sum, one) => sum + of(one), 0) / sizes.length;
  const [calls, mb] = [mean((one) => one.calls), mean((one) => one.mb)];
  const across = sizes.reduce((sum, one) => sum + (one.calls - calls) * (one.mb - mb), 0);
  const along = sizes.reduce((sum, one) => sum + (one.calls - calls) ** 2, 0);
  return along === 0 ? 0 : (100_000 * across) / along;
}

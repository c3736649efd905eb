import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record, sized, tenth } from './figures.ts';
import { type Lab, openLab } from './lab/lab.ts';
import { openTcpProxy, type TcpProxy } from './lab/tcp-proxy.ts';

const RESTARTS = sized({ fast: 2, full: 20 });
const SERVERS = ['server', 'second'] as const;
/** Wanted, and what the product allows itself. */
const MOST_END_S = 10;

let lab: Lab;
let balancer: TcpProxy;
beforeAll(async () => {
  lab = await openLab({ servers: SERVERS, workers: ['one'] });
  balancer = await openTcpProxy(SERVERS.map((name) => ({ host: '127.0.0.1', port: lab.ports.get(name) ?? 0 })));
});
afterAll(async () => {
  await balancer?.close();
  await lab?.close();
});

test(`two servers behind a plain balancer, asked to end and started again ${RESTARTS} times under load: WeCom notices nothing`, async () => {
  const load = await lab.load({ origin: `http://127.0.0.1:${balancer.port}`, connections: 'one each' });
  await wait(2_000);
  const said: string[] = [];
  const ends: { readonly code: number | null; readonly tookS: number }[] = [];
  for (let restart = 0; restart < RESTARTS; restart += 1) {
    const name = SERVERS[restart % SERVERS.length] ?? 'server';
    await lab.traffic.step();
    const beganMs = performance.now();
    const ending = lab.running.get(name);
    const code = (await ending?.end()) ?? null;
    said.push(...(ending?.said() ?? []));
    ends.push({ code, tookS: tenth((performance.now() - beganMs) / 1_000) });
    await (await lab.start(name)).ready();
    await wait(1_000);
  }
  const posted = await load.stop();

  const checked = await lab.check([posted]);
  record(11, {
    ...checked,
    restarts: RESTARTS,
    'calls/s': load.perSecond,
    calls: posted.calls.length,
    unanswered_ms: Math.round(
      Math.max(
        0,
        ...posted.calls.flatMap(({ tries }) => tries.flatMap(([, took, status]) => (status === 0 ? [took] : []))),
      ),
    ),
    not_200: Object.entries(posted.statuses).reduce((sum, [status, count]) => sum + (status === '200' ? 0 : count), 0),
    longest_end_s: Math.max(...ends.map(({ tookS }) => tookS)),
    p99_ms: posted.tookMs(0.99),
    failed_jobs: await lab.failedJobs(),
  });
  for (const one of lab.running.values()) said.push(...one.said());
  expect(
    Object.keys(posted.statuses).filter((status) => !['0', '200'].includes(status)),
    [...new Set(said)].slice(-5).join('\n'),
  ).toEqual([]);
  expect(
    posted.statuses[0] ?? 0,
    'connections that a closing listener had taken and nobody accepted',
  ).toBeLessThanOrEqual(RESTARTS);
  expect(posted.abandoned).toBe(0);
  expect(ends.map(({ code }) => code)).toEqual(ends.map(() => 0));
  expect(Math.max(...ends.map(({ tookS }) => tookS))).toBeLessThanOrEqual(MOST_END_S);
  expect(await lab.failedJobs()).toBe(0);
}, 900_000);

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unseal } from '../../simulator/callbacks/seal.ts';
import { seededChance } from '../../simulator/chance.ts';
import { install } from '../../simulator/demo/install.ts';
import type { CallbackAddress } from '../../simulator/world/company.ts';
import { armTimers } from '../../src/timers/arm.ts';
import { freePort, type RealProcess, type Start, startProcess } from './processes.ts';
import { openTown, policyA, type Town } from './town.ts';
import { openTraffic, type Traffic } from './traffic.ts';

const SEED = 20;
const chance = seededChance(SEED);
const ROUNDS = 3;
const killed: string[] = [];

let town: Town;
let traffic: Traffic;
let line: Server;
const running = new Map<string, RealProcess>();
const starts = new Map<string, Start>();
/** Digests of the plaintexts that were answered 200. */
const accepted = new Set<string>();

/** The wire between WeCom and the server: it writes down what was accepted, and is cut while nobody answers. */
async function openLine(port: number, addresses: readonly CallbackAddress[], corpid: string): Promise<string> {
  const carry = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const answer = await fetch(`http://127.0.0.1:${port}${request.url}`, { method: 'POST', body });
    if (answer.status === 200) accepted.add(digestOf(body, addresses, corpid));
    response.writeHead(answer.status).end(await answer.text());
  };
  line = createServer((request, response) => void carry(request, response).catch(() => response.destroy()));
  const own = await freePort();
  await new Promise<void>((resolve) => line.listen(own, '127.0.0.1', resolve));
  return `http://127.0.0.1:${own}`;
}

function digestOf(body: string, addresses: readonly CallbackAddress[], corpid: string): string {
  const encrypted = /<Encrypt><!\[CDATA\[([^\]]+)/.exec(body)?.[1] ?? '';
  const plaintext = addresses.map((address) => unseal(address, encrypted, corpid)).find((found) => found !== null);
  return createHash('sha256')
    .update(plaintext ?? 'nobody can open it')
    .digest('hex');
}

async function start(name: string): Promise<void> {
  const wanted = starts.get(name);
  if (wanted) running.set(name, await startProcess(wanted));
}

beforeAll(async () => {
  town = await openTown();
  traffic = await openTraffic(town, await town.settle());
  const { first, home, simulator, database } = town;
  const tenant = town.tenantOf(first);
  writeFileSync(join(home, 'kek'), town.kekBytes.toString('base64'), { mode: 0o600 });
  const keys = install(home, [{ slug: first, title: '示范实业', tenant, policy: policyA }]);
  const port = await freePort();
  const addressOf = (name: string): CallbackAddress => {
    const key = keys.get(`${first}-${name}`);
    if (!key) throw new Error(`no keys of ${name}`);
    return { url: '', ...key };
  };
  const surfaces = ['app', 'contacts'] as const;
  const wire = await openLine(port, surfaces.map(addressOf), tenant.corpid);
  for (const name of surfaces)
    tenant.setCallback(name, { ...addressOf(name), url: `${wire}/callbacks/${first}/${name}` });
  const env = {
    DATABASE_URL: database.appUrl,
    QUEUE_DATABASE_URL: database.queueUrl,
    QUNGUI_HOME: home,
    QUNGUI_CONFIG: join(home, 'qungui.yaml'),
    QUNGUI_CLOCK: 'movable',
    QUNGUI_PORT: String(port),
    QUNGUI_WECOM_ORIGIN: simulator.origin,
    QUNGUI_LOG_LEVEL: 'error',
  };
  starts.set('server', { name: 'server', entry: 'src/server.ts', env });
  for (const name of ['one', 'two']) starts.set(name, { name, entry: 'workers/main.ts', env });
  await Promise.all([...starts.keys()].map(start));
  await Promise.all([...running.values()].map((one) => one.ready()));
}, 180_000);
afterAll(async () => {
  await Promise.all([...running.values()].map((one) => one.kill()));
  line?.close();
  await town.close();
}, 60_000);

/** Things happen until so many more calls are accepted. */
async function arrive(count: number): Promise<void> {
  const goal = accepted.size + count;
  for (const endsMs = performance.now() + 60_000; accepted.size < goal; await wait(20)) {
    expect(performance.now(), 'nothing was accepted for a minute').toBeLessThan(endsMs);
    await traffic.step();
  }
}

/** A few things happen at once, and some are killed while they are worked on; things go on until they are back. */
async function kill(names: readonly string[]): Promise<void> {
  await arrive(4 + Math.floor(chance.next() * 5));
  await Promise.all(names.map((name) => running.get(name)?.kill()));
  killed.push(...names);
  await Promise.all(names.map(start));
  let state: 'away' | 'back' = 'away';
  const back = Promise.all(names.map((name) => running.get(name)?.ready())).finally(() => {
    state = 'back';
  });
  for (let left = 10; left > 0 && state === 'away'; left -= 1) await traffic.step();
  await back;
}

const later = async (minutes: number): Promise<void> =>
  town.setClock(new Date((await town.clock.now()).getTime() + minutes * 60_000).toISOString());

test(`a server and two workers killed with -9 in turn (seed ${SEED}) under a stream of events`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) await kill([...starts.keys()].filter(() => chance.next() < 0.6));
  expect(new Set(killed)).toEqual(new Set(starts.keys()));
  await arrive(1);
  await town.simulator.idle();

  // What WeCom told nobody is found by a look, as any day; the leases of the dead are over.
  const { first } = town;
  await later(2);
  const now = await town.clock.now();
  await town.inCorp(first, (tx) => armTimers(tx, first, { kind: 'look-group', subjects: traffic.groups, at: now }));
  for (let round = 0; round < 3; round += 1) {
    await town.watched.idle();
    await later(2);
  }
  await town.watched.idle();
}, 240_000);

describe('at the end of it', () => {
  test('every call that was answered 200 is a row, and done', async () => {
    const rows = await town.inCorp(town.first, (tx) => tx.callback.findMany({ select: { digest: true, state: true } }));
    const done = new Set(rows.filter((row) => row.state === 'done').map((row) => row.digest));

    expect(accepted.size).toBeGreaterThan(12);
    expect([...accepted].filter((digest) => !done.has(digest))).toEqual([]);
  });

  test('nothing is missing, nothing there twice, nobody was told twice, the chain is whole', () =>
    traffic.expectWhole());
});

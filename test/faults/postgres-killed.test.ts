import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { seal } from '../../simulator/callbacks/seal.ts';
import { xml } from '../../simulator/callbacks/xml.ts';
import { install } from '../../simulator/demo/install.ts';
import { openSimulator, type Simulator } from '../../simulator/simulator.ts';
import type { CallbackAddress } from '../../simulator/world/company.ts';
import { type Db, openDb } from '../../src/db/client.ts';
import { superuserUrl } from '../../src/db/embedded/ready.ts';
import { stopForAll } from '../../src/db/embedded/start-embedded.ts';
import { keptPasswords } from '../../src/db/kept-passwords.ts';
import { urlFor } from '../../src/db/roles.ts';
import { Corp } from '../../src/ids.ts';
import { freePort, type RealProcess, startProcess } from './processes.ts';
import { policyA } from './town.ts';

const corp = Corp.parse('shifan');
let home: string;
let simulator: Simulator;
let house: RealProcess;
let origin: string;
let address: CallbackAddress;
let corpid: string;
let db: Db;

const pidNow = (): number => Number(readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
/** The house's own login, at the address that the house found out for itself. */
async function openLookingGlass(): Promise<Db> {
  const [, , , port, socketDir = ''] = readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8').split('\n');
  const url = superuserUrl({ socketDir: socketDir.trim(), port: Number(port) }, 'not used');
  return openDb(urlFor(url, 'qungui', { login: 'app', password: (await keptPasswords(home)).app }), 'fixed', 2);
}

beforeAll(async () => {
  home = mkdtempSync(join(dirname(inject('databaseHome')), 'qungui-killed-'));
  simulator = await openSimulator({ clock: { now: async () => new Date() } });
  const tenant = simulator.addTenant({ name: corp, title: '示范实业' });
  const key = install(home, [{ slug: corp, title: '示范实业', tenant, policy: policyA }]).get(`${corp}-app`);
  if (!key) throw new Error('no keys');
  address = { url: '', ...key };
  corpid = tenant.corpid;
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  house = await startProcess({
    name: 'house',
    entry: 'src/main.ts',
    env: {
      QUNGUI_HOME: home,
      QUNGUI_CONFIG: join(home, 'qungui.yaml'),
      QUNGUI_PORT: String(port),
      QUNGUI_WECOM_ORIGIN: simulator.origin,
      QUNGUI_LOG_LEVEL: 'fatal',
    },
  });
  await house.ready();
  await vi.waitFor(() => fetch(origin), { timeout: 60_000, interval: 50 }); // the operator's door opens before the public one
  db = await openLookingGlass();
}, 180_000);
afterAll(async () => {
  await house?.kill();
  await db?.close();
  await stopForAll(home);
  await simulator?.close();
  rmSync(home, { recursive: true, force: true });
}, 120_000);

const posted = new Set<string>();
const answers: number[] = [];

/** One callback that was never sent before; every fourth is sent twice. */
async function post(number: number): Promise<void> {
  const plaintext = xml([
    ['ToUserName', corpid],
    ['FromUserName', 'sys'],
    ['CreateTime', Math.floor(Date.now() / 1_000)],
    ['MsgType', 'event'],
    ['Event', `unknown_${number}`],
  ]);
  posted.add(createHash('sha256').update(plaintext).digest('hex'));
  for (let copy = 0; copy < (number % 4 === 0 ? 2 : 1); copy += 1) {
    const { query, encrypted } = seal(address, plaintext, corpid, new Date());
    const answer = await fetch(`${origin}/callbacks/${corp}/app?${new URLSearchParams(query)}`, {
      method: 'POST',
      body: xml([['Encrypt', encrypted]]),
    });
    answers.push(answer.status);
  }
}

const rows = () => db.withCorp(corp, (tx) => tx.callback.findMany({ select: { digest: true, state: true } }));
/** Files that wait; the folder is made with the first. */
const spooled = (): number => (existsSync(join(home, 'spool')) ? readdirSync(join(home, 'spool')).length : 0);

test('PostgreSQL killed with -9, twice, while callbacks arrive: each is answered 200, and there is none too few or too many', async () => {
  let number = 0;
  let seen = 0;
  const arrive = async (count: number): Promise<void> => {
    for (const until = number + count; number < until; number += 1) {
      await post(number);
      seen = Math.max(seen, spooled());
    }
  };
  /** Callbacks come all the time, until this is so. */
  const arriveUntil = async (isSo: () => Promise<boolean>): Promise<void> => {
    for (const endsMs = performance.now() + 60_000; !(await isSo().catch(() => false)); await wait(20)) {
      expect(performance.now(), 'waited for a minute').toBeLessThan(endsMs);
      await arrive(1);
    }
  };
  for (let killed = 0; killed < 2; killed += 1) {
    await arrive(20);
    const before = pidNow();
    process.kill(before, 'SIGKILL');
    await arrive(10);
    await arriveUntil(async () => pidNow() !== before && (await rows()).length > 0);
  }
  await arrive(20);

  await vi.waitFor(
    async () => expect([...new Set((await rows()).map((row) => row.state))], `${spooled()} spooled`).toEqual(['done']),
    { timeout: 60_000, interval: 200 },
  );
  await vi.waitFor(async () => expect((await rows()).length).toBe(posted.size), { timeout: 60_000, interval: 200 });

  expect(seen).toBeGreaterThan(0);
  expect(new Set(answers)).toEqual(new Set([200]));
  expect((await rows()).map((row) => row.digest).sort()).toEqual([...posted].sort());
}, 240_000);

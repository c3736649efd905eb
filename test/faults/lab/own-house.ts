import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject, vi } from 'vitest';
import { install } from '../../../simulator/demo/install.ts';
import { openSimulator } from '../../../simulator/simulator.ts';
import { type Db, openDb, type Tx } from '../../../src/db/client.ts';
import { superuserUrl } from '../../../src/db/embedded/ready.ts';
import { stopForAll } from '../../../src/db/embedded/start-embedded.ts';
import { keptPasswords } from '../../../src/db/kept-passwords.ts';
import { urlFor } from '../../../src/db/roles.ts';
import { Corp } from '../../../src/ids.ts';
import { freePort, startProcess } from '../processes.ts';
import { policyA } from '../town.ts';
import type { Task } from './load.ts';
import { type Load, startLoad } from './sender.ts';
import { seenBy } from './tmpfs.ts';

const corp = Corp.parse('shifan');

export interface OwnHouseOptions {
  readonly home?: string;
  /** What runs it; then its data are looked at as it sees them. */
  readonly under?: readonly string[];
}

/** `npm start` in a folder of its own, with the PostgreSQL that it starts and looks after itself. */
export async function openOwnHouse({
  home = mkdtempSync(join(dirname(inject('databaseHome')), 'qungui-killed-')),
  under = [],
}: OwnHouseOptions = {}) {
  const simulator = await openSimulator({ clock: { now: async () => new Date() } });
  const tenant = simulator.addTenant({ name: corp, title: '示范实业' });
  const key = install(home, [{ slug: corp, title: '示范实业', tenant, policy: policyA }]).get(`${corp}-app`);
  if (!key) throw new Error('no keys');
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const house = await startProcess({
    name: 'house',
    entry: 'src/main.ts',
    under,
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
  const data = under.length === 0 ? join(home, 'data') : seenBy(house.pid, join(home, 'data'));
  const postmasterFile = (): readonly string[] => readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  const db = await openLookingGlass(home, postmasterFile());
  const loads: Load[] = [];
  return {
    home,
    data,
    house,
    /** The house's own login, at the address that the house found out for itself. */
    db,
    rows: () => db.withCorp(corp, (tx) => tx.callback.findMany({ select: { digest: true, state: true } })),
    inCorp: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withCorp(corp, work),
    postmaster: (): number => Number(postmasterFile()[0]),
    load: (over: Partial<Task> = {}): Load => {
      const load = startLoad({
        url: `${origin}/callbacks/${corp}/app`,
        ...{ ...key, corpid: tenant.corpid, groups: [], series: `s${loads.length}n` },
        ...{ connections: 'kept', retryAfterMs: 5_000, aheadMs: 0 },
        ...over,
      });
      loads.push(load);
      return load;
    },
    close: async (): Promise<void> => {
      for (const load of loads) load.kill();
      await db.close();
      await house.end(); // with its PostgreSQL, of which nobody outside its namespace may know
      await house.kill();
      await stopForAll(home);
      await simulator.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export type OwnHouse = Awaited<ReturnType<typeof openOwnHouse>>;

async function openLookingGlass(home: string, postmaster: readonly string[]): Promise<Db> {
  const [, , , port, socketDir = ''] = postmaster;
  const url = superuserUrl({ socketDir: socketDir.trim(), port: Number(port) }, 'not used');
  return openDb(urlFor(url, 'qungui', { login: 'app', password: (await keptPasswords(home)).app }), 'fixed', 2);
}

import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { install } from '../../simulator/demo/install.ts';
import { openSimulator } from '../../simulator/simulator.ts';
import { settleSmall } from '../../simulator/worlds/small.ts';
import { openCollector } from '../builders/collector.ts';
import { freePort, startProcess } from './processes.ts';
import { policyA } from './town.ts';

/** Everything under a folder, but what `leaves` names. */
export function filesBelow(folder: string, leaves: (path: string) => boolean): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (leaves(path)) return [];
    if (entry.isDirectory()) return filesBelow(path, leaves);
    return entry.isFile() ? [path] : [];
  });
}

/** A process and all that it started, as the system knows them now. */
function familyOf(pids: readonly number[]): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = readOrNone(`/proc/${name}/stat`);
      return stat === '' ? [] : [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const];
    });
  const grow = (known: readonly number[]): readonly number[] => {
    const more = parents.filter(([pid, parent]) => known.includes(parent) && !known.includes(pid)).map(([pid]) => pid);
    return more.length === 0 ? known : grow([...known, ...more]);
  };
  return [...grow(pids)];
}

const readOrNone = (file: string): string => {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return ''; // it ended meanwhile
  }
};

/**
 * A house as an operator has it: one process with its own PostgreSQL, secrets in files of 0600, a collector of traces, a WeCom beside
 * it. `values` are all that stands in those files.
 */
export async function openPlantedHouse(mark: string) {
  const home = mkdtempSync(join(tmpdir(), 'qungui-planted-'));
  const collector = await openCollector();
  const simulator = await openSimulator({ clock: { now: async () => new Date() }, retryAfterMs: 20 });
  const names = { name: 'shifan', title: '示范shifan', appSecret: `${mark}-app`, contactsSecret: `${mark}-contacts` };
  const tenant = simulator.addTenant(names);
  const world = await settleSmall(tenant);
  const keys = install(home, [{ slug: 'shifan', title: '示范实业', tenant, policy: policyA }]);
  appendFileSync(join(home, 'qungui.yaml'), `tracing: { endpoint: ${collector.endpoint} }\n`);
  const port = await freePort();
  const house = await startProcess({
    name: 'house',
    entry: 'src/main.ts',
    env: {
      QUNGUI_HOME: home,
      QUNGUI_CONFIG: join(home, 'qungui.yaml'),
      QUNGUI_PORT: String(port),
      QUNGUI_WECOM_ORIGIN: simulator.origin,
      QUNGUI_LOG_LEVEL: 'trace',
    },
  });
  await house.ready();
  for (const surface of ['app', 'contacts'] as const) {
    const key = keys.get(`shifan-${surface}`);
    if (key) tenant.setCallback(surface, { url: `http://127.0.0.1:${port}/callbacks/shifan/${surface}`, ...key });
  }
  const postmaster = () => {
    const [file] = filesBelow(home, () => false).filter((path) => path.endsWith('/postmaster.pid'));
    return file ? [Number.parseInt(readFileSync(file, 'utf8'), 10)] : [];
  };
  const secretFiles = [
    ...readdirSync(join(home, 'secrets')).map((name) => join(home, 'secrets', name)),
    join(home, 'kek'),
  ];
  return {
    home,
    house,
    tenant,
    world,
    simulator,
    collector,
    secretFiles,
    values: (): string[] => secretFiles.filter(existsSync).map((file) => readFileSync(file, 'utf8').trim()),
    /** What each process of the house was started with: its environment and its words. */
    environments: (): string[] =>
      familyOf([house.pid, ...postmaster()])
        .map((pid) => `${readOrNone(`/proc/${pid}/environ`)}\n${readOrNone(`/proc/${pid}/cmdline`)}`)
        .filter((text) => text.trim() !== ''),
    /** Resolves when so many steps of this name were traced: what hangs on hours of the day is not waited for. */
    traced: (step: string, least: number) =>
      vi.waitFor(
        () => {
          const found = collector.spans().filter(({ name }) => name === step).length;
          if (found < least) throw new Error(`${found} of ${least} ${step} were traced`);
        },
        { timeout: 120_000, interval: 200 },
      ),
    end: () => house.end(),
    close: async (): Promise<void> => {
      await house.kill();
      await simulator.close();
      await collector.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export type PlantedHouse = Awaited<ReturnType<typeof openPlantedHouse>>;

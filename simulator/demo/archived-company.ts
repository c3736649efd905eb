import { join } from 'node:path';
import { type Db, moveClock } from '../../src/db/client.ts';
import type { Deps } from '../../src/deps.ts';
import { openPublicDoor } from '../../src/http/open-doors.ts';
import type { Corp } from '../../src/ids.ts';
import { loadConfig } from '../../src/load-config.ts';
import type { Log } from '../../src/log.ts';
import { deliverNotices } from '../../src/notices/deliver.ts';
import { openDeps } from '../../src/open-deps.ts';
import { reviewCallbacks } from '../../src/review/review-callback.ts';
import { fireDueTimers } from '../../src/timers/fire.ts';
import { openSimulatedArchive } from '../archive/archive.ts';
import { buildLibrary } from '../archive/build-library.ts';
import type { Simulator } from '../simulator.ts';
import type { Tenant } from '../tenant.ts';
import { moveIn } from '../worlds/move-in.ts';
import type { World } from '../worlds/world.ts';
import { openClockwork } from './clockwork.ts';
import { install } from './install.ts';

/** What a scene beside the working day is given. */
export interface Evening {
  readonly home: string;
  readonly port: number;
  readonly db: Db;
  readonly simulator: Simulator;
  readonly log: Log;
  readonly say: (line: string) => void;
}

/** A company that archives its messages, and whose scene begins at a moment of its own. */
export interface Archived<W extends World> {
  readonly corp: Corp;
  readonly corpid: string;
  readonly title: string;
  readonly begins: string;
  readonly settle: (tenant: Tenant) => Promise<W>;
  readonly policy: string;
  readonly hr: string;
}

export interface Played<W extends World> {
  readonly deps: Deps;
  readonly tenant: Tenant;
  readonly world: W;
  /** Moves the clock there, lets something happen, and works until nothing is left to do. */
  readonly at: (moment: string, happens?: () => Promise<unknown>) => Promise<void>;
}

/** Opens such a company with a door of its own, has it move in, lets the scene play, and closes it again. */
export async function playArchived<W extends World, Result>(
  evening: Evening,
  { corp, corpid, title, begins, settle, policy, hr }: Archived<W>,
  scene: (played: Played<W>) => Promise<Result>,
): Promise<Result> {
  const { db, simulator } = evening;
  await moveTo(db, corp, begins);
  const folder = join(evening.home, corp);
  const file = openSimulatedArchive(folder, corpid);
  const tenant = simulator.addTenant({ name: corp, title, corpid, archived: { file } });
  const world = await settle(tenant);
  const archive = { library: buildLibrary(folder), privateKeys: file.privateKeys() };
  const origin = `http://127.0.0.1:${evening.port}`;
  const keys = install(folder, [{ slug: corp, title, tenant, policy, archive }], origin);
  const deps = await openDeps(configOf(evening, folder), evening.log);
  const door = await openPublicDoor(deps);
  try {
    for (const surface of ['app', 'contacts', 'archive'] as const) {
      const key = keys.get(`${corp}-${surface}`);
      tenant.setCallback(surface, key ? { url: `${origin}/callbacks/${corp}/${surface}`, ...key } : null);
    }
    const turn = async (): Promise<void> => {
      await reviewCallbacks(deps, corp, 50);
      await fireDueTimers(deps, corp, 50);
      await deliverNotices(deps, corp, 50);
    };
    const clockwork = openClockwork(db, [corp], turn, () => simulator.idle());
    await moveIn(deps, corp, world, policy, hr, clockwork.settle);
    const at: Played<W>['at'] = async (moment, happens) => {
      await moveTo(db, corp, moment);
      await happens?.();
      await clockwork.settle();
    };
    return await scene({ deps, tenant, world, at });
  } finally {
    await door.close();
    await deps.close();
  }
}

const moveTo = async (db: Db, corp: Corp, moment: string): Promise<void> => {
  await moveClock(db, corp, Date.parse(moment) - (await db.clock.now()).getTime());
};

const configOf = ({ home, port, simulator }: Evening, folder: string) =>
  loadConfig(
    {
      QUNGUI_HOME: home,
      QUNGUI_CONFIG: join(folder, 'qungui.yaml'),
      QUNGUI_CLOCK: 'movable',
      QUNGUI_WECOM_ORIGIN: simulator.origin,
      QUNGUI_PORT: String(port),
    },
    home,
  );

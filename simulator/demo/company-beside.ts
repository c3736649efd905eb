import { join } from 'node:path';
import { type Db, moveClock } from '../../src/db/client.ts';
import { openPublicDoor } from '../../src/http/open-doors.ts';
import type { Corp } from '../../src/ids.ts';
import { loadConfig } from '../../src/load-config.ts';
import type { Log } from '../../src/log.ts';
import { deliverNotices } from '../../src/notices/deliver.ts';
import { type OpenDeps, openDeps } from '../../src/open-deps.ts';
import { reviewCallbacks } from '../../src/review/review-callback.ts';
import { fireDueTimers } from '../../src/timers/fire.ts';
import { openSimulatedArchive } from '../archive/archive.ts';
import { buildLibrary } from '../archive/build-library.ts';
import type { Simulator } from '../simulator.ts';
import type { Tenant } from '../tenant.ts';
import { moveIn } from '../worlds/move-in.ts';
import type { World } from '../worlds/world.ts';
import { type Due, openClockwork } from './clockwork.ts';
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

/** A company whose scene begins at a moment of its own. */
export interface Beside {
  readonly corp: Corp;
  readonly corpid: string;
  readonly title: string;
  readonly begins: string;
  readonly policy: string;
  /** `none`: it has no archive, so nobody needs the stand-in of WeCom's library. */
  readonly archive: 'pulled' | 'none';
}

/** The same, with people who are there from the beginning, and HR who moves in. */
export interface Archived<W extends World> extends Omit<Beside, 'archive'> {
  readonly settle: (tenant: Tenant) => Promise<W>;
  readonly hr: string;
}

export interface Played {
  readonly deps: OpenDeps;
  readonly tenant: Tenant;
  /** Where its callbacks and pages are. */
  readonly origin: string;
  /** Works until nothing that is due is left. */
  readonly settle: () => Promise<void>;
  /** Moves the clock there, lets something happen, and works until nothing is left to do. */
  readonly at: (moment: string, happens?: () => Promise<unknown>) => Promise<void>;
}

export interface MovedIn<W extends World> extends Played {
  readonly world: W;
}

/** Opens a company that archives its messages, has it move in, lets the scene play, and closes it again. */
export const playArchived = <W extends World, Result>(
  evening: Evening,
  { settle, hr, ...company }: Archived<W>,
  scene: (played: MovedIn<W>) => Promise<Result>,
): Promise<Result> =>
  playBeside(evening, { ...company, archive: 'pulled' }, async (played) => {
    const world = await settle(played.tenant);
    await moveIn(played.deps, company.corp, world, company.policy, hr, played.settle);
    return scene({ ...played, world });
  });

/** Opens a company with a door of its own, lets the scene play, and closes it again. */
export async function playBeside<Result>(
  evening: Evening,
  { corp, corpid, title, begins, policy, archive }: Beside,
  scene: (played: Played) => Promise<Result>,
): Promise<Result> {
  const { db, simulator } = evening;
  await moveTo(db, corp, begins);
  const folder = join(evening.home, corp);
  const file = archive === 'pulled' ? openSimulatedArchive(folder, corpid) : null;
  const tenant = simulator.addTenant({ name: corp, title, corpid, ...(file && { archived: { file } }) });
  const heard = file && { archive: { library: buildLibrary(folder), privateKeys: file.privateKeys() } };
  const origin = `http://127.0.0.1:${evening.port}`;
  const keys = install(folder, [{ slug: corp, title, tenant, policy, ...heard }], origin);
  const deps = await openDeps(configOf(evening, folder), evening.log);
  const door = await openPublicDoor(deps);
  try {
    for (const surface of ['app', 'contacts', 'archive'] as const) {
      const key = keys.get(`${corp}-${surface}`);
      if (key) tenant.setCallback(surface, { url: `${origin}/callbacks/${corp}/${surface}`, ...key });
    }
    const turn = async ({ callbacks, timers, notices }: Due): Promise<void> => {
      if (callbacks) await reviewCallbacks(deps, corp, callbacks);
      if (timers) await fireDueTimers(deps, corp, timers);
      if (notices) await deliverNotices(deps, corp, notices);
    };
    const { settle } = openClockwork(db, [corp], turn, () => simulator.idle());
    const at: Played['at'] = async (moment, happens) => {
      await moveTo(db, corp, moment);
      await happens?.();
      await settle();
    };
    return await scene({ deps, tenant, origin, settle, at });
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

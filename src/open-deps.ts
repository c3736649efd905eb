import type { Config } from './config.ts';
import { openDb } from './db/client.ts';
import { openHome } from './db/embedded/home.ts';
import { kekFor } from './db/kek-for.ts';
import { openKeyring, type RotatingKeyring } from './db/keyring.ts';
import { openDatabase } from './db/open-database.ts';
import type { Deps } from './deps.ts';
import { settleJurisdictions } from './legal/jurisdictions.ts';
import type { Log } from './log.ts';
import { openMetrics } from './metrics.ts';
import { openQueue } from './queue/open-queue.ts';
import type { Store } from './queue/store.ts';
import { openTracing } from './tracing/open-tracing.ts';
import { openWeCom } from './wecom/open-wecom.ts';

export interface OpenDeps extends Deps {
  /** For the command line alone: others seal and open. */
  readonly keys: RotatingKeyring;
  /** Where bells are kept; null when everything is found by sweeping. */
  readonly store: Store | null;
  /** After what was started with them. The last opened is closed first. */
  close(): Promise<void>;
}

/** Opens the house in order; when a door does not open, those before it are closed again. For entries only. */
export async function openDeps(config: Config, log: Log): Promise<OpenDeps> {
  const closers: (() => Promise<unknown>)[] = [];
  const own = <T extends { close(): Promise<unknown> }>(thing: T): T => {
    closers.unshift(() => thing.close());
    return thing;
  };
  const close = async (): Promise<void> => {
    for (const one of closers.splice(0)) await one().catch((err: unknown) => log.warn({ err }, 'not closed properly'));
  };
  try {
    openHome(config.home);
    if (config.tracing) own(openTracing(config.tracing));
    settleJurisdictions(config.corps);
    const database = own(await openDatabase({ ...urlsOf(config), home: config.home, log }));
    const db = own(openDb(database.appUrl, config.clock));
    const eraser = database.eraserUrl === undefined ? null : own(openDb(database.eraserUrl, config.clock, 1));
    const keys = openKeyring(db, kekFor(config));
    const queue = own(await openQueue({ redisUrl: config.redisUrl, queueUrl: database.queueUrl }, log));
    const metrics = openMetrics();
    const wecom = own(openWeCom({ config, db, keys, metrics, log }));
    return {
      config,
      db,
      eraser,
      clock: db.clock,
      keys,
      bell: queue.bell,
      store: queue.store,
      wecom,
      metrics,
      log,
      close,
    };
  } catch (err) {
    await close();
    throw err;
  }
}

const urlsOf = ({ databaseUrl, migratorUrl, queueUrl, eraserUrl }: Config) => ({
  databaseUrl: databaseUrl ?? undefined,
  migratorUrl: migratorUrl ?? undefined,
  queueUrl: queueUrl ?? undefined,
  eraserUrl,
});

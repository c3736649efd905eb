import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Due, openClockwork } from '../simulator/demo/clockwork.ts';
import { openSimulator } from '../simulator/simulator.ts';
import type { NewTenant } from '../simulator/tenant.ts';
import { verifyAudit } from '../src/audit/verify.ts';
import type { ArchiveConfig } from '../src/config.ts';
import { moveClock, openDb, type Tx } from '../src/db/client.ts';
import { KEY_BYTES, kekOf } from '../src/db/kek.ts';
import { openKeyring, type RotatingKeyring } from '../src/db/keyring.ts';
import type { Deps } from '../src/deps.ts';
import { buildPublicApp } from '../src/http/app.ts';
import { Corp } from '../src/ids.ts';
import { openLog } from '../src/log.ts';
import { openMetrics } from '../src/metrics.ts';
import { deliverNotices } from '../src/notices/deliver.ts';
import { silentBell } from '../src/queue/producer.ts';
import { reviewCallbacks } from '../src/review/review-callback.ts';
import { armTimer } from '../src/timers/arm.ts';
import { fireDueTimers } from '../src/timers/fire.ts';
import { armStanding } from '../src/timers/standing.ts';
import { openWeCom } from '../src/wecom/open-wecom.ts';
import { aSurface, configIn, corpOf } from './builders/config.ts';
import { entriesOf } from './builders/trail.ts';
import { freshDatabase } from './db.ts';
import { HASTY } from './wecom/hasty.ts';

export interface HouseOptions {
  readonly startAt: string;
  /** How long an answer of WeCom is waited for: short where a test has it give none. */
  readonly answerWithinMs?: number;
  /** `open`: people may open pages; else everything goes by messages. */
  readonly pages?: 'open';
  /** How messages are pulled; absent: none are. */
  readonly archive?: ArchiveConfig;
}

/** The whole house in this process, beside a simulated WeCom, with no queue at all: rows alone drive it. */
export async function openHouse(wanted: Omit<NewTenant, 'name'> & HouseOptions) {
  const closers: (() => unknown)[] = [];
  const own: Own = (thing, close) => {
    closers.unshift(() => close(thing));
    return thing;
  };
  const close = async (): Promise<void> => {
    for (const one of closers.splice(0)) await one();
  };
  try {
    return { ...(await build(wanted, own)), close };
  } catch (err) {
    await close();
    throw err;
  }
}

/** Keeps what is open, to be closed after all that was opened later: the worker lives on, whatever happens to the house. */
type Own = <T>(thing: T, close: (thing: T) => unknown) => T;

async function build(wanted: Omit<NewTenant, 'name'> & HouseOptions, own: Own) {
  const { startAt, answerWithinMs = HASTY.totalMs, pages, archive, ...newTenant } = wanted;
  const corp = Corp.parse('shifan');
  const database = own(await freshDatabase(), (one) => one.drop());
  const home = own(mkdtempSync(join(tmpdir(), 'qungui-house-')), (folder) => rmSync(folder, { recursive: true }));
  const db = own(openDb(database.appUrl, 'movable'), (one) => one.close());
  const setClock = async (time: string): Promise<void> => {
    const forwardMs = Date.parse(time) - (await db.clock.now()).getTime();
    await moveClock(db, corp, forwardMs);
  };
  await setClock(startAt);
  const simulator = own(await openSimulator({ clock: db.clock, retryAfterMs: 20 }), (one) => one.close());
  const tenant = simulator.addTenant({ name: corp, ...newTenant });
  const port = pages ? await freePort() : 0;
  const founded = corpOf(corp, tenant, (surface) => [callbackKey(surface === 'app' ? 'a' : 'c')]);
  const verified = pages && { pages: { origin: `http://127.0.0.1:${port}`, verify: ['abcDEF123456'] } };
  const receiving = aSurface('archive', tenant.corpid, [callbackKey('r')]);
  const heard = archive && {
    archive,
    surfaces: { ...founded.surfaces, archive: { ...receiving, secret: tenant.archiveSecret } },
  };
  const config = configIn(home, [{ ...founded, ...verified, ...heard }], {
    wecomOrigin: simulator.origin,
    port,
  });
  const log = openLog('silent');
  const metrics = openMetrics();
  const eraser = own(openDb(database.eraserUrl, 'movable', 1), (one) => one.close());
  const keys = openKeyring(db, kekOf(randomBytes(KEY_BYTES)));
  const limits = { ...HASTY, totalMs: answerWithinMs };
  const wecom = own(openWeCom({ config, db, keys, metrics, log, limits }), (one) => one.close());
  const deps: Deps & { readonly keys: RotatingKeyring } = {
    config,
    db,
    eraser,
    clock: db.clock,
    keys,
    bell: silentBell,
    wecom,
    metrics,
    log,
  };
  const app = own(buildPublicApp(deps), (one) => one.close());
  const origin = await app.listen({ host: '127.0.0.1', port });
  for (const name of ['app', 'contacts', 'archive'] as const) {
    const [key] = config.corps.get(corp)?.surfaces[name]?.callbackKeys ?? [];
    if (key) tenant.setCallback(name, { url: `${origin}/callbacks/${corp}/${name}`, ...key });
  }

  const inCorp = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withCorp(corp, work);
  await inCorp(async (tx) => armStanding(tx, corp, await db.clock.now(), archive));

  /** One turn of the workers that have something to do. */
  const turn = async ({ callbacks, timers, notices }: Due): Promise<void> => {
    if (callbacks) await reviewCallbacks(deps, corp, callbacks);
    if (timers) await fireDueTimers(deps, corp, timers);
    if (notices) await deliverNotices(deps, corp, notices);
  };
  const { settle, until } = openClockwork(db, [corp], turn, () => simulator.idle());
  /** Reads people and groups now, as the night does. */
  const sync = async (): Promise<void> => {
    const at = await db.clock.now();
    await inCorp((tx) => armTimer(tx, corp, { kind: 'sync-directory', subject: '-', dueAt: at, at }));
    await settle();
  };

  return {
    corp,
    deps,
    tenant,
    simulator,
    database,
    origin,
    /** Works until nothing that is due is left. */
    idle: settle,
    /** Works, and moves the clock to this time, stopping wherever something falls due. */
    until: (time: string): Promise<void> => until(new Date(time)),
    sync,
    setClock,
    inCorp,
    openCases: () => inCorp((tx) => tx.case.findMany({ where: { corp, closedAt: null }, orderBy: { number: 'asc' } })),
    allCases: () => inCorp((tx) => tx.case.findMany({ where: { corp }, orderBy: { number: 'asc' } })),
    /** The bodies of the trail's entries of one kind. */
    trail: (kind: string) => inCorp((tx) => entriesOf(tx, corp, kind)),
    /** A file with this text, as long as the house stands: its path. */
    file: (text: string | Uint8Array, name = 'in.yaml'): string => {
      writeFileSync(join(home, name), text);
      return join(home, name);
    },
    chain: async () => verifyAudit(db, corp, await keys.of(corp)),
  };
}

export type House = Awaited<ReturnType<typeof openHouse>>;

const callbackKey = (letter: string) => ({ token: `token${letter}`, aesKey: letter.repeat(43) });

/** A port that nobody used a moment ago: where pages are is known before their door is open. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

import { randomBytes } from 'node:crypto';
import type { Config } from '../../src/config.ts';
import { type Db, openDb } from '../../src/db/client.ts';
import { kekOf } from '../../src/db/kek.ts';
import { openKeyring } from '../../src/db/keyring.ts';
import type { Keyring } from '../../src/db/keys.ts';
import { Corp } from '../../src/ids.ts';
import { type Log, openLog } from '../../src/log.ts';
import { type Metrics, openMetrics } from '../../src/metrics.ts';
import { LIMITS, type Limits } from '../../src/wecom/limits.ts';
import { type OpenWeCom, openWeCom } from '../../src/wecom/open-wecom.ts';
import { freshDatabase } from '../db.ts';
import { CORPID, type MisbehavingWeCom, SECRET, startMisbehaving } from './misbehaving.ts';

export const CORP = Corp.parse('stub-corp');
export const AGENT = 1_000_007;

/** As in production, except that nobody waits for back-off, and that a slow machine is forgiven. */
export const QUICK: Limits = { ...LIMITS, busyMs: [10, 20, 40], probeMs: 300, leaderMs: 10_000 };

/** One process of ours that talks to the stub. */
export interface StubProcess {
  readonly wecom: OpenWeCom;
  readonly db: Db;
  readonly keys: Keyring;
  readonly metrics: Metrics;
}

export interface StubTenant {
  readonly stub: MisbehavingWeCom;
  /** All log lines of all processes. */
  readonly lines: string[];
  readonly log: Log;
  readonly config: Pick<Config, 'wecomOrigin' | 'corps'>;
  /** Another process on the same database. */
  process(limits?: Limits, secret?: string): StubProcess;
  close(): Promise<void>;
}

export const configOf = (origin: string, secret = SECRET): Pick<Config, 'wecomOrigin' | 'corps'> => ({
  wecomOrigin: origin,
  corps: new Map([
    [
      CORP,
      {
        slug: CORP,
        corpid: CORPID,
        name: '示例公司',
        timeZone: 'Asia/Shanghai',
        surfaces: { app: { name: 'app', agentId: AGENT, secret, callbackKeys: [], receiverId: CORPID } },
        sweepDays: 3,
        policies: [],
      },
    ],
  ]),
});

/** A database, the stub, and as many of our processes as a test wants. */
export async function openStubTenant(): Promise<StubTenant> {
  const [database, stub] = await Promise.all([freshDatabase(), startMisbehaving()]);
  const lines: string[] = [];
  const log = openLog('debug', (line) => lines.push(line));
  const kek = kekOf(randomBytes(32));
  const processes: StubProcess[] = [];
  return {
    stub,
    lines,
    log,
    config: configOf(stub.origin),
    process(limits = QUICK, secret = SECRET) {
      const db = openDb(database.appUrl, 'movable', 6);
      const keys = openKeyring(db, kek);
      const metrics = openMetrics();
      const wecom = openWeCom({ config: configOf(stub.origin, secret), db, keys, metrics, log, limits });
      const opened = { wecom, db, keys, metrics };
      processes.push(opened);
      return opened;
    },
    async close() {
      for (const { wecom, db } of processes) {
        await wecom.close();
        await db.close();
      }
      await stub.close();
      await database.drop();
    },
  };
}

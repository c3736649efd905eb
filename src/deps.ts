import type { Config } from './config.ts';
import type { Db } from './db/client.ts';
import type { Keyring } from './db/keys.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Bell } from './queue/producer.ts';
import type { Clock } from './time.ts';
import type { WeCom } from './wecom/wecom.ts';

/** What use cases are given. Each takes the slice it needs: `Pick<Deps, 'db' | 'bell'>`. */
export interface Deps {
  readonly config: Config;
  readonly db: Db;
  /** The login that erases what is old; null: there is none here. */
  readonly eraser?: Db | null;
  readonly clock: Clock;
  readonly keys: Keyring;
  readonly bell: Bell;
  readonly wecom: WeCom;
  readonly metrics: Metrics;
  readonly log: Log;
}

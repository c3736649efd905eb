import type { Stats } from '../stats.ts';
import type { CallbackAddress, Company, Surface } from '../world/company.ts';
import type { Windows } from './rate.ts';

export type Body = Readonly<Record<string, unknown>>;

/** One call of an API, its token already checked. */
export interface Call {
  readonly company: Company;
  readonly surface: Surface;
  readonly now: Date;
  readonly query: Readonly<Record<string, string>>;
  /** Empty for a GET and for what is no JSON object. */
  readonly body: Body;
  readonly raw: string;
  readonly windows: Windows;
  readonly stats: Stats;
}

/**
 * Who may call. `contacts`: an app; the contacts secret is refused with 48009. `ids`: both. `sync`: the contacts secret
 * only. `archive`: the archive's secret only, which opens nothing else. `customer`: an app among the callable apps of 客户联系. `app`: any app. `appchat`: an app that sees the root. `approval`: an app among the callable apps of 审批, and `attendance` of 打卡.
 */
export type Opening =
  | 'contacts'
  | 'ids'
  | 'sync'
  | 'customer'
  | 'app'
  | 'appchat'
  | 'approval'
  | 'attendance'
  | 'archive';

export interface Endpoint {
  /** After `/cgi-bin/`. */
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly opening: Opening;
  /** The answer's own fields; throws Refusal. Never waits: a call is carried out at once or not at all. */
  readonly answer: (call: Call) => Body;
}

/** Whether an app has anywhere to send what people press. */
export const callbackOf = (call: Call): CallbackAddress | null => call.company.surfaces.app.callback;

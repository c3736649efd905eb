import type { SurfaceName } from '../../config.ts';

/** What the app's own page of the admin console holds, as far as any API says it [90227]. */
export interface AppSetup {
  readonly name: string;
  readonly state: 'enabled' | 'disabled';
  /** 网页授权 → 可信域名; empty: none. */
  readonly trustedDomain: string;
  /** 应用主页; empty: none. */
  readonly homeUrl: string;
  readonly visible: Visible;
}

/** 可见范围: accounts are lower-cased; whoever is in a department under one of these is visible, too. */
export interface Visible {
  readonly users: readonly string[];
  readonly departments: readonly number[];
  readonly tags: readonly number[];
}

/** An account in one of its departments. */
export interface Placed {
  readonly userid: string;
  readonly department: number;
}

export interface Tagged {
  readonly users: readonly string[];
  readonly departments: readonly number[];
}

/** How the tenant is set up: few calls, all of them reads, none of them about what people do. Throws WeComRefused. */
export interface SetupApi {
  /** Shows a surface's secret to WeCom, whatever token is in use; once, because wrong ones in a row block the address [91039]. */
  trySecret(surface: SurfaceName): Promise<void>;
  app(): Promise<AppSetup>;
  /** From which addresses WeCom calls: single ones, ranges, or with `*`; to be read daily [90930]. */
  callbackAddresses(): Promise<readonly string[]>;
  /** Accounts inside the visible scope that may use 客户联系 [92571]. */
  followers(): Promise<readonly string[]>;
  /** Asks for forms of a span and forgets them: refused where the app is not callable for 审批 [91816]. */
  tryApprovals(fromMs: number, untilMs: number): Promise<void>;
  /** Asks for the corp's rules of 打卡, which name nobody, and forgets them [93384]. */
  tryAttendance(): Promise<void>;
  /** Every account of the corp, by the contacts secret: ids alone, an account once per department [96067]. */
  everybody(): Promise<readonly Placed[]>;
  /** Every department and the one above it, by the contacts secret. */
  departments(): Promise<readonly { readonly id: number; readonly parent: number }[]>;
  /** Who carries a tag of members [90213]. */
  tagged(tag: number): Promise<Tagged>;
}

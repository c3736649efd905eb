import type { Chance } from '../chance.ts';
import type { MessageStore } from '../inbox/messages.ts';
import type { Approvals } from './approvals.ts';
import type { External } from './externals.ts';
import type { Group } from './groups.ts';
import type { JoinWay } from './join-ways.ts';
import type { Department, Employee } from './people.ts';
import type { SignInCode } from './sign-in-codes.ts';
import type { ArchiveSide, Utterance } from './talk.ts';

export type SurfaceName = 'app' | 'contacts' | 'archive';

/** Where a surface's callbacks go, and how they are sealed. */
export interface CallbackAddress {
  readonly url: string;
  readonly token: string;
  readonly aesKey: string;
}

export interface Surface {
  readonly name: SurfaceName;
  /** Null: callbacks and calls of this surface carry no agent. */
  readonly agentId: number | null;
  readonly secret: string;
  callback: CallbackAddress | null;
}

/** Whom the app sees (可见范围). */
type Visible = 'everyone' | { readonly userids?: readonly string[]; readonly departments?: readonly number[] };

/** A shift of 打卡; without stretches a free day. */
export interface PlannedShift {
  readonly userid: string;
  readonly date: string;
  readonly stretches: readonly (readonly [fromMin: number, untilMin: number])[];
}

/** What an administrator has set for the app; a planted fault is a setting that is wrong. */
export interface AppSettings {
  visible: Visible;
  /** 客户联系 → 可调用接口的应用. */
  customerContactCallable: boolean;
  /** 审批 → 可调用接口的应用, with its event switch. */
  approvalCallable: boolean;
  /** 打卡 → 可调用接口的应用. */
  attendanceCallable: boolean;
  /** Who may use 客户联系. */
  followers: 'everyone' | readonly string[];
  /** The event switch 外部联系人变更回调. */
  externalEventsTicked: boolean;
  enabled: boolean;
  /** An app that nobody opens is suspended: 48006. */
  suspended: boolean;
  /** 企业可信IP; null: not checked. */
  trustedIps: readonly string[] | null;
  /** The address from which WeCom sees every caller, behind whatever stands between; null: his own. */
  seenFrom: string | null;
  /** 在微工作台中始终进入主页: the WeChat side shows 20 bytes of a text. */
  homeFirst: boolean;
  /** 可信域名, ports included; null: every domain is trusted. */
  trustedDomains: readonly string[] | null;
  /** 应用主页. */
  homeUrl: string;
}

/** How much a caller may do before it is refused; the vendor's numbers unless a test says otherwise. */
export interface Limits {
  callsPerMinute: number;
  callsPerHour: number;
  debugCallsPerMinute: number;
  appchatCreatesPerDay: number;
  appchatUpdatesPerHour: number;
  /** Groups handed over a day from one owner [92127]. */
  handOversPerDay: number;
  messagesPerMemberMinute: number;
  messagesPerMemberHour: number;
  /** Person-times a day are this many accounts × 200. */
  accounts: number;
  ownersWithoutFilter: number;
  wrongSecretsPerHour: number;
}

export const VENDOR_LIMITS: Readonly<Limits> = {
  callsPerMinute: 10_000,
  callsPerHour: 150_000,
  debugCallsPerMinute: 5,
  appchatCreatesPerDay: 1_000,
  appchatUpdatesPerHour: 1_000,
  handOversPerDay: 300,
  messagesPerMemberMinute: 30,
  messagesPerMemberHour: 1_000,
  accounts: 1_000,
  ownersWithoutFilter: 1_000,
  wrongSecretsPerHour: 20,
};

/** A corp-wide tag of members (通讯录标签). */
interface MemberTag {
  readonly id: number;
  readonly name: string;
  readonly userids: Set<string>;
}

/** One WeCom tenant. Keys of people are lower-cased: WeCom compares userids without case. */
export interface Company {
  /** What tests call it. */
  readonly slug: string;
  readonly corpid: string;
  readonly title: string;
  readonly surfaces: Readonly<Record<SurfaceName, Surface>>;
  readonly settings: AppSettings;
  readonly limits: Limits;
  readonly chance: Chance;
  readonly departments: Map<number, Department>;
  readonly people: Map<string, Employee>;
  /** Accounts that were deleted, oldest first. */
  readonly former: Employee[];
  readonly externals: Map<string, External>;
  readonly groups: Map<string, Group>;
  readonly joinWays: Map<string, JoinWay>;
  readonly approvals: Approvals;
  /** What 打卡 knows: shifts by date, as minutes from midnight, and who clocked in when. */
  readonly shifts: PlannedShift[];
  readonly punches: { readonly userid: string; readonly at: Date }[];
  readonly memberTags: Map<number, MemberTag>;
  readonly messages: MessageStore;
  /** Codes that redirects brought, by the code. */
  readonly signInCodes: Map<string, SignInCode>;
  /** Everything that was said in groups and one to one, by its message id. */
  readonly talk: Map<string, Utterance>;
  /** 会话内容存档; null: it was not bought. */
  readonly archive: ArchiveSide | null;
  /** Accounts that groups of an app refuse (86216), whatever the reason; lower-cased. */
  readonly notForAppchat: Set<string>;
  /** How long `groupchat/get` goes on showing the state before a change. */
  lagMs: number;
  /** While the stage is being set, nothing is called back. */
  muted: boolean;
}

/** What every callback says of itself. */
interface Head {
  /** WeCom's own names: `change_external_chat/update/add_member`. For people and counters, never for decisions. */
  readonly name: string;
  /** CreateTime: when it happened, to the second, as WeCom says. */
  readonly createdAtMs: number;
}

interface InGroup extends Head {
  readonly chatId: string;
}

/** A join or a leave. `lastMemVer` and `curMemVer` are empty where WeCom told none: fetch then [92130]. */
interface Moved extends InGroup {
  /** Userids (lower case) and external ids mixed; WeCom sets no flag which is which [92130]. */
  readonly members: readonly string[];
  readonly lastMemVer: string;
  readonly curMemVer: string;
}

/** A customer group, by `change_external_chat` [92130]. */
export type GroupEvent =
  | (InGroup & { readonly kind: 'group-created' | 'group-dismissed' })
  | (InGroup & { readonly kind: 'group-changed'; readonly what: 'owner' | 'name' | 'notice' })
  /** `joinScene`: 0 invited, 3 by QR; other values happen. */
  | (Moved & { readonly kind: 'members-joined'; readonly joinScene: number | null })
  /** `quitScene`: 0 left, 1 removed; by whom is never told. */
  | (Moved & { readonly kind: 'members-left'; readonly quitScene: number | null });

/** The directory, by `change_contact` [90970]. Fields that WeCom left out are null: unchanged, or never told. */
export type DirectoryEvent =
  | (Head & {
      readonly kind: 'account-created';
      readonly userid: string;
      readonly departments: readonly number[] | null;
    })
  | (Head & {
      readonly kind: 'account-changed';
      readonly userid: string;
      readonly newUserid: string | null;
      readonly departments: readonly number[] | null;
    })
  | (Head & { readonly kind: 'account-deleted'; readonly userid: string })
  | (Head & {
      readonly kind: 'department-created' | 'department-changed' | 'department-deleted';
      readonly department: number;
      readonly parent: number | null;
    })
  | (Head & { readonly kind: 'tag-changed'; readonly tag: number });

/** A contact between an employee and an outsider, by `change_external_contact` [92130]. */
export type ContactEvent = Head & {
  readonly kind: 'contact-changed';
  readonly what:
    | 'added'
    | 'half-added'
    | 'edited'
    | 'deleted-by-employee'
    | 'deleted-by-contact'
    | 'transfer-failed'
    | 'archive-agreed';
  readonly userid: string;
  readonly externalUserid: string;
};

/** What the app itself is told [90240]. */
export type AppEvent =
  | (Head & {
      readonly kind: 'card-pressed';
      /** A button or a submit of the card, or its menu at the top right. */
      readonly via: 'card' | 'menu';
      readonly userid: string;
      readonly eventKey: string;
      readonly taskId: string;
      /** 72 h, one use. */
      readonly responseCode: string;
      readonly cardType: string;
      readonly selected: readonly { readonly question: string; readonly options: readonly string[] }[];
    })
  /** A person wrote to the app [90239]. Only an answer of one or two characters is taken; the rest is not ours to keep. */
  | (Head & { readonly kind: 'text-received'; readonly userid: string; readonly answer: string })
  /** What a person reports to the app, or answers to a report, in his words; empty: he wants to know how. */
  | (Head & { readonly kind: 'complaint-received'; readonly userid: string; readonly text: string })
  /** `scope-left` is the best leaver signal of a plain app: left the scope, left the corp, or was disabled. */
  | (Head & { readonly kind: 'scope-entered' | 'scope-left'; readonly userid: string })
  | (Head & { readonly kind: 'app-alert'; readonly alert: AppAlert; readonly effectAtMs: number | null });

/** An app that nobody opens is warned and then suspended (48006). */
export const APP_ALERTS = [
  'inactive_alert',
  'close_inactive_agent',
  'reopen_inactive_agent',
  'low_active_alert',
  'low_active',
  'active_restored',
] as const;
export type AppAlert = (typeof APP_ALERTS)[number];

/** All that a callback can mean to us; what is new or incomplete is `unhandled`, kept under its names. */
export type CallbackEvent =
  | GroupEvent
  | DirectoryEvent
  | ContactEvent
  | AppEvent
  /** A form of the approval app moved; what it says is fetched [91815]. */
  | (Head & { readonly kind: 'approval-moved'; readonly number: string; readonly templateId: string })
  /** New messages in the archive: pull now. Carries nothing else [95039]. */
  | (Head & { readonly kind: 'archive-grew' })
  | (Head & { readonly kind: 'unhandled'; readonly because: 'unknown' | 'incomplete' });

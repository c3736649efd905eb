/** When somebody works on a date, as 打卡 schedules it [93380]. */
export interface ScheduledShift {
  readonly userid: string;
  /** `2026-11-26` */
  readonly date: string;
  /** Minutes from the midnight of the date; none: a free day. An end beyond 1440 is on the next day. */
  readonly stretches: readonly { readonly fromMin: number; readonly untilMin: number }[];
}

/** That somebody clocked in or out, and when; nothing of where, how or how late [90262]. */
export interface Punch {
  readonly userid: string;
  readonly atMs: number;
}

/** 打卡: the app must be callable there. Any number of accounts and any span: asked for in pieces. */
export interface CheckinApi {
  /** Of those who work by shifts; others are not in the answer. */
  shifts(userids: readonly string[], fromMs: number, untilMs: number): Promise<readonly ScheduledShift[]>;
  punches(userids: readonly string[], fromMs: number, untilMs: number): Promise<readonly Punch[]>;
}

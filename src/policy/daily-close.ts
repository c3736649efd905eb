/** 日清日结: everybody for whom something still waits is asked once a day. */
export interface DailyClose {
  readonly clause: string;
  /** Minute of the day; null: the company has not set it, and nobody is asked. */
  readonly atMin: number | null;
  readonly kinds: readonly string[];
}

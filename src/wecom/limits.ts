/** How long, how much and how often. Tests shorten the waiting; nothing else differs from production. */
export interface Limits {
  readonly connectMs: number;
  /** One request from start to last byte. */
  readonly totalMs: number;
  /** The same for a request that hands over a file, of 20 MB at most. */
  readonly uploadMs: number;
  readonly answerBytes: number;
  /** Open connections of this process to WeCom. */
  readonly sockets: number;
  /** Waits before a read is asked again after "busy" (-1, 6000) [90313]. */
  readonly busyMs: readonly number[];
  /** Calls of one API of one corp that this process has under way at a time [90312]. */
  readonly concurrent: number;
  readonly perMinute: number;
  /** While an API rests, one call is let through this often. */
  readonly probeMs: number;
  /** How long a caller waits for somebody else who fetches the token. */
  readonly leaderMs: number;
  /** How long a token is used before its row is read again. */
  readonly tokenRereadMs: number;
}

export const LIMITS: Limits = {
  connectMs: 3_000,
  totalMs: 10_000,
  uploadMs: 60_000,
  answerBytes: 16 * 1024 * 1024,
  sockets: 10,
  busyMs: [1_000, 2_000, 4_000],
  concurrent: 4,
  perMinute: 10_000,
  probeMs: 10_000,
  leaderMs: 2_000,
  tokenRereadMs: 30_000,
};

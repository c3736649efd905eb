import { describe, expect, test } from 'vitest';
import type { TimerKind } from './arm.ts';
import { DIGEST_MIN, standingDueMs } from './standing-times.ts';

describe('when a standing timer is due next', () => {
  const facts: [TimerKind, string, string][] = [
    ['sweep-groups', '2026-11-26T10:47:00+08:00', '2026-11-26T11:10:00+08:00'],
    ['sweep-groups', '2026-11-26T11:10:00+08:00', '2026-11-26T11:40:00+08:00'],
    ['sweep-approvals', '2026-11-26T10:23:00+08:00', '2026-11-26T11:23:00+08:00'],
    ['read-statistics', '2026-11-26T10:00:00+08:00', '2026-11-27T03:02:00+08:00'],
    ['read-checkin', '2026-11-26T10:00:00+08:00', '2026-11-27T03:41:00+08:00'],
    ['daily-close', '2026-11-26T15:44:00+08:00', '2026-11-26T16:00:00+08:00'],
    ['sync-directory', '2026-11-26T10:00:00+08:00', '2026-11-27T03:17:00+08:00'],
    ['erase-old', '2026-11-26T10:00:00+08:00', '2026-11-27T04:29:00+08:00'],
    ['sync-directory', '2026-11-26T02:00:00+08:00', '2026-11-26T03:17:00+08:00'],
    ['digest', '2026-11-26T08:00:00+08:00', '2026-11-26T09:05:00+08:00'],
    ['digest', '2026-11-26T09:05:00+08:00', '2026-11-27T09:05:00+08:00'],
    ['digest', '2026-11-27T10:00:00+08:00', '2026-11-30T09:05:00+08:00'], // over the weekend
    ['daily-report', '2026-11-26T10:00:00+08:00', '2026-11-27T09:05:00+08:00'],
    ['daily-report', '2026-11-27T10:00:00+08:00', '2026-11-30T09:05:00+08:00'],
    ['tell-head', '2026-11-26T09:05:00+08:00', '2026-11-26T09:15:00+08:00'],
    ['tell-head', '2026-11-27T09:15:00+08:00', '2026-11-30T09:15:00+08:00'],
    ['verify-audit', '2026-11-28T23:50:00+08:00', '2026-11-29T00:47:00+08:00'], // on days off, too
    ['weekly-report', '2026-11-26T10:00:00+08:00', '2026-11-30T09:05:00+08:00'],
    ['weekly-report', '2026-11-30T09:05:00+08:00', '2026-12-07T09:05:00+08:00'],
    ['weekly-report', '2026-11-30T08:00:00+08:00', '2026-11-30T09:05:00+08:00'],
    ['weekly-report', '2026-09-30T10:00:00+08:00', '2026-10-08T09:05:00+08:00'], // Monday lies in the national holiday
    ['weekly-report', '2026-10-08T09:05:00+08:00', '2026-10-12T09:05:00+08:00'],
    ['digest', '2026-09-30T10:00:00+08:00', '2026-10-08T09:05:00+08:00'], // over the national holiday
  ];
  test.each(facts)('%s after %s is %s', (kind, after, due) => {
    expect(new Date(standingDueMs(kind, Date.parse(after), DIGEST_MIN) ?? 0).toISOString()).toBe(
      new Date(due).toISOString(),
    );
  });
});

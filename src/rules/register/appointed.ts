import type { Appointment, Registered } from '../../events/group.ts';

/** The appointments of a group's admins that are in force at a moment. */
export const appointedAt = (registered: Registered, atMs: number): Appointment[] =>
  registered.admins.filter(({ sinceMs, untilMs }) => sinceMs <= atMs && (untilMs === null || atMs < untilMs));

import { LIMITS, type Limits } from '../../src/wecom/limits.ts';

/** Waiting in real time is short here, except for answers: a crowded machine is slow and not a fault. The rest is as in production. */
export const HASTY: Limits = { ...LIMITS, busyMs: [5, 10, 20], probeMs: 30, tokenRereadMs: 200 };

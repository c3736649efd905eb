import { CRASHES } from './numbered/crashes.ts';
import { HOSTILE } from './numbered/hostile.ts';
import { TIME_AND_TRAIL } from './numbered/time-and-trail.ts';
import { WECOM } from './numbered/wecom.ts';
import type { Numbered } from './proof.ts';

/** All 34, in the order of their numbers. */
export const NUMBERED: readonly Numbered[] = [...CRASHES, ...HOSTILE, ...WECOM, ...TIME_AND_TRAIL];

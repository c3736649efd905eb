import type { Deps } from '../src/deps.ts';
import type { Run } from '../src/queue/handle.ts';
import { fireDueTimers } from '../src/timers/fire.ts';
import { untilEmpty } from './until-empty.ts';

const BATCH = 50;

/** What was to be looked at again by now is looked at: groups, people, graces, the night's sync, the digest. */
export const timers =
  (deps: Deps): Run =>
  (corp, stop) =>
    untilEmpty(stop, () => fireDueTimers(deps, corp, BATCH));

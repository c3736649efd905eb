import type { Deps } from '../src/deps.ts';
import type { Run } from '../src/queue/handle.ts';
import { fireDueTimers } from '../src/timers/fire.ts';
import { untilEmpty } from './until-empty.ts';

/** What was to be looked at again by now is looked at: groups, people, graces, the night's sync, the digest. One by one, since some take minutes; what asks nobody, some together. */
export const timers =
  (deps: Deps): Run =>
  (corp, stop) =>
    untilEmpty(stop, () => fireDueTimers(deps, corp, 1, 'others'));

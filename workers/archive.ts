import type { Deps } from '../src/deps.ts';
import type { Run } from '../src/queue/handle.ts';
import { fireDueTimers } from '../src/timers/fire.ts';
import { untilEmpty } from './until-empty.ts';

/** What is new in the message archive becomes rows. Apart from all other timers: WeCom's library may hang, and they must not wait. */
export const archive =
  (deps: Deps): Run =>
  (corp, stop) =>
    untilEmpty(stop, () => fireDueTimers(deps, corp, 1, 'archive'));

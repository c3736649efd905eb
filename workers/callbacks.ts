import type { Deps } from '../src/deps.ts';
import type { Run } from '../src/queue/handle.ts';
import { reviewCallbacks } from '../src/review/review-callback.ts';
import { untilEmpty } from './until-empty.ts';

const BATCH = 50;

/** What WeCom told becomes what the group is now. */
export const callbacks =
  (deps: Deps): Run =>
  (corp, stop) =>
    untilEmpty(stop, () => reviewCallbacks(deps, corp, BATCH));

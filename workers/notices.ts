import type { Deps } from '../src/deps.ts';
import { deliverNotices } from '../src/notices/deliver.ts';
import type { Run } from '../src/queue/handle.ts';
import { untilEmpty } from './until-empty.ts';

const BATCH = 50;

/** What was written to people is sent, within what WeCom and manners allow. */
export const notices =
  (deps: Deps): Run =>
  (corp, stop) =>
    untilEmpty(stop, () => deliverNotices(deps, corp, BATCH));

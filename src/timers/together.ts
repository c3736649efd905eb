import { holdGroups } from '../groups/hold-group.ts';
import { reviewMessagesOf } from '../review/review-messages.ts';
import type { TimerKind } from './arm.ts';
import type { TimerDeps } from './deps.ts';
import type { Together } from './fire-together.ts';

/** Reviews of groups that ask nobody. So many wait for each other, and no longer than a look at a group takes. */
const looksAtMessages = (deps: TimerDeps): Together => ({
  atMost: 25,
  hold: (tx, corp, timers) =>
    holdGroups(
      tx,
      corp,
      timers.map(({ subject }) => subject),
    ),
  effect: (tx, corp, timers, at) => reviewMessagesOf(deps, tx, corp, timers, at),
});

/** How timers of a kind are fired together; null: each alone, since somebody outside is asked, or there is never more than one. */
export const togetherOf = (deps: TimerDeps, kind: TimerKind): Together | null =>
  kind === 'obligation-step' || kind === 'look-messages' ? looksAtMessages(deps) : null;

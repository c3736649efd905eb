import type { AuditEntry } from '../../src/audit/entry.ts';
import { nowIn } from '../../src/db/client.ts';
import { pause } from '../../src/time.ts';
import { cancelTimers } from '../../src/timers/arm.ts';
import { claimTogether } from '../../src/timers/claim.ts';
import { fireTogether, type Together } from '../../src/timers/fire-together.ts';
import { corp, openHouse } from './house.ts';
import { KIND } from './rows.ts';

/** What it says when it is done. */
export interface Done {
  readonly seconds: number;
}

/** The effect of a firing here: one entry in the audit chain. What a rule would judge is measured elsewhere. */
const AT_ONCE = 100;
const together: Omit<Together, 'atMost'> = {
  effect: async (_tx, _corp, timers) =>
    timers.map(({ kind, subject }): AuditEntry => {
      return { v: 1, kind: 'sync-failed', what: kind, chatId: subject, code: 'E-BENCH', errcode: null };
    }),
};

/** What closes many cases cancels their timers so many at a time, and writes more than this between two of them. */
const CANCELLED_AT_ONCE = 50;
const APART_MS = 5;

/** What is wanted of a hand: to fire whatever is due, or to cancel these. */
export type Task = 'fire' | readonly string[];

// A worker, or somebody who closes cases: one pair of hands, that says how many seconds it took.
const deps = await openHouse(process.argv[2] ?? '');
process.on('message', async (task: Task) => {
  const beganMs = performance.now();
  await (task === 'fire' ? fireAll() : cancelAll(task));
  process.send?.({ seconds: (performance.now() - beganMs) / 1_000 } satisfies Done);
});
process.on('disconnect', async () => {
  await deps.close();
  process.exit(0);
});
process.send?.('ready');

async function fireAll(): Promise<void> {
  for (;;) {
    const claimed = await deps.db.withCorp(corp, (tx) => claimTogether(tx, corp, KIND, AT_ONCE));
    if (claimed.length === 0) return;
    await fireTogether(deps, corp, together, claimed);
  }
}

async function cancelAll(subjects: readonly string[]): Promise<void> {
  for (let from = 0; from < subjects.length; from += CANCELLED_AT_ONCE) {
    const some = subjects.slice(from, from + CANCELLED_AT_ONCE);
    await deps.db.withCorp(corp, async (tx) => cancelTimers(tx, corp, KIND, some, await nowIn(tx)));
    await pause(APART_MS);
  }
}

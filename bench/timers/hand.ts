import type { AuditEntry } from '../../src/audit/entry.ts';
import { claimTogether } from '../../src/timers/claim.ts';
import { fireTogether, type Together } from '../../src/timers/fire-together.ts';
import { corp, openHouse } from './house.ts';
import { KIND } from './rows.ts';

/** What it says when nothing is due any more. */
export interface Fired {
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

// The worker: one pair of hands, that fires whatever is due and says how many seconds it took.
const deps = await openHouse(process.argv[2] ?? '');
process.on('message', async () => {
  const beganMs = performance.now();
  for (;;) {
    const claimed = await deps.db.withCorp(corp, (tx) => claimTogether(tx, corp, KIND, AT_ONCE));
    if (claimed.length === 0) break;
    await fireTogether(deps, corp, together, claimed);
  }
  process.send?.({ seconds: (performance.now() - beganMs) / 1_000 } satisfies Fired);
});
process.on('disconnect', async () => {
  await deps.close();
  process.exit(0);
});
process.send?.('ready');

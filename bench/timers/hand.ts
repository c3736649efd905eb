import type { AuditEntry } from '../../src/audit/entry.ts';
import { fireTogether, type Together } from '../../src/timers/fire-together.ts';
import { corp, openHouse } from './house.ts';
import { KIND } from './rows.ts';

/** The effect of a firing here: one entry in the audit chain. What a rule would judge is measured elsewhere. */
const together: Together = {
  kind: KIND,
  atMost: 100,
  effect: async (_tx, _corp, timers) =>
    timers.map(({ kind, subject }): AuditEntry => {
      return { v: 1, kind: 'sync-failed', what: kind, chatId: subject, code: 'E-BENCH', errcode: null };
    }),
};

// The worker: one pair of hands, that fires whatever is due and says how many seconds it took.
const deps = await openHouse(process.argv[2] ?? '');
process.on('message', async () => {
  const beganMs = performance.now();
  while ((await fireTogether(deps, corp, together)) > 0);
  process.send?.((performance.now() - beganMs) / 1_000);
});
process.on('disconnect', async () => {
  await deps.close();
  process.exit(0);
});
process.send?.('ready');

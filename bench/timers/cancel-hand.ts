import { nowIn } from '../../src/db/client.ts';
import { pause } from '../../src/time.ts';
import { cancelTimers } from '../../src/timers/arm.ts';
import { corp, openHouse } from './house.ts';
import { KIND } from './rows.ts';

/** What closes many cases cancels their timers so many at a time. */
const AT_ONCE = 50;
/** Some five thousand timers a second: whoever closes cases writes more than this between two of them. */
const APART_MS = 5;

// Another process: cancels the named timers, and says when it is done.
const deps = await openHouse(process.argv[2] ?? '');
process.on('message', async (subjects: readonly string[]) => {
  for (let from = 0; from < subjects.length; from += AT_ONCE) {
    await deps.db.withCorp(corp, async (tx) =>
      cancelTimers(tx, corp, KIND, subjects.slice(from, from + AT_ONCE), await nowIn(tx)),
    );
    await pause(APART_MS);
  }
  process.send?.('done');
});
process.on('disconnect', async () => {
  await deps.close();
  process.exit(0);
});
process.send?.('ready');

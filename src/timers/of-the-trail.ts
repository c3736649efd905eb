import { appendAudit } from '../audit/append.ts';
import { checkTrail, writeChecked } from '../audit/check-trail.ts';
import type { Corp } from '../ids.ts';
import { POLICY_TIME_ZONE } from '../policy/durations.ts';
import { tellHead } from '../review/tell-head.ts';
import type { DueTimer } from './claim.ts';
import type { TimerDeps } from './deps.ts';
import { firing } from './firing.ts';
import { standingNext } from './standing.ts';
import { lastNightMs } from './standing-times.ts';

/** Verifies the trail; where it is broken the log says so at every look, and the trail once. The log keeps its head outside the database. */
export async function verifyTrail(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const keys = await deps.keys.of(corp);
  const now = await deps.db.clock.now();
  const checked = await checkTrail(deps.db, corp, keys, new Date(lastNightMs(now.getTime())));
  const { verdict } = checked;
  if (verdict.state === 'broken')
    deps.log.error({ corp, seq: verdict.seq, why: verdict.fault }, 'the audit trail does not verify');
  else deps.log.info({ corp, seq: verdict.head.seq, hash: verdict.head.hash }, 'the audit trail is whole');
  await firing(deps, corp, timer, async (tx, at) => {
    await standingNext(tx, corp, timer.kind, at);
    await appendAudit(tx, corp, keys, at, await writeChecked(tx, corp, keys, checked, at));
  });
}

/** The head goes to people's phones, whether or not there was a digest. */
export async function tellTheHead(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const keys = await deps.keys.of(corp);
  const timeZone = deps.config.corps.get(corp)?.timeZone ?? POLICY_TIME_ZONE;
  await firing(deps, corp, timer, async (tx, at) => {
    await standingNext(tx, corp, timer.kind, at);
    await tellHead(tx, { corp, keys, log: deps.log, at, timeZone });
  });
  await deps.bell.ring('notices', corp);
}

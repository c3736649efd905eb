import { DelayedError, UnrecoverableError } from 'bullmq';
import type { Deps } from '../deps.ts';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import { BellData } from './jobs.ts';
import type { BellName } from './producer.ts';
import type { BellJob, BellProcessor } from './store.ts';

/** Works for one corp until nothing is left, or until `stop` says that the process is going. */
export type Run = (corp: Corp, stop: AbortSignal) => Promise<unknown>;

export type HandleDeps = Pick<Deps, 'config' | 'metrics' | 'log'>;

/**
 * The one place that knows BullMQ's special errors: an error that never gets better ends the job, one that names a time
 * puts it off without spending an attempt, and any other is BullMQ's own back-off.
 */
export function handle(name: BellName, deps: HandleDeps, run: Run, stop: AbortSignal): BellProcessor {
  return async (job, token) => {
    const corp = corpOf(name, deps, job.data);
    try {
      await run(corp, stop);
      deps.metrics.jobs.inc({ job: name, outcome: 'done' });
    } catch (err) {
      deps.metrics.jobs.inc({ job: name, outcome: 'failed' });
      deps.log.warn({ err, corp, job: name, attempt: job.attemptsMade + 1 }, 'job failed');
      throw await verdictOf(err, job, token);
    }
  };
}

function corpOf(name: BellName, deps: HandleDeps, data: unknown): Corp {
  const read = BellData.safeParse(data);
  if (!read.success) throw new UnrecoverableError(`${name}: a bell of another version`);
  if (!deps.config.corps.has(read.data.corp)) throw new UnrecoverableError(`${name}: a corp that is not configured`);
  return read.data.corp;
}

async function verdictOf(err: unknown, job: BellJob, token: string | undefined): Promise<unknown> {
  if (!(err instanceof HouseError) || err.retry === 'backoff') return err;
  if (err.retry === 'never') return new UnrecoverableError(err.code); // the words stay in the log: the store is not ours alone
  await job.moveToDelayed(Date.now() + err.retry.afterMs, token);
  return new DelayedError();
}

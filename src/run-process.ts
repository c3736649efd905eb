import closeWithGrace from 'close-with-grace';
import type { Config } from './config.ts';
import { openOpsDoor } from './http/open-doors.ts';
import { keepHeapLean } from './lean-heap.ts';
import { requirePolicies } from './load-config/require-policies.ts';
import { openLog } from './log.ts';
import { type OpenDeps, openDeps } from './open-deps.ts';

interface Started {
  close(): Promise<void>;
}

/** From the signal to the end, all doors together. */
const GRACE_MS = 10_000;

/**
 * One process from start to end, with an operator's door of its own: what `start` answered is closed, then the house it lived in. A signal ends it well,
 * with 0; an error that nobody caught, or a start that fails, is logged and ends it with 1.
 */
export async function runProcess(
  configure: () => Config,
  start: (deps: OpenDeps) => Promise<readonly Started[]>,
): Promise<void> {
  keepHeapLean();
  process.on('SIGUSR1', () => undefined); // unheard it opens a debugger, to whom the memory and its keys lie open
  let log = openLog('info');
  let started: readonly Started[] = [];
  let house: Started | undefined;
  closeWithGrace({ delay: GRACE_MS, logger: false, skip: ['beforeExit'] }, async ({ err, signal }) => {
    if (err) log.error({ err }, 'an error that nobody caught: this process ends');
    else log.info({ signal }, 'closing');
    await Promise.all(started.map((one) => one.close()));
    await house?.close();
  });
  try {
    const config = configure();
    log = openLog(config.logLevel);
    requirePolicies(config, process.cwd());
    const deps = await openDeps(config, log);
    house = deps;
    started = [await openOpsDoor(deps)];
    started = [...started, ...(await start(deps))];
  } catch (err) {
    log.error({ err }, 'cannot start');
    await house?.close();
    process.exit(1);
  }
}

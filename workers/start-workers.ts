import { BELLS, type BellName } from '../src/queue/producer.ts';
import { type Running, startWorker } from '../src/queue/start-worker.ts';
import { archive } from './archive.ts';
import { callbacks } from './callbacks.ts';
import { notices } from './notices.ts';
import { timers } from './timers.ts';
import { startUpkeep, type UpkeepDeps } from './upkeep.ts';

/** Listens for the named bells, and keeps up whatever happens to them. */
export function startWorkers(deps: UpkeepDeps, names: readonly BellName[] = BELLS, everyMs?: number): Running {
  const all = { callbacks: callbacks(deps), timers: timers(deps), notices: notices(deps), archive: archive(deps) };
  const runs = Object.fromEntries(names.map((name) => [name, all[name]]));
  const { store } = deps;
  const listening = store === null ? [] : names.map((name) => startWorker(name, { ...deps, store }, all[name]));
  const working = [...listening, startUpkeep(deps, runs, everyMs)];
  return { close: async () => void (await Promise.all(working.map((worker) => worker.close()))) };
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Outcome, Task } from './load.ts';

/** The process that makes the load: its work is not ours. */
export interface Loader {
  run(task: Task): Promise<Outcome>;
  close(): void;
}

export function openLoader(): Loader {
  const child: ChildProcess = fork(join(import.meta.dirname, 'load.ts'));
  return {
    run: async (task) => {
      child.send(task);
      const [outcome] = (await once(child, 'message')) as [Outcome];
      return outcome;
    },
    close: () => child.disconnect(),
  };
}

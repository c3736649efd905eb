import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { quantile, sized, tenth } from '../figures.ts';
import type { Sent, Task } from './load.ts';

/** What became of a load when it was over. */
export interface Posted {
  readonly calls: readonly Sent[];
  /** Digests of the calls that some try of was answered 200. */
  readonly accepted: ReadonlySet<string>;
  /** How many calls were given up after three more tries. */
  readonly abandoned: number;
  /** How many tries had this answer; 0: none. */
  readonly statuses: Readonly<Record<number, number>>;
  /** How long so large a part of the answered tries took at most; of those sent in a span of wall time, where told. */
  tookMs(part: number, fromMs?: number, untilMs?: number): number;
}

export interface Load {
  readonly perSecond: number;
  /** Sends no more, waits for what is on its way with all its retries, and tells. */
  stop(): Promise<Posted>;
  /** The same without retries: whatever was not answered 200 by now is given up. */
  halt(): Promise<Posted>;
  /** Ends it at once; nothing is told. */
  kill(): void;
}

/**
 * Calls a second. What two cores carry beside two workers, a server, PostgreSQL and WeCom itself, and a pull request beside all else;
 * the specification says 200.
 */
const PER_SECOND = sized({ fast: 30, full: 100 });

/** A process of its own that posts callbacks as WeCom does. */
export function startLoad(task: Omit<Task, 'perSecond'> & { readonly perSecond?: number }): Load {
  const perSecond = task.perSecond ?? PER_SECOND;
  const child: ChildProcess = fork(join(import.meta.dirname, 'load.ts'), { execArgv: ['--import', 'tsx'] });
  child.send({ ...task, perSecond } satisfies Task);
  const asked = async (how: 'stop' | 'halt'): Promise<Posted> => {
    const told = once(child, 'message');
    child.send(how);
    const [calls] = (await told) as [Sent[]];
    return postedOf(calls);
  };
  return {
    perSecond,
    stop: () => asked('stop'),
    halt: () => asked('halt'),
    kill: () => void child.kill('SIGKILL'),
  };
}

function postedOf(calls: readonly Sent[]): Posted {
  const wasAccepted = ({ tries }: Sent): boolean => tries.some(([, , status]) => status === 200);
  const statuses: Record<number, number> = {};
  const tries = calls.flatMap((call) => call.tries);
  for (const [, , status] of tries) statuses[status] = (statuses[status] ?? 0) + 1;
  return {
    calls,
    accepted: new Set(calls.filter(wasAccepted).map(({ digest }) => digest)),
    abandoned: calls.filter((call) => !wasAccepted(call)).length,
    statuses,
    tookMs: (part, fromMs = 0, untilMs = Number.POSITIVE_INFINITY) =>
      tenth(
        quantile(
          tries.filter(([at, , status]) => status !== 0 && at >= fromMs && at <= untilMs).map(([, took]) => took),
          part,
        ),
      ),
  };
}

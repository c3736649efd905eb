import { elapsedMs } from '../../src/time.ts';
import { freePort, type RealProcess, rssMb, type Start, startProcess } from '../faults/processes.ts';

/** A process of the product at a port of its own, started anew whenever it is asked to. */
export interface Member {
  readonly name: string;
  readonly port: number;
  /** Resolves when its operator's door says that it is ready. */
  start(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  /** SIGTERM; answers its exit code, null where there was nobody to ask, and how long it took. */
  ask(): Promise<{ readonly code: number | null; readonly tookMs: number }>;
  /** Resident now, in MB; 0 while it is away. */
  rssMb(): number;
}

/** A member that was not started yet. */
export async function openMember({ name, entry, env }: Start): Promise<Member> {
  const port = await freePort();
  let running: RealProcess | null = null;
  return {
    name,
    port,
    start: async () => {
      running = await startProcess({ name, entry, env: { ...env, QUNGUI_PORT: String(port) } });
      await running.ready();
    },
    kill: async () => running?.kill(),
    ask: async () => {
      const beganMs = elapsedMs();
      return { code: (await running?.end()) ?? null, tookMs: elapsedMs() - beganMs };
    },
    rssMb: () => (running ? rssMb(running.pid) : 0),
  };
}

import { openPublicDoor } from '../../../src/http/open-doors.ts';
import { loadConfig } from '../../../src/load-config.ts';
import { runProcess } from '../../../src/run-process.ts';

// The server, which is killed the moment it would ring: the row is committed, the bell and the answer are not there yet.
await runProcess(
  () => loadConfig(process.env),
  async (deps) => {
    const ring = async (): Promise<'down'> => {
      process.kill(process.pid, 'SIGKILL');
      return 'down';
    };
    return [await openPublicDoor({ ...deps, bell: { ...deps.bell, ring } })];
  },
);

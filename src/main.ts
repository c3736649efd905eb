import { startWorkers } from '../workers/start-workers.ts';
import { openPublicDoor } from './http/open-doors.ts';
import { loadConfig } from './load-config.ts';
import { runProcess } from './run-process.ts';

// `npm start`: the door and the workers in one process; the only file of src that knows workers.
await runProcess(
  () => loadConfig(process.env),
  async (deps) => [await openPublicDoor(deps), startWorkers(deps)],
);

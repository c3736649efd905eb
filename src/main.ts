import { startWorkers } from '../workers/start-workers.ts';
import { loadConfig } from './load-config.ts';
import { runProcess } from './run-process.ts';
import { startServer } from './start-server.ts';

// `npm start`: the door and the workers in one process; the only file of src that knows workers.
await runProcess(
  () => loadConfig(process.env),
  async (deps) => [await startServer(deps), startWorkers(deps)],
);

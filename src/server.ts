import { loadConfig } from './load-config.ts';
import { runProcess } from './run-process.ts';
import { startServer } from './start-server.ts';

await runProcess(
  () => loadConfig(process.env),
  async (deps) => [await startServer(deps)],
);

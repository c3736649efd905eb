import { openPublicDoor } from './http/open-doors.ts';
import { loadConfig } from './load-config.ts';
import { runProcess } from './run-process.ts';

await runProcess(
  () => loadConfig(process.env),
  async (deps) => [await openPublicDoor(deps)],
);

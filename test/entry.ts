import type { Config } from '../src/config.ts';
import { openPublicDoor } from '../src/http/open-doors.ts';
import { Corp } from '../src/ids.ts';
import { runProcess } from '../src/run-process.ts';
import { startWorkers } from '../workers/start-workers.ts';

// What `npm start` runs, with the settings of a test; started by src/run-process.test.ts as a process of its own.
const settings = JSON.parse(process.env.TEST_CONFIG ?? '{}') as Config & { readonly fault?: 'rejection' };
const alpha = Corp.parse('alpha');
const corp = {
  slug: alpha,
  corpid: 'wwalpha',
  name: '示例',
  timeZone: 'Asia/Shanghai',
  surfaces: {},
  sweepDays: 3,
  policies: [],
};

await runProcess(
  () => ({ ...settings, corps: new Map([[alpha, corp]]) }),
  async (deps) => {
    const started = [await openPublicDoor(deps), startWorkers(deps)];
    if (settings.fault === 'rejection') setTimeout(() => void Promise.reject(new Error('nobody awaited this')), 100);
    return started;
  },
);

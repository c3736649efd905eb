import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import closeWithGrace from 'close-with-grace';
import { moveClock, openDb } from '../../src/db/client.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { openOpsDoor, openPublicDoor } from '../../src/http/open-doors.ts';
import { Corp } from '../../src/ids.ts';
import { loadConfig } from '../../src/load-config.ts';
import { openLog } from '../../src/log.ts';
import { openDeps } from '../../src/open-deps.ts';
import { elapsedMs, pause } from '../../src/time.ts';
import { startWorkers } from '../../workers/start-workers.ts';
import { openSimulator } from '../simulator.ts';
import { moveIn, readDirectory } from '../worlds/move-in.ts';
import { clockText, openChronicle } from './chronicle.ts';
import { type Due, openClockwork } from './clockwork.ts';
import { castOf } from './companies.ts';
import { playConnecting } from './connecting.ts';
import { printCoverage } from './coverage.ts';
import { playHoliday } from './holiday.ts';
import { install } from './install.ts';
import { keptGroupSteps } from './kept-group.ts';
import { newDemoFolder, sweepKilledDemos } from './leftovers.ts';
import { registerOldGroups } from './old-groups.ts';
import { summarize } from './summary.ts';
import { BESIDE_THE_DAY, countDecisions, playTender } from './tender.ts';

/** `npm run demo`: a working day of three companies, played on the real service with everything embedded. */
const { values: asked } = parseArgs({ options: { once: { type: 'boolean' }, json: { type: 'boolean' } } });
const say = (line: string): void => void (asked.json ? process.stderr : process.stdout).write(`${line}\n`);

const DAY = '2026-11-26';
/** In whose name the clock is moved; it is one for all. */
const first = Corp.parse('shifan');
const startedMs = elapsedMs();
const home = newDemoFolder(tmpdir());

/** What was opened, the last first; closing twice closes once, and Ctrl-C may come at any moment. */
const opened: (() => unknown)[] = [() => rmSync(home, { recursive: true, force: true })];
const own = <T extends { close(): unknown }>(thing: T): T => {
  opened.unshift(() => thing.close());
  return thing;
};
const close = async (): Promise<void> => {
  for (const one of opened.splice(0)) await one();
};
const grace = closeWithGrace({ delay: 15_000, logger: false }, async ({ err }) => {
  if (err) process.stderr.write(`${err.stack ?? err.message}\n`);
  await close();
});
const log = openLog(process.env.QUNGUI_LOG_LEVEL ?? 'error');

for (const folder of await sweepKilledDemos(tmpdir())) say(`Cleaned up after a demo that was killed: ${folder}`);
say('Starting PostgreSQL, the service, its workers and a simulated WeCom …');
const database = own(await openDatabase({ home, log }));
const clockDb = own(openDb(database.appUrl, 'movable', 4));
const simulator = await openSimulator({
  clock: clockDb.clock,
  retryAfterMs: 200,
  moveClock: (ms) => moveClock(clockDb, first, ms),
});
const setClock = async (time: string): Promise<unknown> =>
  moveClock(clockDb, first, Date.parse(time) - (await clockDb.clock.now()).getTime());
const port = await freePort();
const evening = { home, port, db: clockDb, simulator, log, say };
const obligations = await playHoliday(evening);
await playTender(evening);
if (!asked.json) await playConnecting(evening); // for people: the summary counts nothing of it, and it takes its time
await setClock('2026-11-23T09:00:00+08:00');
const cast = await castOf(simulator, async (corp) => readDirectory(deps, corp));
const corps = cast.map((company) => company.corp);
await setClock('2026-11-25T16:00:00+08:00');

const origin = `http://127.0.0.1:${port}`;
const keys = install(
  home,
  cast.map(({ corp: slug, title, tenant, policy }) => ({ slug, title, tenant, policy })),
  origin,
);
const config = loadConfig(
  {
    QUNGUI_HOME: home,
    QUNGUI_CONFIG: join(home, 'qungui.yaml'),
    QUNGUI_CLOCK: 'movable',
    QUNGUI_WECOM_ORIGIN: simulator.origin,
    QUNGUI_PORT: String(port),
    QUNGUI_OPS_PORT: String(await freePort()),
  },
  home,
);
const deps = own(await openDeps(config, log));
own(await openPublicDoor(deps));
own(await openOpsDoor(deps));
own(simulator);
own(startWorkers(deps, undefined, 200));

for (const { corp, tenant } of cast)
  for (const surface of ['app', 'contacts'] as const)
    await tenant.configureCallback(surface, {
      url: `${origin}/callbacks/${corp}/${surface}`,
      ...keys.get(`${corp}-${surface}`),
    });

/** The workers are in this process: whoever asks again and again whether they are done keeps them from it. */
const WORKING_MS = 30;
const ring = async (due: Due): Promise<void> => {
  for (const corp of corps)
    for (const bell of ['callbacks', 'timers', 'notices'] as const) if (due[bell]) await deps.bell.ring(bell, corp);
  await pause(WORKING_MS);
};
const clockwork = openClockwork(clockDb, corps, ring, () => simulator.idle());
const chronicle = openChronicle(cast);
const tellNews = (): void => chronicle.news().forEach(say);

say(`Phones: ${simulator.origin}/phone`);
say('\nWednesday afternoon: IT connects three companies, HR writes the register.');
for (const { corp, world, policy, hr } of cast) await moveIn(deps, corp, world, policy, hr, clockwork.settle);
await clockwork.until(new Date(`${DAY}T08:00:00+08:00`));
tellNews();

say('\nThursday: (WeCom delivers some events twice today, as it may)');
simulator.faults.add({ callback: '*', kind: 'doubled', times: 1_000, chance: 0.5 });
const steps = cast
  .flatMap(({ title, steps }) => steps.map((step) => ({ title, ...step })))
  .concat(cast.slice(0, 1).flatMap((company) => keptGroupSteps(deps, company)))
  .sort((a, b) => (a.at < b.at ? -1 : 1));
for (const step of steps) {
  await clockwork.until(new Date(`${DAY}T${step.at}:00+08:00`));
  tellNews();
  say(`${clockText(new Date(`${DAY}T${step.at}:00+08:00`))}  ${step.title}: ${step.says}`);
  const printed = await step.happens();
  if (typeof printed === 'string') say(printed.replaceAll(/^(?=.)/gm, '    ').trimEnd());
}
await clockwork.until(new Date(`${DAY}T18:00:00+08:00`));
tellNews();

say('\nThursday, after work: what about all the groups that nobody has registered?');
const [industrial] = cast;
if (industrial)
  await registerOldGroups({
    deps,
    cast: industrial,
    say,
    at: await clockDb.clock.now(),
    settle: async () => {
      await clockwork.settle();
      tellNews();
    },
    until: async (moment) => {
      await clockwork.until(moment);
      tellNews();
    },
  });

await printCoverage(deps, cast, say);
const decisions = await countDecisions(deps, [...corps, ...BESIDE_THE_DAY]);
const summary = await summarize(
  deps,
  corps,
  simulator,
  { obligations, decisions },
  Math.round((elapsedMs() - startedMs) / 100) / 10,
);
if (asked.once) {
  await close();
  grace.uninstall();
} else {
  say(`\nThe day is over; everything still runs. Phones: ${simulator.origin}/phone   Stop with Ctrl-C.`);
  say('Give it commands from another terminal, in this folder:');
  say(
    `  QUNGUI_HOME=${home} QUNGUI_CONFIG=${join(home, 'qungui.yaml')} QUNGUI_CLOCK=movable QUNGUI_WECOM_ORIGIN=${simulator.origin} npm run qungui -- status`,
  );
}
if (asked.json) process.stdout.write(`${JSON.stringify(summary)}\n`);

/** A port that nobody used a moment ago. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new TypeError('no port was free');
  return address.port;
}

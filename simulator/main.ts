import { join, resolve } from 'node:path';
import closeWithGrace from 'close-with-grace';
import { moveClock, openDb } from '../src/db/client.ts';
import { openDatabase } from '../src/db/open-database.ts';
import { Corp } from '../src/ids.ts';
import { openLog } from '../src/log.ts';
import { writeAnswers } from './sample-answers.ts';
import { setSampleWorld } from './sample-world.ts';
import { openSimulator } from './simulator.ts';

/** `npm run simulator`: a WeCom with one small tenant, on the clock of this installation's database. */
const {
  DATABASE_URL,
  QUNGUI_CLOCK,
  QUNGUI_HOME = '.qungui',
  SIMULATOR_HOST = '127.0.0.1',
  SIMULATOR_PORT = '9099',
} = process.env;

const log = openLog('info');
const database = await openDatabase({ databaseUrl: DATABASE_URL, home: resolve(QUNGUI_HOME), log });
const movability = QUNGUI_CLOCK === 'movable' ? 'movable' : 'fixed';
const db = openDb(database.appUrl, movability, 2);
const corp = Corp.parse('sample');

const closeDatabase = async (): Promise<void> => {
  await db.close();
  await database.close();
};
const simulator = await openSimulator({
  clock: db.clock,
  host: SIMULATOR_HOST,
  port: Number(SIMULATOR_PORT),
  ...(movability === 'movable' && { moveClock: (forwardMs: number) => moveClock(db, corp, forwardMs) }),
}).catch(async (err: unknown) => {
  process.stderr.write(cannotStart(err));
  await closeDatabase();
  process.exit(3);
});
const title = '示范实业';
const tenant = simulator.addTenant({ name: corp, title });
await setSampleWorld(tenant);
/** Only where the database is embedded is its folder sure to be there, and ours. */
const answers = DATABASE_URL === undefined ? join(QUNGUI_HOME, 'sample.yaml') : null;
if (answers) writeAnswers(answers, tenant, title);

closeWithGrace({ delay: 10_000 }, async () => {
  await simulator.close();
  await closeDatabase();
});

process.stdout.write(`
WeCom simulator on ${simulator.origin}

  look around        ${simulator.origin}/
  phones             ${simulator.origin}/phone
  admin page         ${simulator.origin}/tenants/${tenant.name}   (callback addresses, scope, trusted IPs)

  corpid             ${tenant.corpid}
  agentid            ${tenant.agentId}
  app secret         ${tenant.appSecret}
  contacts secret    ${tenant.contactsSecret}
  clock              ${movability === 'movable' ? 'movable: the buttons are on the first page' : 'fixed: start with QUNGUI_CLOCK=movable to move it'}
  for init           ${answers ? `--answers ${answers}` : 'type these values'}
  database           ${DATABASE_URL === undefined ? `embedded, under ${join(resolve(QUNGUI_HOME))}` : 'yours (DATABASE_URL)'}

Start the product with QUNGUI_WECOM_ORIGIN=${simulator.origin} and these values in qungui.yaml, then save its callback
addresses on the admin page: WeCom's own check is made before they are kept.
`);

/** What keeps it from opening its port, said as the product says it. */
function cannotStart(err: unknown): string {
  const busy = (err as { code?: string }).code === 'EADDRINUSE';
  const why = busy
    ? 'Another process listens there, perhaps a simulator.'
    : err instanceof Error
      ? err.message
      : String(err);
  return `E-PORT: Port ${SIMULATOR_PORT} of ${SIMULATOR_HOST} cannot be opened.\n  why: ${why}\n  do:  End the other process, or set SIMULATOR_PORT to a free port.\n`;
}

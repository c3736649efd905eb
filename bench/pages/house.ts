import { readFileSync } from 'node:fs';
import { openSimulator, type Simulator } from '../../simulator/simulator.ts';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { settleSmall } from '../../simulator/worlds/small.ts';
import { nowIn } from '../../src/db/client.ts';
import { buildPublicApp } from '../../src/http/app.ts';
import { openLog } from '../../src/log.ts';
import { type OpenDeps, openDeps } from '../../src/open-deps.ts';
import { directoryOf } from '../../src/review/directory-now.ts';
import { fireDueTimers } from '../../src/timers/fire.ts';
import { cookiesOf } from '../../src/web/cookies.ts';
import { beginSession } from '../../src/web/session.ts';
import { configIn, corpOf } from '../../test/builders/config.ts';
import { corp } from '../timers/house.ts';

export interface Town {
  readonly deps: OpenDeps;
  readonly origin: string;
  /** A cookie by which this account is signed in. */
  readonly cookieOf: (userid: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** The small company with thousands of colleagues more, under policy A, with its pages open. */
export async function openTown(home: string, colleagues: number): Promise<Town> {
  const simulator = await openSimulator({ clock: { now: async () => new Date() } });
  const tenant = simulator.addTenant({ name: corp, title: '示例大公司' });
  const world = await settleSmall(tenant);
  await tenant.withoutCallbacks(async () => {
    for (let n = 0; n < colleagues; n += 1)
      await tenant.hire({ userid: `u${n}`, name: `样本${n}`, department: 5, position: '营销策划' });
  });
  const one = { ...corpOf(corp, tenant, () => []), pages: { origin: 'https://pages.example.com', verify: [] } };
  const config = configIn(home, [one], { clock: 'fixed', logLevel: 'error', wecomOrigin: simulator.origin });
  const deps = await openDeps(config, openLog('error'));
  const settle = async (): Promise<void> => {
    while ((await fireDueTimers(deps, corp, 50)) > 0);
  };
  const policy = readFileSync('policies/chongqing-industrial.yaml', 'utf8');
  await moveIn(deps, corp, world, policy, 'li.renshi', settle);
  const app = buildPublicApp(deps);
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  const close = () => closeAll(app, deps, simulator);
  return { deps, origin, close, cookieOf: (userid) => signIn(deps, userid) };
}

async function closeAll(app: { close(): Promise<unknown> }, deps: OpenDeps, simulator: Simulator): Promise<void> {
  await app.close();
  await deps.close();
  await simulator.close();
}

async function signIn({ db, keys, config }: OpenDeps, userid: string): Promise<string> {
  const kept = config.corps.get(corp);
  if (!kept) throw new Error('no such corp');
  const ours = await keys.of(corp);
  const token = await db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const person = (await directoryOf(tx, corp, at.getTime())).byAccount.get(userid);
    if (!person) throw new Error(`nobody is called ${userid}`);
    return beginSession(tx, { corp, keys: ours, at }, { id: person.id, userid }, 'browser');
  });
  return cookiesOf(kept).session(token, 3_600).replace(/;.*/, '');
}

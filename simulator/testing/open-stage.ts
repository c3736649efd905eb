import { onTestFinished } from 'vitest';
import { openSimulator, type Simulator } from '../simulator.ts';
import type { Tenant } from '../tenant.ts';
import { type MovableClock, movableClock } from './movable-clock.ts';
import { openReceiver, type Receiver } from './receiver.ts';
import { type Call, callerOf } from './wecom-call.ts';

const KEYS = { token: 'grpPolicyToken01', aesKey: 'k7Qm2Zr9Tx4Wb6Yd1Ns8Fv3Hj5Lp0Gc7Ae2Ru4Ti6Oy' };

export interface OpenStage {
  readonly clock: MovableClock;
  readonly simulator: Simulator;
  readonly tenant: Tenant;
  /** Of the app, and of the contacts surface: both verified. */
  readonly app: Receiver;
  readonly contacts: Receiver;
  /** With the app's token. */
  readonly call: Call;
}

interface StageOptions {
  readonly retryAfterMs?: number;
  /** Short only for a receiver that keeps silent on purpose: a busy machine is slow too. */
  readonly answerWithinMs?: number;
}

/** 2026-11-26 10:00 in China: one tenant with two departments and three people, both surfaces called back. */
export async function openStage(options: StageOptions = {}): Promise<OpenStage> {
  const stage = await setStage(options);
  onTestFinished(stage.close);
  return stage;
}

/** The same for several tests that leave each other alone; the last one closes it. */
export async function setStage({
  retryAfterMs = 20,
  answerWithinMs = 10_000,
}: StageOptions = {}): Promise<OpenStage & { close(): Promise<void> }> {
  const clock = movableClock('2026-11-26T02:00:00Z');
  const simulator = await openSimulator({ clock, moveClock: clock.move, retryAfterMs, answerWithinMs });
  const tenant = simulator.addTenant({ name: 'a', title: '示范实业' });
  const [app, contacts] = await Promise.all([openReceiver(KEYS), openReceiver(KEYS)]);
  const close = async (): Promise<void> => {
    await simulator.close();
    await Promise.all([app.close(), contacts.close()]);
  };
  await tenant.withoutCallbacks(async () => {
    await tenant.addDepartment({ id: 2, name: '营销策划部' });
    await tenant.addDepartment({ id: 3, name: '人力资源中心' });
    await tenant.hire({ userid: 'Qian.Xiaoshou', name: '钱销售', department: 2 });
    await tenant.hire({ userid: 'li.yangben', name: '李样本', department: 2, leaderIn: [2], position: '营销总监' });
    await tenant.hire({ userid: 'zhou.renshi', name: '周人事', department: 3 });
    tenant.addExternal({ id: 'wmKehu01', name: '小太阳' });
  });
  await tenant.configureCallback('app', { ...KEYS, url: app.url });
  await tenant.configureCallback('contacts', { ...KEYS, url: contacts.url });
  return { clock, simulator, tenant, app, contacts, call: await callerOf(simulator, tenant), close };
}

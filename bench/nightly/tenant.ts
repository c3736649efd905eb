import { openSimulator } from '../../simulator/simulator.ts';
import { aDayPasses, settle } from './company.ts';

/** What the measured process is told of its WeCom. */
export interface Told {
  readonly origin: string;
  readonly corpid: string;
  readonly agentId: number;
  readonly appSecret: string;
  readonly contactsSecret: string;
  readonly chatIds: readonly string[];
  readonly customers: readonly string[];
}

// A process of its own: WeCom's work and memory are not ours. Answers once when the company stands, then after each day.
const simulator = await openSimulator({ clock: { now: async () => new Date() } });
const tenant = simulator.addTenant({ name: 'bench', title: '示例万人公司' });
const { chatIds, customers } = await settle(tenant);
const { corpid, agentId, appSecret, contactsSecret } = tenant;
process.send?.({
  origin: simulator.origin,
  corpid,
  agentId,
  appSecret,
  contactsSecret,
  chatIds,
  customers,
} satisfies Told);
process.on('message', ({ day }: { day: number }) => {
  aDayPasses(tenant, day);
  const calls = Object.values(simulator.stats().api).reduce((sum, api) => sum + api.calls, 0);
  process.send?.({ calls });
});
process.on('disconnect', () => process.exit(0));

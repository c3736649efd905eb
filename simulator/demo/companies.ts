import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/db/package-root.ts';
import { Corp } from '../../src/ids.ts';
import type { Simulator } from '../simulator.ts';
import type { Tenant } from '../tenant.ts';
import { chamberDay, settleChamber } from '../worlds/chamber.ts';
import { consultingDay, settleConsulting } from '../worlds/consulting.ts';
import { settleIndustrial } from '../worlds/industrial.ts';
import { industrialDay } from '../worlds/industrial-day.ts';
import type { Step, World } from '../worlds/world.ts';

/** A company of the demo: an invented tenant, its policy, who runs HR there, and what happens on the day. */
export interface Cast {
  readonly corp: Corp;
  readonly title: string;
  readonly tenant: Tenant;
  readonly policy: string;
  readonly hr: string;
  readonly world: World;
  readonly steps: readonly Step[];
}

type Sync = (corp: Corp) => Promise<unknown>;

/** The three founding policies, each at an invented company. HR of 示范实业 asked for its digest at 17:30. */
export async function castOf(simulator: Simulator, sync: Sync): Promise<Cast[]> {
  return [await industrial(simulator, sync), await consulting(simulator), await chamber(simulator)];
}

const policyText = (slug: string): string => readFileSync(join(packageRoot(), 'policies', `${slug}.yaml`), 'utf8');

async function industrial(simulator: Simulator, sync: Sync): Promise<Cast> {
  const corp = Corp.parse('shifan');
  const title = '示范实业';
  const tenant = simulator.addTenant({ name: corp, title });
  const world = await settleIndustrial(tenant);
  const policy = policyText('chongqing-industrial').replace('digest: 09:05', 'digest: 17:30');
  const steps = industrialDay(world, { sync: () => sync(corp) });
  return { corp, title, tenant, policy, hr: 'li.renshi', world, steps };
}

async function consulting(simulator: Simulator): Promise<Cast> {
  const corp = Corp.parse('shili');
  const title = '示例咨询';
  const tenant = simulator.addTenant({ name: corp, title });
  const world = await settleConsulting(tenant);
  return {
    corp,
    title,
    tenant,
    policy: policyText('drucker-consulting'),
    hr: 'zhou.renzi',
    world,
    steps: consultingDay(world),
  };
}

async function chamber(simulator: Simulator): Promise<Cast> {
  const corp = Corp.parse('shanghui');
  const title = '示范商会';
  const tenant = simulator.addTenant({ name: corp, title });
  const world = await settleChamber(tenant);
  return { corp, title, tenant, policy: policyText('anhui-chamber'), hr: 'xu.mishu', world, steps: chamberDay(world) };
}

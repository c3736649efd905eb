import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { NewTenant } from '../simulator/tenant.ts';
import { moveIn } from '../simulator/worlds/move-in.ts';
import { settleSmall } from '../simulator/worlds/small.ts';
import { commandsIn } from './command-line.ts';
import { type HouseOptions, openHouse } from './house.ts';

/** The policy of the small company as it is shipped. */
export const shippedPolicy = readFileSync('policies/chongqing-industrial.yaml', 'utf8');

/** A house into which the small company has moved, with somebody at its command line. */
export async function openSmallHouse(
  wanted: Partial<HouseOptions> & Pick<NewTenant, 'corpid' | 'archived'> & { readonly policy?: string } = {},
) {
  const { startAt = '2026-11-26T09:30:00+08:00', policy = shippedPolicy, ...options } = wanted;
  const house = await openHouse({ title: '示范实业', startAt, ...options });
  const world = await settleSmall(house.tenant);
  await moveIn(house.deps, house.corp, world, policy, 'li.renshi', house.idle);
  const run = commandsIn(house);
  const json = async (...args: string[]) => {
    const { exit, out, err } = await run(...args, '--json');
    expect(err).toBe('');
    return { exit, ...JSON.parse(out) };
  };
  return { house, world, run, json };
}

export type SmallHouse = Awaited<ReturnType<typeof openSmallHouse>>;

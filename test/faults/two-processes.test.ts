import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { at, openTown, type Station, type Town } from './town.ts';
import { openTraffic, type Traffic } from './traffic.ts';

const STEPS = 150;
const stations: Station[] = [];
let town: Town;
let traffic: Traffic;
beforeAll(async () => {
  town = await openTown();
  traffic = await openTraffic(town, await town.settle());
  town.simulator.faults.add({ callback: '*', kind: 'doubled', times: 1_000, chance: 0.3 });
  town.simulator.faults.add({ callback: '*', kind: 'reordered', times: 1_000, chance: 0.2 });
  town.lines.length = 0;
  for (let number = 0; number < 3; number += 1)
    stations.push(await town.openStation({ queueUrl: town.database.queueUrl }));
  for (const station of stations) station.work(20);
  for (let number = 0; number < STEPS; number += 1) {
    await traffic.step();
    if (number % 5 === 4) await town.setClock(new Date((await town.clock.now()).getTime() + 9_000).toISOString());
  }
  await town.watched.until(at('10:30'));
}, 240_000);
afterAll(() => town.close());

describe('three processes on one database, an hour of a busy company', () => {
  test('nothing is missing and nothing there twice', () => traffic.expectWhole());

  test('nobody met a deadlock, a clash of keys or a transaction without time', () => {
    const trouble = town.lines.filter((line) => /40P01|40001|P20\d\d|deadlock|23505|nique constraint/i.test(line));
    expect(trouble).toEqual([]);
  });

  test('nothing worse than a debug line was written', () => {
    const loud = town.lines.map((line) => JSON.parse(line)).filter((line) => line.level >= 40);
    expect(loud).toEqual([]);
  });
});

test('two transactions that stand in each other’s way both come true', async () => {
  const { first } = town;
  let begun = 0;
  const both = ([one, other]: readonly [number, number]): Promise<unknown> =>
    town.inCorp(first, async (tx) => {
      begun += 1;
      await tx.$executeRaw`select pg_advisory_xact_lock(${one}::bigint)`;
      await vi.waitFor(() => expect(begun).toBeGreaterThan(1), { timeout: 20_000 });
      await tx.$executeRaw`select pg_advisory_xact_lock(${other}::bigint)`;
      return 'done';
    });

  expect(await Promise.all([both([1, 2]), both([2, 1])])).toEqual(['done', 'done']);
  expect(begun).toBe(3);
});

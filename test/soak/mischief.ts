import { Client } from 'pg';
import type { Chance } from '../../simulator/chance.ts';
import { pause } from '../../src/time.ts';
import type { Plant } from './plant.ts';

/** What is done to a running plant. The first receiver and the first worker are never killed: their memory is watched. */
export interface Mischief {
  readonly name: string;
  strike(plant: Plant): Promise<void>;
}

const last = <T>(from: readonly T[]): T => from.at(-1) as T;

const ALL: readonly Mischief[] = [
  {
    name: 'worker killed',
    strike: async ({ workers }) => {
      await last(workers).kill();
      await last(workers).start();
    },
  },
  {
    name: 'receiver killed',
    strike: async ({ receivers }) => {
      await last(receivers).kill();
      await last(receivers).start();
    },
  },
  {
    name: 'receiver and worker asked to end',
    strike: async ({ receivers, workers }) => {
      for (const one of [last(receivers), last(workers)]) {
        const { code } = await one.ask();
        if (code !== 0) throw new Error(`${one.name} was asked to end and ended with ${code}`);
        await one.start();
      }
    },
  },
  {
    name: 'Redis killed for three seconds',
    strike: async ({ redis }) => {
      await redis.kill();
      await pause(3_000);
      await redis.revive();
    },
  },
  { name: 'Redis wiped', strike: ({ redis }) => redis.flush() },
  { name: 'PostgreSQL killed', strike: async (plant) => plant.killPostgres() },
  {
    name: 'every connection to PostgreSQL cut',
    strike: async ({ superuserUrl }) => {
      const client = new Client({ connectionString: superuserUrl });
      await client.connect();
      await client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and usename is not null',
      );
      await client.end();
    },
  },
  {
    name: 'WeCom busy for ten seconds',
    strike: async ({ simulator }) => {
      const over = simulator.faults.add({ api: '*', kind: -1, times: 100_000, chance: 0.5 });
      await pause(10_000);
      over();
    },
  },
  {
    name: 'WeCom slow for ten seconds',
    strike: async ({ simulator }) => {
      const over = simulator.faults.add({ api: '*', kind: 'slow', slowMs: 1_500, times: 100_000, chance: 0.2 });
      await pause(10_000);
      over();
    },
  },
];

/** Each of them in an order of chance, and again from the beginning, for ever. */
export function* mischief(chance: Chance): Generator<Mischief> {
  for (;;) {
    const left = [...ALL];
    while (left.length > 0) yield left.splice(Math.floor(chance.next() * left.length), 1)[0] as Mischief;
  }
}

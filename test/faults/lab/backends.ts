import { redisIsHere, startRedis, type TestRedis } from '../../redis.ts';
import { freePort } from '../processes.ts';
import { type Lab, type LabOptions, openLab } from './lab.ts';

/** Both where there is a Redis; the runner says in capitals where there is none. */
export const BACKENDS: readonly ('Redis' | 'PostgreSQL')[] = redisIsHere() ? ['Redis', 'PostgreSQL'] : ['PostgreSQL'];

/** A lab whose bells are in Redis or in PostgreSQL; closing it ends the Redis as well. */
export async function openLabOn(
  backend: (typeof BACKENDS)[number],
  options: Omit<LabOptions, 'redisUrl'> = {},
): Promise<Lab & { readonly redis: TestRedis | null }> {
  const redis = backend === 'Redis' ? await startRedis(await freePort()) : null;
  const lab = await openLab({ ...options, ...(redis && { redisUrl: redis.url }) });
  return {
    ...lab,
    redis,
    close: async () => {
      await lab.close();
      await redis?.stop();
    },
  };
}

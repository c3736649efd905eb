import { HouseError } from '../errors.ts';
import { inTime } from '../time.ts';

/** The result of `work`, or E-INTAKE-SLOW after so many real milliseconds; the work itself goes on. */
export const within = <T>(ms: number, work: Promise<T>): Promise<T> =>
  inTime(ms, work, () => {
    throw slow(ms);
  });

const slow = (ms: number) =>
  new HouseError({
    code: 'E-INTAKE-SLOW',
    what: `The database took longer than ${ms} ms.`,
    why: 'WeCom waits five seconds for an answer, so callbacks go to the spool meanwhile.',
    remedy: 'Look at the load and the disk of PostgreSQL; the spool is replayed by itself.',
    retry: 'backoff',
  });

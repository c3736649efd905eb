import { HouseError } from '../errors.ts';

/** The result of `work`, or E-INTAKE-SLOW after so many real milliseconds; the work itself goes on. */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(slow(ms)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const slow = (ms: number) =>
  new HouseError({
    code: 'E-INTAKE-SLOW',
    what: `The database took longer than ${ms} ms.`,
    why: 'WeCom waits five seconds for an answer, so callbacks go to the spool meanwhile.',
    remedy: 'Look at the load and the disk of PostgreSQL; the spool is replayed by itself.',
    retry: 'backoff',
  });

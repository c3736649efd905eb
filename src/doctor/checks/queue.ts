import { pause } from '../../time.ts';
import { w } from '../../wecom/errcodes/entry.ts';
import { type Check, fine, found, warns } from '../check.ts';

/** Redis answers a moment after it was opened. */
const TRIES = 20;

/** Where bells are kept. Without it everything is found by the sweep, a second later. */
export const queue: Check = {
  id: 'queue',
  title: w('队列', 'queue'),
  async look({ deps: { store } }) {
    if (store === null)
      return fine(w('没有队列，靠每秒一次的清扫', 'none: everything is found by the sweep, once a second'));
    for (let tries = 0; tries < TRIES && store.state() === 'down'; tries += 1) await pause(50);
    const { backend } = store;
    if (store.state() === 'up') return fine(w(`${backend}，正常`, `${backend}, up`));
    return found(
      w(`${backend}，不通`, `${backend}, down`),
      warns({
        what: w(`${backend} 连不上`, `${backend} cannot be reached`),
        why: w('不会丢东西：清扫照常工作，只是慢一点。', 'Nothing is lost: the sweep goes on, a little later.'),
        where: w(
          '核对 REDIS_URL（或 QUEUE_DATABASE_URL），再看那台服务',
          'Compare REDIS_URL (or QUEUE_DATABASE_URL), then look at that service',
        ),
      }),
    );
  },
};

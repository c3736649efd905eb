import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Deps } from '../../src/deps.ts';
import { newId } from '../../src/ids.ts';
import { bodyOf } from '../../src/intake/body.ts';
import { reviewCallbacks } from '../../src/review/review-callback.ts';
import { armTimers } from '../../src/timers/arm.ts';
import { fireDueTimers } from '../../src/timers/fire.ts';
import { openTown, type Town } from './town.ts';

let town: Town;
beforeEach(async () => {
  town = await openTown();
});
afterEach(() => town.close());

const MINUTE_MS = 60_000;
const died = new Error('SIGKILL');

/**
 * The same house in a process that is killed the moment it touches what `kills` names: nothing after that happens, not even
 * an error handler's writing.
 */
function mortal(deps: Deps, kills: (row: string) => boolean): Deps {
  let dead = false;
  const die = (): never => {
    dead = true;
    throw died;
  };
  return {
    ...deps,
    db: {
      ...deps.db,
      withCorp: (corp, work, limits) => (dead ? Promise.reject(died) : deps.db.withCorp(corp, work, limits)),
    },
    keys: {
      ...deps.keys,
      of: async (corp) => {
        const keys = await deps.keys.of(corp);
        return { ...keys, open: (place, sealed) => (kills(place.row) ? die() : keys.open(place, sealed)) };
      },
    },
    wecom: {
      of: (corp) => {
        const apis = deps.wecom.of(corp);
        return {
          ...apis,
          groupchat: { ...apis.groupchat, get: async (chatId) => (kills(chatId) ? die() : apis.groupchat.get(chatId)) },
        };
      },
    },
  };
}

/** Lets processes start and die until one has nothing left to do; each comes after the leases of the one before. */
async function liveAndDie(work: (deps: Deps) => Promise<number>, kills: (row: string) => boolean): Promise<number> {
  for (let deaths = 0; deaths < 40; ) {
    const taken = await work(mortal(town.deps, kills)).catch((err: unknown) => {
      if (err !== died) throw err;
      deaths += 1;
      return 'died';
    });
    if (taken === 0) return deaths;
    const now = await town.clock.now();
    await town.setClock(new Date(now.getTime() + 2 * MINUTE_MS).toISOString());
  }
  return 40;
}

describe('a callback that kills its worker', () => {
  const arrive = async (count: number): Promise<string[]> => {
    const { first, deps } = town;
    const keys = await deps.keys.of(first);
    const rows = Array.from({ length: count }, (_, number) => {
      const id = newId();
      const plaintext = Buffer.from(`<xml><MsgType>event</MsgType><Event>unknown_${number}</Event></xml>`);
      const body = keys.seal({ table: 'callback', column: 'body', row: id }, bodyOf(plaintext));
      return { corp: first, id, surface: 'app', digest: id, state: 'new', body };
    });
    await town.inCorp(first, (tx) => tx.callback.createMany({ data: rows }));
    return rows.map(({ id }) => id);
  };
  const states = async () => town.inCorp(town.first, (tx) => tx.callback.findMany({ where: { corp: town.first } }));

  test('is parked after three deaths, and those beside it are done', async () => {
    const ids = await arrive(60);
    const poison = new Set([ids[20]]);

    const deaths = await liveAndDie(
      (deps) => reviewCallbacks(deps, town.first, 50),
      (row) => poison.has(row),
    );

    const rows = await states();
    expect(deaths).toBe(3);
    expect(rows.filter((row) => row.state === 'parked').map((row) => [row.id, row.reason])).toEqual([
      [ids[20], 'failed-3-times'],
    ]);
    expect(rows.filter((row) => row.state === 'done')).toHaveLength(59);
  });

  test('three of them at once end as three, not as fifty', async () => {
    const ids = await arrive(60);
    const poison = new Set([ids[0], ids[20], ids[59]]);

    const deaths = await liveAndDie(
      (deps) => reviewCallbacks(deps, town.first, 50),
      (row) => poison.has(row),
    );

    const parked = (await states()).filter((row) => row.state === 'parked').map((row) => row.id);
    expect(deaths).toBeLessThanOrEqual(9);
    expect(new Set(parked)).toEqual(poison);
  });
});

describe('a group that kills its worker', () => {
  const looks = ['look-group', 'look-again', 'case-step'];
  const ofGroup = (chatId: string) =>
    town.inCorp(town.first, (tx) => tx.timer.findMany({ where: { subject: chatId, kind: { in: looks } } }));
  const hoursOn = async (hours: number): Promise<void> =>
    town.setClock(new Date((await town.clock.now()).getTime() + hours * 3_600_000).toISOString());

  /** It is looked at by a timer and by another, and nobody survives either. */
  const arriveDeadly = async () => {
    const { group } = await town.settle();
    const { first } = town;
    const others = Array.from({ length: 9 }, (_, number) => `wr-other-${number}`);
    const now = await town.clock.now();
    await town.inCorp(first, async (tx) => {
      await armTimers(tx, first, { kind: 'look-group', subjects: [group, ...others], at: now });
      const dueAt = new Date(now.getTime() + 30_000);
      await armTimers(tx, first, { kind: 'look-again', subjects: [group], dueAt, at: now });
    });
    return {
      group,
      others,
      liveOn: () =>
        liveAndDie(
          (deps) => fireDueTimers(deps, first, 50),
          (id) => id === group,
        ),
    };
  };

  test('is given up after five deaths, a data gap; the looks at others are taken', async () => {
    const { group, others, liveOn } = await arriveDeadly();
    const { first } = town;

    expect(await liveOn()).toBe(5);

    const armed = await town.inCorp(first, (tx) =>
      tx.timer.findMany({ where: { corp: first, kind: 'look-group', subject: { in: others }, state: 'armed' } }),
    );
    expect(armed).toEqual([]);
    const coverage = await town.inCorp(first, (tx) =>
      tx.coverage.findMany({ where: { corp: first, chatId: group, until: null } }),
    );
    expect(new Set(coverage.map((row) => row.verdict))).toContain('data-gap');
  });

  test('is left alone after that by sweeps, events and the night, and tried again after twenty hours', async () => {
    const { group, liveOn } = await arriveDeadly();
    const { first } = town;
    await liveOn();

    let deaths = 0;
    for (let hour = 1; hour < 20; hour += 3) {
      const now = await town.clock.now();
      await town.inCorp(first, (tx) => armTimers(tx, first, { kind: 'look-group', subjects: [group], at: now }));
      deaths += await liveOn();
      await hoursOn(2.8);
    }
    const before = await ofGroup(group);
    await hoursOn(3);

    expect(deaths).toBe(0);
    expect(before.filter((row) => row.state === 'given-up')).toHaveLength(1);
    expect(await liveOn()).toBe(5);
  });
});

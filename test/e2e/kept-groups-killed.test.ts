import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { syncDirectory } from '../../src/directory/sync-directory.ts';
import type { KeepDeps } from '../../src/managed/deps.ts';
import { ITSELF, keepGroup } from '../../src/managed/keep-group.ts';
import { requestGroup } from '../../src/managed/request-group.ts';
import type { AppchatApi, GroupChange } from '../../src/wecom/appchat/appchat.ts';
import { executives, membersOf, openHeadquarters } from '../builders/kept-group.ts';
import type { House } from '../house.ts';

// A process that is killed after any of its steps, and another one that goes on: nobody comes in twice, nobody goes wrongly.

let house: House;
beforeAll(async () => {
  house = await openHeadquarters();
});
afterAll(() => house.close());

class Killed extends Error {}

interface Watched {
  readonly deps: KeepDeps;
  /** What WeCom was asked to change, in order. */
  readonly asked: GroupChange[];
  readonly created: string[];
  readonly steps: () => number;
}

/** The house's tools, in the hands of a process that is killed after its n-th step: a committed transaction, or a call. */
function killedAfter(n: number): Watched {
  const asked: GroupChange[] = [];
  const created: string[] = [];
  let steps = 0;
  const alive = (): void => {
    if (steps >= n) throw new Killed();
  };
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    alive();
    const done = await work();
    steps += 1;
    alive();
    return done;
  };
  const { db, wecom } = house.deps;
  const real = wecom.of(house.corp);
  const appchat: AppchatApi = {
    create: (group) =>
      step(() => {
        created.push(group.chatId ?? '');
        return real.appchat.create(group);
      }),
    update: (change) =>
      step(() => {
        asked.push(change);
        return real.appchat.update(change);
      }),
    get: (chatId) => step(() => real.appchat.get(chatId)),
  };
  const deps: KeepDeps = {
    ...house.deps,
    db: { ...db, withCorp: (corp, work, options) => step(() => db.withCorp(corp, work, options)) },
    wecom: { of: () => ({ ...real, appchat }) },
  };
  return { deps, asked, created, steps: () => steps };
}

/** More than a run has. */
const MOST_STEPS = 40;

const UNHURT = Number.POSITIVE_INFINITY;

/** One process is killed after its n-th step; when its lease is over another one does the rest. */
async function killAndGoOn(chatId: string, n: number) {
  const first = killedAfter(n);
  const end = await keepGroup(first.deps, house.corp, chatId, ITSELF).catch((err: unknown) => {
    if (err instanceof Killed) return 'killed' as const;
    throw err;
  });
  if (end === 'killed')
    await house.setClock(new Date((await house.deps.clock.now()).getTime() + 130_000).toISOString());
  const second = killedAfter(UNHURT);
  const outcome = await keepGroup(second.deps, house.corp, chatId, ITSELF);
  return {
    end: end === 'killed' ? 'killed' : 'unhurt',
    outcome,
    asked: [...first.asked, ...second.asked],
    created: [...first.created, ...second.created],
  };
}

/** Later: what moved in the last minute is left to its event, and there is none here. */
async function readPeople(): Promise<void> {
  await house.setClock(new Date((await house.deps.clock.now()).getTime() + 120_000).toISOString());
  await syncDirectory(house.deps, house.corp, house.deps.wecom.of(house.corp).contact);
}
const rowsOf = (chatId: string) => house.inCorp((tx) => tx.managedChange.findMany({ where: { chatId } }));

describe('killed after any step', () => {
  test('while it is made: one group with its roster, in the register, every member written down once', async () => {
    let killed = 0;
    for (let n = 1; n < MOST_STEPS; n += 1) {
      const wanted = executives({ name: `高管群${n}` });
      const { chatId, roster } = await requestGroup(house.deps, house.corp, wanted, 'li.renshi');
      const { end, outcome, created } = await killAndGoOn(chatId, n);

      expect(outcome.state, `after step ${n}`).toBe('kept');
      expect(created, `after step ${n}`).toEqual([chatId]);
      expect(membersOf(house, chatId)).toEqual([...roster.belongs.keys()].sort());
      const rows = await rowsOf(chatId);
      expect(rows.filter(({ state }) => state !== 'done')).toEqual([]);
      expect(rows.filter(({ what }) => what === 'add')).toHaveLength(roster.belongs.size);
      const entries = await house.inCorp((tx) => tx.registerEntry.count({ where: { chatId, until: null } }));
      expect(entries).toBe(1);
      if (end === 'unhurt') break;
      killed += 1;
    }
    expect(killed).toBeGreaterThanOrEqual(7);
    expect(await house.chain()).toMatchObject({ state: 'whole' });
  });

  test('while it is kept: each is added once, removed once, and nobody else is touched', async () => {
    let killed = 0;
    await house.tenant.withoutCallbacks(async () => {
      for (let n = 1; n < MOST_STEPS; n += 1) await deputy(`goes.${n}`);
    });
    await readPeople();
    for (let n = 1; n < MOST_STEPS; n += 1) {
      const [goes, comes] = [`goes.${n}`, `comes.${n}`];
      const { chatId } = await requestGroup(house.deps, house.corp, executives({ name: `推动群${n}` }), 'li.renshi');
      await keepGroup(house.deps, house.corp, chatId, ITSELF);
      const before = membersOf(house, chatId);
      await house.tenant.withoutCallbacks(async () => {
        await house.tenant.dismissPerson(goes);
        await deputy(comes);
        await house.tenant.rename(chatId, '快乐大本营');
      });
      await readPeople();
      const { end, outcome, asked } = await killAndGoOn(chatId, n);

      expect(outcome.state, `after step ${n}`).toBe('kept');
      expect(membersOf(house, chatId)).toEqual([...before.filter((id) => id !== goes), comes].sort());
      expect(house.tenant.group(chatId)).toMatchObject({ name: `推动群${n}`, owner: 'wu.fuzong' });
      expect(asked.flatMap(({ add }) => add ?? [])).toEqual([comes]);
      expect(asked.flatMap(({ remove }) => remove ?? [])).toEqual([goes]);
      expect((await rowsOf(chatId)).filter(({ state }) => state !== 'done')).toEqual([]);
      if (end === 'unhurt') break;
      killed += 1;
    }
    expect(killed).toBeGreaterThanOrEqual(12);
    expect(killed).toBeLessThan(MOST_STEPS - 1);
    expect(await house.chain()).toMatchObject({ state: 'whole' });
  }, 180_000);
});

const deputy = (userid: string) =>
  house.tenant.hire({ userid, name: `副总${userid}`, department: 3, position: '分管副总' });

import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Tx } from '../../src/db/client.ts';
import type { Deps } from '../../src/deps.ts';
import { syncDirectory } from '../../src/directory/sync-directory.ts';
import { newId } from '../../src/ids.ts';
import { ITSELF, keepGroup } from '../../src/managed/keep-group.ts';
import { callsLeftMs } from '../../src/managed/pace.ts';
import { requestGroup } from '../../src/managed/request-group.ts';
import { executives, membersOf, openHeadquarters } from '../builders/kept-group.ts';
import type { House } from '../house.ts';

let house: House;
beforeEach(async () => {
  house = await openHeadquarters();
});
afterEach(() => house.close());

/** What WeCom's directory says is read, minutes later, so that nothing is too fresh to count. */
async function readPeople(): Promise<void> {
  await house.setClock(new Date((await house.deps.clock.now()).getTime() + 120_000).toISOString());
  await syncDirectory(house.deps, house.corp, house.deps.wecom.of(house.corp).contact);
}

/** Two transactions that count the same thing at the same moment: neither commits before the other has counted, or waits for it. */
function meeting(): (tx: Tx) => Promise<void> {
  let counted = 0;
  return async (tx) => {
    counted += 1;
    const waits = () => tx.$queryRaw<object[]>`select from pg_locks where locktype = 'advisory' and not granted`;
    while (counted < 2 && (await waits()).length === 0) await sleep(20);
  };
}

/** The house for keeping a group, whose look at it meets another's before what it began is committed. */
function meetingDeps(meet: (tx: Tx) => Promise<void>): Deps {
  const { db } = house.deps;
  const withCorp: typeof db.withCorp = (corp, work, options) =>
    db.withCorp(
      corp,
      async (tx) => {
        const turn = await work(tx);
        if (begins(turn)) await meet(tx);
        return turn;
      },
      options,
    );
  return { ...house.deps, db: { ...db, withCorp } };
}

const begins = (turn: unknown): boolean =>
  typeof turn === 'object' && turn !== null && 'begun' in turn && Array.isArray(turn.begun) && turn.begun.length > 0;

const manyRemovals = async () =>
  (await house.allCases()).filter(({ instance }) => instance === 'managed/many-removals');

describe('removals in an hour', () => {
  const CROWD = Array.from({ length: 120 }, (_, n) => `d.${n}`);
  const LEAVERS = CROWD.slice(0, 11);
  const chatIds: string[] = [];

  beforeEach(async () => {
    await house.tenant.withoutCallbacks(async () => {
      for (const userid of CROWD)
        await house.tenant.hire({ userid, name: `副总${userid.slice(2)}`, department: 3, position: '分管副总' });
    });
    await readPeople();
    chatIds.length = 0;
    for (const name of ['甲高管群', '乙高管群']) {
      const { chatId } = await requestGroup(house.deps, house.corp, executives({ name }), 'li.renshi');
      await keepGroup(house.deps, house.corp, chatId, ITSELF);
      chatIds.push(chatId);
    }
    await house.tenant.withoutCallbacks(async () => {
      for (const userid of LEAVERS) await house.tenant.dismissPerson(userid);
    });
    await readPeople();
  }, 60_000);

  test('of two groups kept at the same moment are counted together: one waits for HR, who hears of it once', async () => {
    expect(chatIds.map((chatId) => membersOf(house, chatId).length)).toEqual([124, 124]);
    const deps = meetingDeps(meeting());
    const keep = (chatId: string) => keepGroup(deps, house.corp, chatId, ITSELF);
    const outcomes = await Promise.all(chatIds.map(keep));

    const removed = await house.inCorp((tx) => tx.managedChange.count({ where: { what: 'remove', state: 'done' } }));
    expect(removed).toBe(11);
    expect(outcomes.map(({ state }) => state).sort()).toEqual(['held', 'kept']);
    const [held] = outcomes.filter(({ state }) => state === 'held');
    expect(held?.held).toEqual({ count: 11, because: 'too-many-an-hour' });

    const waiting = chatIds.find((chatId) => membersOf(house, chatId).length === 124) ?? '';
    await keepGroup(house.deps, house.corp, waiting, ITSELF);
    expect(await manyRemovals()).toMatchObject([
      { chatId: waiting, state: 'escalated', tell: 'hr', says: 'held', detail: { count: '11' } },
    ]);

    await keepGroup(house.deps, house.corp, waiting, { by: 'li.renshi', confirmedRemovals: 11 });
    expect(membersOf(house, waiting)).toHaveLength(113);
    expect(await manyRemovals()).toMatchObject([{ state: 'closed', closedBecause: 'fixed' }]);
  });
});

test('the last call of an hour is made once, whoever counts at the same moment', async () => {
  const { corp } = house;
  const at = await house.deps.clock.now();
  const row = () => ({
    corp,
    id: newId(),
    chatId: 'counted',
    what: 'rename',
    target: '新名',
    why: 'name',
    state: 'done',
    call: newId(),
    plannedBy: 'qungui',
    plannedAt: at,
    beganAt: at,
    endedAt: at,
  });
  await house.inCorp((tx) => tx.managedChange.createMany({ data: Array.from({ length: 979 }, row) }));
  const meet = meeting();
  const callOnce = () =>
    house.inCorp(async (tx) => {
      const waitMs = await callsLeftMs(tx, corp, 'appchat/update', at);
      if (waitMs > 0) return 'waits';
      await tx.managedChange.create({ data: row() });
      await meet(tx);
      return 'called';
    });

  expect((await Promise.all([callOnce(), callOnce()])).sort()).toEqual(['called', 'waits']);
});

import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Small } from '../../simulator/worlds/small.ts';
import { stopTelling } from '../../src/cases/stop.ts';
import { registerGroup } from '../../src/groups/register.ts';
import { newId } from '../../src/ids.ts';
import { commandsIn } from '../command-line.ts';
import type { House } from '../house.ts';
import { openSmallHouse } from '../small-house.ts';

const policy = readFileSync('policies/chongqing-industrial.yaml', 'utf8');
const at = (time: string): string => `2026-11-26T${time}:00+08:00`;

let house: House;
let world: Small;
beforeEach(async () => {
  ({ house, world } = await openSmallHouse({ startAt: at('09:30'), answerWithinMs: 2_000, policy }));
  const [line] = world.registrations;
  if (!line) throw new TypeError('a world without a register');
  const [admin] = line.admins;
  if (!admin) throw new TypeError('a group without an admin');
  await registerGroup(
    house.deps,
    house.corp,
    { ...line, admins: [{ ...admin, userid: 'qian.xiaoshou' }] },
    'li.renshi',
  );
  await house.idle();
});
afterEach(() => house.close());

const proposals = async () => (await house.allCases()).filter(({ rule }) => rule === 'managed/hand-over');
const rows = () =>
  house.inCorp((tx) => tx.managedChange.findMany({ where: { chatId: world.group }, orderBy: { plannedAt: 'asc' } }));
const owner = () => house.tenant.group(world.group).owner;

describe('a customer group whose owner left', () => {
  beforeEach(async () => {
    await house.tenant.dismissPerson('sun.jingli');
    await house.until(at('09:40'));
  });

  test('is proposed to the admin, who gets it with one press', async () => {
    expect((await proposals()).map(({ says, state }) => [says, state])).toEqual([['owner-left', 'told']]);

    await house.tenant.press('qian.xiaoshou', /群主 孙示例 已离职/, '转交');
    await house.until(at('09:50'));

    expect(owner()).toBe('qian.xiaoshou');
    expect((await rows()).map(({ what, target, state }) => [what, target, state])).toEqual([
      ['hand-over', 'qian.xiaoshou', 'done'],
    ]);
    expect((await proposals()).map(({ closedAt }) => closedAt)).not.toContain(null);
    expect(await house.chain()).toMatchObject({ state: 'whole' });
  });

  test('is handed over once, also when nobody heard WeCom’s answer', async () => {
    house.simulator.faults.add({ api: 'externalcontact/groupchat/transfer', kind: 'timeout', times: 1 });
    await house.tenant.press('qian.xiaoshou', /群主 孙示例 已离职/, '转交');
    await house.until(at('10:30'));

    expect(owner()).toBe('qian.xiaoshou');
    expect((await rows()).map(({ what, state }) => [what, state])).toEqual([['hand-over', 'done']]);
  });

  test('waits a day when WeCom’s limit of the day is reached', async () => {
    house.tenant.setLimits({ handOversPerDay: 0 });
    await house.tenant.press('qian.xiaoshou', /群主 孙示例 已离职/, '转交');
    await house.until(at('10:30'));
    expect((await rows()).map(({ state }) => state)).toEqual(['planned']);

    house.tenant.setLimits({ handOversPerDay: 300 });
    await house.setClock('2026-11-27T12:00:00+08:00');
    await house.idle();
    expect(owner()).toBe('qian.xiaoshou');
  });
});

describe('a customer group whose owner moved away', () => {
  beforeEach(async () => {
    await house.until(at('09:35'));
    await house.tenant.moveDepartment('sun.jingli', [4]);
    await house.until(at('09:45'));
  });

  test('is handed over by the API for those who are present', async () => {
    expect((await proposals()).map(({ says }) => says)).toEqual(['owner-moved']);

    await house.tenant.press('qian.xiaoshou', /孙示例 已调离/, '转交');
    await house.until(at('10:00'));

    expect(owner()).toBe('qian.xiaoshou');
    expect((await rows()).map(({ what, state }) => [what, state])).toEqual([['onjob-hand-over', 'done']]);
  });

  describe('for the third time', () => {
    const DAY_MS = 86_400_000;
    const MOVE = 'externalcontact/groupchat/onjob_transfer';
    const movedBefore = (daysAgo: readonly number[]) =>
      house.inCorp(async (tx) => {
        const now = (await house.deps.clock.now()).getTime();
        await tx.managedChange.createMany({
          data: daysAgo
            .map((days) => new Date(now - days * DAY_MS))
            .map((moved) => ({
              corp: house.corp,
              id: newId(),
              chatId: world.group,
              what: 'onjob-hand-over',
              target: 'sun.jingli',
              why: 'pressed',
              state: 'done',
              plannedBy: 'li.renshi',
              plannedAt: moved,
              beganAt: moved,
              endedAt: moved,
            })),
        });
      });

    test('in 90 days is not asked of WeCom, and HR reads why', async () => {
      await movedBefore([89, 1]);
      await house.tenant.press('qian.xiaoshou', /孙示例 已调离/, '转交');
      await house.until(at('10:00'));

      expect([owner(), house.simulator.stats().api[MOVE]]).toEqual(['sun.jingli', undefined]);
      expect(await rows()).toHaveLength(2);
      const [matter] = await proposals();
      expect(matter).toMatchObject({ state: 'escalated', says: 'refused', closedAt: null });
      expect(matter?.detail).toMatchObject({ moved: 'yes', cause: expect.any(String), remedy: expect.any(String) });
    });

    test('is handed over when the first was longer ago', async () => {
      await movedBefore([91, 1]);
      await house.tenant.press('qian.xiaoshou', /孙示例 已调离/, '转交');
      await house.until(at('10:00'));
      expect(owner()).toBe('qian.xiaoshou');
    });
  });

  test('who left meanwhile: WeCom says so, and the other API hands it over', async () => {
    await house.tenant.withoutCallbacks(() => house.tenant.dismissPerson('sun.jingli'));
    await house.tenant.press('qian.xiaoshou', /孙示例 已调离/, '转交');
    await house.until(at('10:00'));

    expect(owner()).toBe('qian.xiaoshou');
    expect((await rows()).map(({ what, state, errcode }) => [what, state, errcode])).toEqual([
      ['onjob-hand-over', 'refused', 90502],
      ['hand-over', 'done', null],
    ]);
  });
});

test('what WeCom refuses is put before HR with the reason', async () => {
  await house.tenant.leave(world.group, 'qian.xiaoshou');
  const crowd = Array.from({ length: 99 }, (_, n) => house.tenant.addExternal({ name: `客户${n}` }));
  await house.tenant.withoutCallbacks(() => house.tenant.join(world.group, crowd));
  await house.tenant.dismissPerson('sun.jingli');
  await house.until(at('09:45'));
  await house.tenant.press('qian.xiaoshou', /群主 孙示例 已离职/, '转交');
  await house.until(at('10:30'));

  expect((await rows()).map(({ state, errcode }) => [state, errcode])).toEqual([['refused', 90503]]);
  const [matter] = await proposals();
  expect(matter).toMatchObject({ state: 'escalated', says: 'refused' });
  expect(matter?.detail).toMatchObject({ cause: '群已满，需要客户端确认' });
});

describe('a group that nobody can take over', () => {
  beforeEach(async () => {
    const [registration] = world.registrations;
    if (registration) await registerGroup(house.deps, house.corp, { ...registration, admins: [] }, 'li.renshi');
    await house.tenant.dismissPerson('sun.jingli');
    await house.until(at('09:45'));
  });

  test('is put before HR, who names somebody by the command line', async () => {
    expect((await proposals()).map(({ says, state }) => [says, state])).toEqual([['owner-left-no-heir', 'escalated']]);

    const run = commandsIn(house);
    const args = ['groups', 'hand-over', world.group, '--by', 'li.renshi', '--to'];
    expect(await run(...args, 'nobody')).toMatchObject({
      exit: 3,
      err: expect.stringContaining('nobody active has this'),
    });
    expect(await run(...args, 'qian.xiaoshou')).toMatchObject({ exit: 0, out: expect.stringContaining('handed over') });
    expect(owner()).toBe('qian.xiaoshou');
    await house.until(at('09:50'));
    expect(await run(...args, 'qian.xiaoshou')).toMatchObject({
      exit: 3,
      err: expect.stringContaining('no hand-over'),
    });
  });
});

test('while the corp is paused, nobody is asked to take a group over', async () => {
  const order = { target: 'corp', name: '-', by: 'li.renshi', reason: '核对中' } as const;
  await stopTelling(house.deps, house.corp, order);
  await house.tenant.dismissPerson('sun.jingli');
  await house.until(at('09:45'));

  expect(await proposals()).toEqual([]);
});

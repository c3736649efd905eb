import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lookAt, makeKept, openHeadquarters } from '../builders/kept-group.ts';
import { commandsIn } from '../command-line.ts';
import type { House } from '../house.ts';

/** While owners are asked what their groups are, members of kept groups hear nothing: up to the end of 26 November. */
let house: House;
let chatId: string;
beforeEach(async () => {
  house = await openHeadquarters();
  chatId = await makeKept(house);
});
afterEach(() => house.close());

const inventory = async (...args: string[]) => {
  const said = await commandsIn(house)('inventory', ...args, '--by', 'li.renshi');
  expect(said.err).toBe('');
  return said;
};
const begin = () =>
  inventory(
    ...['start', '--cut-off', '2026-11-26', '--papers-until', '2026-12-15'],
    ...['--remind-at', '2026-11-27 15:00'],
  );
const leaves = async () => {
  await house.tenant.leave(chatId, 'zhou.changwu');
  await lookAt(house, chatId);
};
const at = async (minute: string) => {
  await house.setClock(`${minute}:00+08:00`);
  await house.idle();
};
const asked = () => house.tenant.inbox('zhou.changwu').filter(({ text }) => text.includes('请加我')).length;

describe('who leaves a kept group during a round of the inventory', () => {
  test('is asked once, on the day after the cut-off', async () => {
    await begin();
    await leaves();
    await at('2026-11-26T19:00');
    expect(house.tenant.inbox('zhou.changwu')).toEqual([]);

    await at('2026-11-27T09:30');
    expect(asked()).toBe(1);
    const [matter] = (await house.allCases()).filter(({ instance }) => instance === 'managed/left');
    expect(matter).toMatchObject({ state: 'told', toldAt: new Date('2026-11-27T08:30:00+08:00') });
  });

  test('is not asked before it either when the question was written before the round began', async () => {
    await house.setClock('2026-11-26T22:00:00+08:00');
    await leaves();
    await inventory(
      ...['start', '--cut-off', '2026-11-27', '--papers-until', '2026-12-15'],
      ...['--remind-at', '2026-11-27 15:00'],
    );
    await at('2026-11-27T12:00');
    expect(house.tenant.inbox('zhou.changwu')).toEqual([]);
  });

  test('is not asked when he is back by then', async () => {
    await begin();
    await leaves();
    await house.tenant.join(chatId, 'zhou.changwu', { inviter: 'wu.fuzong' });
    await lookAt(house, chatId);
    await at('2026-11-27T12:00');
    expect(house.tenant.inbox('zhou.changwu')).toEqual([]);
  });

  test('is asked at once when the cut-off is lifted', async () => {
    await begin();
    await leaves();
    const { out } = await inventory('lift-cut-off');
    expect(out).toContain('1 message had waited for it');
    await house.idle();
    expect(asked()).toBe(1);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';

let small: SmallHouse;
beforeAll(async () => {
  small = await openSmallHouse({ pages: 'open' });
}, 60_000);
afterAll(() => small.house.close());

describe('the menu of the app', () => {
  const ours = ['我的待办', '我的记录', '举报'];

  test('is none before anybody set one', async () => {
    expect(await small.json('menu', 'show')).toMatchObject({ exit: 0, buttons: [] });
  });

  test('is not set by a dry run, and then it is', async () => {
    expect(await small.json('menu', 'set', '--dry-run')).toMatchObject({ exit: 0, buttons: ours });
    expect(await small.json('menu', 'show')).toMatchObject({ buttons: [] });
    expect(await small.json('menu', 'set')).toMatchObject({ exit: 0, buttons: ours });
    expect(await small.json('menu', 'show')).toMatchObject({ buttons: ours });
  });

  test('leads to the pages of who presses', async () => {
    const { origin, tenant } = small.house;
    expect(await tenant.pressMenu('qian.xiaoshou', '我的记录')).toBe(`${origin}/h5/shifan/record`);
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';

let small: SmallHouse;
beforeAll(async () => {
  small = await openSmallHouse();
});
afterAll(() => small.house.close());

const grant = (who: string, role: string, ...rest: string[]) =>
  small.run('roles', 'grant', who, role, '--reason', '年度审计', ...rest);

test('a role is granted until a day, listed, and taken back; the trail has both', async () => {
  expect(await grant('qian.xiaoshou', 'auditor', '--until', '2026-12-31', '--by', 'li.renshi')).toMatchObject({
    exit: 0,
  });
  const again = await grant('qian.xiaoshou', 'auditor', '--until', '2026-12-31', '--by', 'li.renshi');
  expect(again.out).toContain('was auditor until then before');
  const { grants } = await small.json('roles', 'list');
  expect(grants).toMatchObject([{ userid: 'qian.xiaoshou', role: 'auditor', state: 'held', grantedBy: 'li.renshi' }]);

  expect((await small.run('roles', 'end', grants[0].id, '--by', 'li.renshi')).out).toContain('taken back');
  expect((await small.run('roles', 'end', grants[0].id, '--by', 'li.renshi')).out).toContain('was over');
  expect((await small.json('roles', 'list')).grants).toMatchObject([{ state: 'over', endedBy: 'li.renshi' }]);
  expect(await small.house.trail('role-granted')).toMatchObject([{ role: 'auditor' }]);
  expect(await small.house.trail('role-ended')).toMatchObject([{ grantId: grants[0].id }]);
});

test('a later day replaces the earlier one', async () => {
  await grant('zhao.shiyong', 'privacy-officer', '--until', '2026-12-30', '--by', 'li.renshi');
  await grant('zhao.shiyong', 'privacy-officer', '--until', '2027-01-30', '--by', 'li.renshi');
  const { grants } = await small.json('roles', 'list');
  const states = grants.filter(({ userid }: { userid: string }) => userid === 'zhao.shiyong');
  expect(states.map(({ state }: { state: string }) => state).sort()).toEqual(['held', 'over']);
});

test.each([
  [['li.renshi', 'auditor', '--until', '2026-12-31', '--by', 'li.renshi'], 'nobody grants himself'],
  [['nobody.here', 'auditor', '--until', '2026-12-31', '--by', 'li.renshi'], 'nobody of the directory'],
  [['qian.xiaoshou', 'it', '--until', '2029-12-31', '--by', 'li.renshi'], 'more than a year'],
  [['qian.xiaoshou', 'it', '--until', '2026-01-01', '--by', 'li.renshi'], 'the day is over'],
  [['qian.xiaoshou', 'hr', '--until', '2026-12-31', '--by', 'li.renshi'], 'Allowed choices'],
  [['qian.xiaoshou', 'it', '--until', 'soon', '--by', 'li.renshi'], 'is no day'],
])('%j is refused', async ([who = '', role = '', ...rest], words) => {
  const said = await grant(who, role, ...rest);
  expect(said).toMatchObject({ exit: 2, err: expect.stringContaining(words) });
});

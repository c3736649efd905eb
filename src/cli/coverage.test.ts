import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { settleSmall } from '../../simulator/worlds/small.ts';
import { registration } from '../../simulator/worlds/world.ts';
import { commandsIn, type Said } from '../../test/command-line.ts';
import { type House, openHouse } from '../../test/house.ts';

let house: House;
let run: (...args: string[]) => Promise<Said>;
beforeAll(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-26T09:30:00+08:00' });
  const small = await settleSmall(house.tenant);
  const internal = registration(
    { chatId: 'reg-declared', reach: 'internal', kind: 'headquarters', ownerDepartment: '行政人事部', purpose: '工作' },
    [{ userid: 'li.renshi', by: '行政人事部' }],
  );
  const world = { ...small, registrations: [...small.registrations, internal] };
  const policy = readFileSync('policies/chongqing-industrial.yaml', 'utf8');
  await moveIn(house.deps, house.corp, world, policy, 'li.renshi', house.idle);
  await house.until('2026-11-26T10:00:00+08:00');
  run = commandsIn(house);
});
afterAll(() => house.close());

const json = async (...args: string[]) => {
  const { exit, out, err } = await run(...args, '--json');
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  const [corp] = JSON.parse(out).corps;
  return corp;
};
const clause = async (id: string, ...args: string[]) =>
  (await json('coverage', 'show', ...args)).clauses.find((one: { clause: string }) => one.clause === id);

describe('coverage show', () => {
  test('a clause is checked where WeCom shows the fact, and says why not where it does not', async () => {
    expect(await clause('第七条昵称')).toMatchObject({
      checked: 1,
      notCheckable: 1,
      because: ['成员自建的内部群，没有接口也没有事件'],
    });
  });

  test('a clause that waits for the archive is checked in no group, and says so', async () => {
    expect(await clause('第八条')).toMatchObject({ groups: 2, checked: 0, because: ['没有开通会话内容存档'] });
  });

  test('on a day before the policy there was nothing to check, and it says so', async () => {
    expect((await json('coverage', 'show', '--day', '2026-11-20')).clauses).toEqual([]);
    expect((await run('coverage', 'show', '--day', '2026-11-20')).out).toContain('No policy is in force.');
  });

  test('a gap of minutes is a gap of its day, and is over on the next', async () => {
    await house.inCorp(
      (tx) =>
        tx.$executeRaw`
        with gap as (
          update qungui.coverage set since = since + interval '5 minutes' where verdict = 'checked' and until is null
          returning corp, chat_id, rule, since - interval '5 minutes' as since, since as until, policy_version)
        insert into qungui.coverage (corp, id, chat_id, rule, since, until, verdict, reason, policy_version)
        select corp, gen_random_uuid(), chat_id, rule, since, until, 'data-gap', 'data-gap', policy_version from gap`,
    );
    expect(await clause('第七条昵称', '--day', '2026-11-26')).toMatchObject({ checked: 0, dataGap: 1 });
    expect(await clause('第七条昵称')).toMatchObject({ checked: 1, dataGap: 0 });
  });

  test('the table is for people', async () => {
    const { out } = await run('coverage', 'show');
    expect(out).toContain('data gap');
    expect(out).toContain('第七条昵称');
  });
});

describe('coverage seats', () => {
  test('one employee of the customer group and the admin of the declared one show everything', async () => {
    const { plan } = await json('coverage', 'seats', '--share', '100');
    const seats = plan.seats.map(({ userid }: { userid: string }) => userid);
    expect(seats).toHaveLength(2);
    expect(seats).toContain('li.renshi');
    expect(plan).toMatchObject({ proof: 'fewest', unreachable: [], covered: plan.pairs });
  });

  test('half of it needs one', async () => {
    expect((await json('coverage', 'seats', '--share', '50')).plan.seats).toHaveLength(1);
  });

  test('says what it is of in words', async () => {
    const { out } = await run('coverage', 'seats');
    expect(out).toContain('2 groups wait for the archive');
    expect(out).toContain('Fewer are not enough.');
  });

  test.each(['0', '101', 'most'])('a share of %s is wrong use', async (share) => {
    expect((await run('coverage', 'seats', '--share', share)).exit).toBe(2);
  });
});

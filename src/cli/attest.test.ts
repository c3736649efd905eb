import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { type Small, settleSmall } from '../../simulator/worlds/small.ts';
import { commandsIn, type Said } from '../../test/command-line.ts';
import { type House, openHouse } from '../../test/house.ts';

const use = `
  group-checklist:
    rule: register/checklist
    clause: 第六条
    kinds: [marketing]
    level: remind
    settings:
      items: [{ what: invite-confirmation, as: 已打开「群聊邀请确认」 }]
      graceDays: 0
`;

let house: House;
let world: Small;
let run: (...args: string[]) => Promise<Said>;
beforeAll(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-26T09:30:00+08:00' });
  world = await settleSmall(house.tenant);
  const policy = readFileSync('policies/chongqing-industrial.yaml', 'utf8')
    .replace(/^rules:\n/m, `rules:${use}`)
    .replace('[marketing-joined-by,', '[marketing-joined-by, group-checklist,');
  await moveIn(house.deps, house.corp, world, policy, 'li.renshi', house.idle);
  await house.until('2026-11-26T10:30:00+08:00');
  run = commandsIn(house);
});
afterAll(() => house.close());

const open = async () => {
  const rows = await house.openCases();
  return rows.filter(({ rule }) => rule === 'register/checklist');
};
const attest = (...args: string[]) => run('attest', world.group, ...args, '--by', 'sun.jingli');

describe('attest', () => {
  test('settles what nobody had confirmed', async () => {
    expect(await open()).toMatchObject([{ nature: 'task', says: 'not-confirmed', window: 'invite-confirmation' }]);

    const { exit, out } = await attest('invite-confirmation', '--evidence', '2026-07');
    await house.until('2026-11-26T10:31:00+08:00');

    expect([exit, out]).toEqual([0, expect.stringContaining('invite-confirmation vouched for by sun.jingli')]);
    expect(await open()).toEqual([]);
  });

  test('is taken back, and once only', async () => {
    const first = await attest('invite-confirmation', '--take-back');
    const second = await attest('invite-confirmation', '--take-back');
    await house.until('2026-11-26T10:32:00+08:00');

    expect([first.out, second.out]).toEqual([
      expect.stringContaining('taken back'),
      expect.stringContaining('was not vouched for'),
    ]);
    expect(await open()).toHaveLength(1);
  });

  test('is what whoever presses "done" on its card does, too', async () => {
    await house.until('2026-11-26T11:30:00+08:00');

    await house.tenant.press('sun.jingli', /群聊邀请确认/, '已处理');
    await house.until('2026-11-26T11:31:00+08:00');

    expect(await open()).toEqual([]);
  });

  test.each([
    ['a word in Chinese', ['邀请确认'], 'no word that can be vouched for'],
    ['a member nobody saw', ['own-avatar', '--member', 'nobody'], 'no member of'],
  ])('refuses %s', async (_name, args, message) => {
    const { exit, err } = await attest(...args);

    expect([exit, err]).toEqual([2, expect.stringContaining(message)]);
  });
});

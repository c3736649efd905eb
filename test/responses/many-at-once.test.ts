import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerGroup } from '../../src/groups/register.ts';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

let open: TalkingHouse;
let other: string;
beforeAll(async () => {
  open = await openTalkingHouse();
  const { house, world } = open;
  other = await house.tenant.createGroup({ name: '示范静园营销群', owner: 'sun.jingli', members: ['qian.xiaoshou'] });
  const [line] = world.registrations;
  if (line) await registerGroup(house.deps, house.corp, { ...line, chatId: other }, 'li.renshi');
  await house.idle();
  await open.readUpTo('11-26 18:00');
});
afterAll(() => open.house.close());

const firings = (kind: string) =>
  open.house.inCorp((tx) =>
    tx.timer.findMany({ where: { kind, state: 'fired' }, orderBy: { endedAt: 'desc' }, take: 2 }),
  );

test('groups in which something was said at once are judged in one transaction, each by itself, and the chain holds', async () => {
  const task = { from: 'sun.jingli', at: '11-26 09:31', text: '@钱销售 请今天把报价发我，收到请回复' };
  await open.hear({ id: 'm1', ...task }, { id: 'm2', ...task, roomid: other });

  const [one, two] = await firings('look-messages');
  expect(one?.endedAt).toEqual(two?.endedAt);
  expect(new Set([one?.subject, two?.subject])).toEqual(new Set([open.world.group, other]));
  const waitedFor = (await open.rows()).map(({ chatId, awaited }) => [chatId, awaited]);
  expect(waitedFor.sort()).toEqual([open.world.group, other].sort().map((chatId) => [chatId, ['qian.xiaoshou']]));
  expect(await open.house.chain()).toMatchObject({ state: 'whole' });
});

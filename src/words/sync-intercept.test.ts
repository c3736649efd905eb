import { afterAll, beforeAll, expect, test } from 'vitest';
import { callerOf } from '../../simulator/testing/wecom-call.ts';
import { openSmallHouse, type SmallHouse, shippedPolicy } from '../../test/small-house.ts';
import { syncIntercept } from './sync-intercept.ts';

const wanting = shippedPolicy.replace(
  'categories: [porn, violence, gambling, drugs, politics], tell: hr',
  'categories: [porn, violence, gambling, drugs, politics], tell: hr, inClient: warn',
);

let open: SmallHouse;
beforeAll(async () => {
  expect(wanting).not.toBe(shippedPolicy);
  open = await openSmallHouse({ policy: wanting });
});
afterAll(() => open.house.close());

const sync = () => syncIntercept(open.house.deps, open.house.corp);
const importing = (text: string) =>
  open.json('words', 'import', open.house.file(text), '--list', 'company', '--by', 'li.renshi');
const rulesAtWeCom = async () => {
  const call = await callerOf(open.house.simulator, open.world.tenant);
  const { rule_list: rules } = (await call('externalcontact/get_intercept_rule_list')) as unknown as {
    rule_list: { rule_id: string }[];
  };
  const all = [];
  for (const { rule_id } of rules) all.push((await call('externalcontact/get_intercept_rule', { rule_id })).rule);
  return all as unknown as readonly { rule_name: string; word_list: string[]; intercept_type: number }[];
};

test('without a list nothing is made', async () => {
  expect(await sync()).toEqual({ changed: 0 });
  expect(await rulesAtWeCom()).toEqual([]);
});

test('the words of the wanted categories are in it, those of an allowed phrase and of categories without assessment are not', async () => {
  await importing('[gambling]\n赌\n试赌样词\n允许: 赌一把\n[politics]\n党\n[ads]\n样广词\n');
  expect(await sync()).toEqual({ changed: 1 });
  expect(await rulesAtWeCom()).toMatchObject([
    { rule_name: '群规 company 1', word_list: ['试赌样词'], intercept_type: 2 },
  ]);
});

test('again changes nothing; what changed in the list changes there; more than 300 words are several rules', async () => {
  expect(await sync()).toEqual({ changed: 0 });
  await importing(
    `[gambling]\n${Array.from({ length: 301 }, (_, i) => `样词${String(i).padStart(3, '0')}`).join('\n')}\n`,
  );
  expect(await sync()).toEqual({ changed: 2 });
  expect((await rulesAtWeCom()).map(({ word_list }) => word_list.length)).toEqual([300, 1]);
});

test('a rule that somebody deleted in the console is made again once its list changes, and surplus ones go', async () => {
  const call = await callerOf(open.house.simulator, open.world.tenant);
  const { rule_list: rules } = (await call('externalcontact/get_intercept_rule_list')) as unknown as {
    rule_list: { rule_id: string }[];
  };
  await call('externalcontact/del_intercept_rule', { rule_id: rules[0]?.rule_id ?? '' });
  await importing('[gambling]\n试赌样词\n');
  expect(await sync()).toEqual({ changed: 2 });
  expect(await rulesAtWeCom()).toMatchObject([{ word_list: ['试赌样词'] }]);
  const kinds = (await open.house.trail('intercept-synced')) as unknown as readonly { change: string }[];
  expect(kinds.map(({ change }) => change).sort()).toEqual(['changed', 'made', 'made', 'made', 'removed']);
});

test('a list that is another, and a policy that wants something else, are known to the client without waiting for the night', async () => {
  await importing('[gambling]\n试赌样词\n另赌样词\n');
  await open.house.idle();
  expect((await rulesAtWeCom()).map(({ word_list }) => word_list.toSorted())).toEqual([['另赌样词', '试赌样词']]);

  const blocking = wanting.replace('inClient: warn', 'inClient: block');
  await open.json('policy', 'publish', open.house.file(blocking), '--by', 'li.renshi');
  await open.house.idle();
  expect((await rulesAtWeCom()).map(({ intercept_type }) => intercept_type)).toEqual([1]);
});

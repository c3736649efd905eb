import { expect, test } from 'vitest';
import { openHouse } from '../../test/house.ts';
import { registerGroup } from '../groups/register.ts';
import { declareGroup } from './declare.ts';
import { pairsIn } from './find-declared.ts';
import type { KnownGroup } from './match-line.ts';
import { NOTHING_SAID } from './said.ts';

const group = (chatId: string, over: Partial<KnownGroup> = {}): KnownGroup => ({
  chatId,
  name: '示范群',
  owner: 'sun.jingli',
  reach: 'customer',
  ...over,
});

test.each<readonly [string, readonly KnownGroup[], number]>([
  ['same name, owner and reach', [group('reg-1'), group('wr1')], 1],
  ['full width is no difference', [group('reg-1', { name: '示范 群' }), group('wr1')], 1],
  ['another owner', [group('reg-1'), group('wr1', { owner: 'li.renshi' })], 0],
  ['nobody knows the owner', [group('reg-1', { owner: '' }), group('wr1', { owner: '' })], 0],
  ['another reach', [group('reg-1', { reach: 'internal' }), group('wr1')], 0],
  ['two that could be meant', [group('reg-1'), group('wr1'), group('wr2')], 0],
  ['declared twice', [group('reg-1'), group('reg-2'), group('wr1')], 0],
  ['a group of personal WeChat', [group('reg-1', { reach: 'outside' }), group('wr1', { reach: 'outside' })], 0],
])('%s', (_name, groups, pairs) => expect(pairsIn(groups)).toHaveLength(pairs));

test('a declared customer group that WeCom shows later lives on under its real id, with its register entry', async () => {
  const house = await openHouse({ title: '示范实业', startAt: '2026-11-24T09:00:00+08:00' });
  const { corp, deps, tenant } = house;
  await tenant.withoutCallbacks(async () => {
    await tenant.hire({ userid: 'sun.jingli', name: '孙示例' });
    await tenant.hire({ userid: 'qian.xiaoshou', name: '钱销售' });
  });
  const keys = await deps.keys.of(corp);
  const at = await deps.clock.now();
  const described = {
    chatId: null,
    name: '示范花园营销群',
    owner: 'sun.jingli',
    reach: 'customer',
    said: NOTHING_SAID,
  } as const;
  const own = await house.inCorp((tx) => declareGroup(tx, { corp, keys, at, by: 'li.renshi' }, described));
  const registration = {
    kind: 'marketing',
    ownerDepartment: '营销策划部',
    purpose: '客户沟通',
    approval: null,
    filing: null,
    endsAt: null,
  };
  const admins = [{ userid: 'sun.jingli', appointedBy: '营销副总', since: at, until: null }];
  await registerGroup(deps, corp, { chatId: own, reach: 'customer', ...registration, admins }, 'li.renshi');
  const chatId = await tenant.createGroup({ name: '示范花园营销群', owner: 'sun.jingli', members: ['qian.xiaoshou'] });
  await house.until('2026-11-25T09:00:00+08:00');

  const entries = await house.inCorp((tx) => tx.registerEntry.findMany({ where: { corp, until: null } }));
  expect(entries.map((entry) => [entry.chatId, entry.kind])).toEqual([[chatId, 'marketing']]);
  const appointed = await house.inCorp((tx) => tx.appointment.findMany({ where: { corp, until: null } }));
  expect(appointed.map((one) => one.chatId)).toEqual([chatId]);
  const declared = await house.inCorp((tx) => tx.declaration.findMany({ where: { corp }, orderBy: { since: 'asc' } }));
  expect(declared.map((one) => [one.chatId, one.became])).toEqual([
    [own, chatId],
    [chatId, null],
  ]);
  const [gone] = await house.inCorp((tx) => tx.chatGroup.findMany({ where: { corp, chatId: own } }));
  expect(gone?.dissolvedAt).not.toBeNull();
  expect(await house.chain()).toMatchObject({ state: 'whole' });
  await house.close();
});

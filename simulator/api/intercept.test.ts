import { expect, test } from 'vitest';
import { openStage } from '../testing/open-stage.ts';

const rule = { rule_name: '示例', word_list: ['样词'], intercept_type: 2, applicable_range: { department_list: [1] } };

test('a rule is made, read, changed and taken away', async () => {
  const { call } = await openStage();
  const { rule_id } = await call('externalcontact/add_intercept_rule', rule);
  expect((await call('externalcontact/get_intercept_rule', { rule_id })).rule).toMatchObject({ word_list: ['样词'] });
  await call('externalcontact/update_intercept_rule', { rule_id, word_list: ['样词', '另词'], intercept_type: 1 });
  expect((await call('externalcontact/get_intercept_rule', { rule_id })).rule).toMatchObject({
    word_list: ['样词', '另词'],
    intercept_type: 1,
    rule_name: '示例',
  });
  await call('externalcontact/del_intercept_rule', { rule_id });
  expect((await call('externalcontact/get_intercept_rule_list')).rule_list).toEqual([]);
  expect((await call('externalcontact/get_intercept_rule', { rule_id })).errcode).toBe(41071);
});

test.each([
  ['a name that is taken', {}, 41077],
  ['too many words', { rule_name: '二', word_list: Array.from({ length: 301 }, (_, i) => `词${i}`) }, 41068],
  ['a word too long', { rule_name: '二', word_list: ['长'.repeat(33)] }, 41083],
])('%s is refused', async (_, over, errcode) => {
  const { call } = await openStage();
  await call('externalcontact/add_intercept_rule', rule);
  expect((await call('externalcontact/add_intercept_rule', { ...rule, ...over })).errcode).toBe(errcode);
});

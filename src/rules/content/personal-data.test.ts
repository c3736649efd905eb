import { expect, test } from 'vitest';
import { inOneLine, judged, minutesAfterNine, twoAndCustomer } from '../../../test/builders/heard.ts';
import { personalData } from './personal-data.ts';

test.each<readonly [string, object, readonly string[]]>([
  ['身份证 11010519491231002X', {}, ['breach shown 张示例 said-1 → member']],
  ['订单号 110105194912310021', {}, []],
  ['订单号 20261126090000123', {}, []],
  ['电话 13800138000', {}, []],
  ['电话 13800138000', { kinds: ['phone'] }, ['breach shown 张示例 said-1 → member']],
  ['电话 13800138000', { kinds: ['phone'], tell: 'admin' }, ['breach shown 张示例 said-1 → admin']],
  ['13800138000 13900139000', { kinds: ['phone'], from: 3 }, []],
  ['11010519491231002X', { exempt: [{ title: '专员' }] }, []],
  ['明天开会', {}, []],
])('%s by %j', (text, settings, lines) => {
  const says = [{ who: '张示例', at: minutesAfterNine(0), text }];
  expect(judged(personalData, settings, { ...twoAndCustomer, says }).map(inOneLine)).toEqual(lines);
});

test('the sentence names the kind, never the number', () => {
  const says = [{ who: '张示例', at: minutesAfterNine(0), text: '11010519491231002X' }];
  const [one] = judged(personalData, {}, { ...twoAndCustomer, says });
  expect(one).toMatchObject({ detail: { what: '身份证号' } });
  expect(JSON.stringify({ ...one, happenedAtMs: 0 })).not.toMatch(/\d{6}/);
});

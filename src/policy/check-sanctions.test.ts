import { describe, expect, test } from 'vitest';
import { moneyThreatsIn, threatsOfClause } from './check-sanctions.ts';

describe('money that a text threatens with', () => {
  test.each([
    ['罚款 100 元', ['fine 罚款']],
    ['每次罚款50元。', ['fine 罚款']],
    ['罚100元', ['fine 罚100元']],
    ['罚人民币五十元', ['fine 罚人民币五十元']],
    ['违者乐捐 20 元', ['fine 乐捐']],
    ['给予经济处罚', ['fine 经济处罚']],
    ['违者发群红包。', ['red-packet 发群红包']],
    ['罚发100元红包', ['red-packet 红包']],
    ['扣款', ['deduction 扣款']],
    ['扣工资', ['deduction 扣工资']],
    ['扣50元', ['deduction 扣50元']],
    ['扣罚一天', ['deduction 扣罚']],
    ['扣除当月绩效', ['bonus-cut 扣除当月绩效']],
    ['取消年终奖', ['bonus-cut 取消年终奖']],
    ['停发提成，并罚款', ['bonus-cut 停发提成', 'fine 罚款']],
    ['先罚款，再扣工资', ['fine 罚款', 'deduction 扣工资']],
  ])('%s', (text, expected) => {
    expect(moneyThreatsIn(text).map(({ measure, words }) => `${measure} ${words}`)).toEqual(expected);
  });

  test.each([
    '严重警告。',
    '按公司有关条例处理。',
    '不罚款',
    '不得罚款',
    '禁止任何罚款',
    '不作经济处罚',
    '扣分',
    '折扣',
    '取消评优资格',
    '本条不涉及任何财物',
    '不发红包',
  ])('%s threatens none', (text) => {
    expect(moneyThreatsIn(text)).toEqual([]);
  });

  test.each([
    ['its sanction', '罚款。', '请及时回复。', 'sanction'],
    ['its duty', null, '请及时回复，违者罚款。', 'text'],
    ['its duty, which its sanction does not repeat', '严重警告。', '违者扣工资。', 'text'],
    ['no red packet of which the duty speaks', null, '群内少发红包。', undefined],
    ['nothing', null, '请及时回复。', undefined],
  ])('a clause threatens in %s', (_name, sanction, duty, stands) => {
    expect(threatsOfClause(sanction, duty)?.stands).toBe(stands);
  });
});

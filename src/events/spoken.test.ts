import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSpoken, verbWord } from './spoken.ts';

describe('words to the app', () => {
  test.each([
    ['说明 12 是比喻', 'state', 12n, '是比喻'],
    ['说明12是比喻', 'state', 12n, '是比喻'],
    ['说明：C-12：是比喻。', 'state', 12n, '是比喻。'],
    ['「说明 12 是比喻」', 'state', 12n, '是比喻'],
    ['說明 12', null, null, ''],
    ['说明', 'state', null, ''],
    ['说明：是比喻', 'state', null, '是比喻'],
    ['我要说明 #12 是比喻', 'state', 12n, '是比喻'],
    ['申诉　１２　我没有', 'appeal', 12n, '我没有'],
    ['申诉编号 12 号，我没有', 'appeal', 12n, '我没有'],
    ['申诉 2026年那件事', 'appeal', null, '2026年那件事'],
    ['说明 10点那条是玩笑', 'state', null, '10点那条是玩笑'],
    ['说明 11-27 那条是玩笑', 'state', null, '11-27 那条是玩笑'],
    ['免除 1203 已当面说清', 'waive', 1203n, '已当面说清'],
    ['豁免 1203 出差', 'exempt', 1203n, '出差'],
    ['申请豁免1203 出差', 'exempt', 1203n, '出差'],
    ['属实 1203', 'confirm', 1203n, ''],
    ['属实1203', 'confirm', 1203n, ''],
    ['属实1203号', 'confirm', 1203n, ''],
    ['确认12号，属实', 'confirm', 12n, '属实'],
    ['确认 12！', 'confirm', 12n, '!'],
    ['确认 12号楼', 'confirm', null, '12号楼'],
    ['确认 12 号楼', 'confirm', null, '12 号楼'],
    ['说明 12号楼的灯坏了', 'state', null, '12号楼的灯坏了'],
    ['询问 5楼会议室几点能用', 'ask', null, '5楼会议室几点能用'],
    ['确认属实 c1203', 'confirm', 1203n, ''],
    ['询问 1203 当时在哪里？', 'ask', 1203n, '当时在哪里?'],
    ['转交 1203 张示例', 'pass-on', 1203n, '张示例'],
    ['提议 1203 谈话 先聊聊', 'propose', 1203n, '谈话 先聊聊'],
    ['撤回 1203', 'withdraw', 1203n, ''],
    ['撤销 1203', 'undo', 1203n, ''],
    ['撤销原决定 1203 证据不足', 'reverse', 1203n, '证据不足'],
    ['维持 1203 事实清楚', 'uphold', 1203n, '事实清楚'],
    ['Waive 12 talked it over', 'waive', 12n, 'talked it over'],
    ['hand over 12 Zhang', 'pass-on', 12n, 'Zhang'],
    ['原话 12 核对上下文', 'excerpt', 12n, '核对上下文'],
    ['看原话 C-12：核对', 'excerpt', 12n, '核对'],
    ['证据 12 仲裁 劳动仲裁要用', 'evidence', 12n, '仲裁 劳动仲裁要用'],
    ['取证据包 12', 'evidence', 12n, ''],
    ['已读', 'sign', null, ''],
    ['已读，不同意', 'sign', null, '不同意'],
    ['已读 《示例群规》', 'sign', null, '《示例群规》'],
    ['不同意', 'refuse', null, ''],
    ['disagree', 'refuse', null, ''],
    ['待办', 'list', null, ''],
    ['todo', 'list', null, ''],
  ] as const)('「%s」', (said, verb, number, text) => {
    const spoken = readSpoken(said);
    if (verb === null) expect(spoken).toBeNull();
    else expect(spoken).toEqual({ verb, number, text });
  });

  test.each([
    '说明一下今天的安排',
    '确认收到',
    '确认12人参加',
    '确认12号楼',
    '确认12号楼开会',
    '说明12号楼的灯坏了',
    '确认12 号楼',
    '询问5楼会议室几点能用',
    '维持现状就好',
    '问你一个问题',
    '你好，请说明 12',
    '',
    '0',
    '1',
    'askew',
    '建议大家早点到',
    '已读完这本书',
    '不同意你的看法',
  ])('「%s」 is a person’s own words', (said) => {
    expect(readSpoken(said)).toBeNull();
  });

  test('whatever is written, reading it never fails and never invents words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (said) => {
        const spoken = readSpoken(said);
        expect(spoken === null || said.normalize('NFKC').includes(spoken.text)).toBe(true);
      }),
    );
  });

  test('what our messages tell people to write is understood', () => {
    for (const verb of [
      'state',
      'exempt',
      'appeal',
      'confirm',
      'waive',
      'ask',
      'pass-on',
      'propose',
      'undo',
      'uphold',
      'reverse',
    ] as const)
      expect(readSpoken(`${verbWord(verb)} 12 原话`)).toEqual({ verb, number: 12n, text: '原话' });
  });
});

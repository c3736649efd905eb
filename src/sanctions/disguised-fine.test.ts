import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aPerson } from '../../test/builders/person.ts';
import { disguisedFines } from './disguised-fine.ts';
import { readRedPacketOrder } from './red-packet-words.ts';

const at = (text: string): number => Date.parse(`2026-11-${text}+08:00`);
const [li, qian, boss] = [aPerson().id, aPerson().id, aPerson().id];

const proposed = { id: 'p1', subject: li, atMs: at('27T10:00') };
const packet = (moment: string, by = li, messageId = `m-${moment}`) => ({ messageId, by, atMs: at(moment) });
const order = (moment: string, to: readonly (typeof li)[], by = boss) => ({
  messageId: `o-${moment}`,
  by,
  to,
  atMs: at(moment),
});

const notes = (signs: Partial<Parameters<typeof disguisedFines>[0]>, hours = 6): string[] =>
  disguisedFines({ proposed: [], packets: [], ordered: [], ...signs }, hours).map(
    ({ sign, about, messages }) => `${sign} ${about === li ? '李' : about === qian ? '钱' : '-'} ${messages}`,
  );

describe('what may be a fine by another name', () => {
  test.each<readonly [string, Partial<Parameters<typeof disguisedFines>[0]>, readonly string[]]>([
    ['nothing', {}, []],
    ['a red packet of nobody of whom anything was proposed', { packets: [packet('27T11:00')] }, []],
    [
      'one after a proposal',
      { proposed: [proposed], packets: [packet('27T11:00')] },
      ['packet-after-proposal 李 m-27T11:00'],
    ],
    [
      'one at the very moment',
      { proposed: [proposed], packets: [packet('27T10:00')] },
      ['packet-after-proposal 李 m-27T10:00'],
    ],
    ['one before it', { proposed: [proposed], packets: [packet('27T09:59')] }, []],
    [
      'one at the last moment',
      { proposed: [proposed], packets: [packet('27T15:59')] },
      ['packet-after-proposal 李 m-27T15:59'],
    ],
    ['one too late', { proposed: [proposed], packets: [packet('27T16:00')] }, []],
    ['one of a colleague', { proposed: [proposed], packets: [packet('27T11:00', qian)] }, []],
    [
      'two after it are one note',
      { proposed: [proposed], packets: [packet('27T12:00'), packet('27T11:00')] },
      ['packet-after-proposal 李 m-27T11:00'],
    ],
    ['an order', { ordered: [order('27T10:00', [li])] }, ['order 李 o-27T10:00']],
    ['an order to everybody', { ordered: [order('27T10:00', [])] }, ['order - o-27T10:00']],
    [
      'an order to two',
      { ordered: [order('27T10:00', [li, qian, li])] },
      ['order 李 o-27T10:00', 'order 钱 o-27T10:00'],
    ],
    ['an order to oneself is none', { ordered: [order('27T10:00', [li], li)] }, []],
    [
      'an order that was obeyed',
      { ordered: [order('27T10:00', [li])], packets: [packet('27T10:05')] },
      ['packet-after-order 李 o-27T10:00,m-27T10:05'],
    ],
  ])('%s', (_name, signs, expected) => {
    expect(notes(signs).sort()).toEqual([...expected].sort());
  });

  test('is for HR alone, and quotes nobody', () => {
    const [note] = disguisedFines({ proposed: [proposed], packets: [packet('27T11:00')], ordered: [] }, 6);
    expect(note).toMatchObject({ to: 'hr', proposal: 'p1', key: 'proposal:p1' });
    expect(note?.says.zh).toContain('可能只是巧合');
  });

  test('is the same in any order of arrival', () => {
    const signs = { proposed: [proposed], packets: [packet('27T11:00'), packet('27T12:00'), packet('27T13:00', qian)] };
    const ordered = [order('27T10:00', [li, qian]), order('27T12:30', [qian]), order('27T14:00', [])];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(signs.packets, { minLength: 3 }),
        fc.shuffledSubarray([...ordered, ...ordered], { minLength: 6 }),
        (packets, orders) => {
          expect(notes({ ...signs, packets, ordered: orders })).toEqual(notes({ ...signs, ordered }));
        },
      ),
    );
  });
});

describe('words', () => {
  test.each([
    '发个红包',
    '@李样本 自觉发红包',
    '迟到的罚100元红包',
    '罚发红包',
    '你发一个大红包吧',
    '今天没回复的补个红包',
    '去发50元的红包',
    '红包走起',
    '没回消息的，红包伺候',
    '请在群里发红包',
  ])('「%s」 tells somebody to send one', (text) => {
    expect(readRedPacketOrder(text)).toBe('order');
  });

  test.each([
    '祝李样本生日快乐，红包走起',
    '过年发红包啦',
    '谢谢老板的红包',
    '我来发红包',
    '我发个红包，大家辛苦了',
    '红包已发',
    '群内禁止发红包',
    '不要发红包',
    '抢到红包的手气真好',
    '开门红！发红包',
    '收到请回复',
  ])('「%s」 does not', (text) => {
    expect(readRedPacketOrder(text)).toBe('none');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandsOf, difference, type Fingerprint, fingerprint, mostDifferent } from './fingerprint.ts';
import { copiesIn, type Said } from './spread.ts';

const long =
  '请各位同事注意本周五下午三点在示例大厦三楼会议室召开季度经营分析会议请提前准备好各自部门的数据材料不要缺席';
const apart = (a: string, b: string): number =>
  difference(fingerprint(a) as Fingerprint, fingerprint(b) as Fingerprint);

describe('a fingerprint', () => {
  test.each([
    ['the same', long],
    [
      'in traditional characters, with gaps and full width',
      '請各位同事，注意 本周五下午三點，在示例大廈三樓會議室召開季度經營分析會議；請提前準備好各自部門的數據材料，不要缺席！',
    ],
    ['with one word changed', long.replace('三楼', '五楼')],
    ['with a word in front', `转发${long}`],
    ['without its end', long.slice(0, -4)],
  ])('%s is alike', (_, text) => {
    expect(apart(long, text)).toBeLessThanOrEqual(mostDifferent);
  });

  test.each([
    ['another matter', '今天食堂的菜单已经更新了大家可以到一楼公告栏查看如果有忌口请提前告诉行政部张示例谢谢配合'],
    [
      'the same kind of notice',
      '请各位同事注意下周一上午九点在试用楼五层培训教室参加新员工入职安全培训请带上身份证件和劳动合同原件按时到场',
    ],
    ['half of it', `${long.slice(0, 26)}后来又临时取消了改成线上视频会议具体链接稍后由李样本统一发送`],
  ])('%s is not', (_, text) => {
    expect(apart(long, text)).toBeGreaterThan(mostDifferent);
  });

  test('that is alike shares a part with it, so that it is found by its parts', () => {
    const slots = fc.uint32Array({ minLength: 32, maxLength: 32 });
    const changes = fc.uniqueArray(fc.nat(31), { maxLength: mostDifferent });
    fc.assert(
      fc.property(slots, changes, (print, places) => {
        const other = print.map((slot, nth) => (places.includes(nth) ? ~slot >>> 0 : slot));
        const parts = new Set(bandsOf(print));
        expect(bandsOf(other).some((part) => parts.has(part))).toBe(true);
      }),
    );
  });

  test('short texts have none', () => {
    expect(fingerprint('收到,马上执行')).toBeUndefined();
    expect(fingerprint('好 '.repeat(23))).toBeUndefined();
    expect(fingerprint('')).toBeUndefined();
  });

  test('texts that have nothing to do with one another are never alike', () => {
    const character = fc.integer({ min: 0x4e00, max: 0x5e00 }).map((unit) => String.fromCharCode(unit));
    const text = fc.string({ unit: character, minLength: 30, maxLength: 120 });
    fc.assert(
      fc.property(text, text, (a, b) => apart(a, b) > mostDifferent || a === b),
      { numRuns: 2000 },
    );
  });

  test('a text is alike to itself with one character changed', () => {
    const character = fc.integer({ min: 0x4e00, max: 0x5e00 }).map((unit) => String.fromCharCode(unit));
    const text = fc.string({ unit: character, minLength: 80, maxLength: 160 });
    fc.assert(
      fc.property(text, fc.nat(79), (a, at) => apart(a, `${a.slice(0, at)}改${a.slice(at + 1)}`) <= mostDifferent),
      { numRuns: 1000 },
    );
  });
});

describe('what was said elsewhere', () => {
  const said = (messageId: string, chatId: string, text = long): Said => ({
    messageId,
    chatId,
    atMs: 1000,
    fingerprint: fingerprint(text) as Fingerprint,
  });
  const message = (text: string | null, records: readonly string[] = []) => ({
    chatId: 'outside',
    sentAtMs: 2000,
    text,
    things: records.map((words) => ({ is: 'forwarded', text: words, sentAtMs: 1000, from: 'group' }) as const),
  });
  const found = (spoken: Parameters<typeof copiesIn>[0], earlier: readonly Said[], circularFrom: number): string[] =>
    copiesIn(spoken, earlier, circularFrom, fingerprint).map(({ of, how }) => `${of.messageId} ${how}`);

  test.each([
    ['typed again', message(long), ['m1 words']],
    ['as a paragraph', message(`大家看看这个是真的吗\n${long}\n怎么办呢`), ['m1 words']],
    ['as a forwarded record', message(null, ['好的', long]), ['m1 record']],
    ['not at all', message('好的'), []],
    ['before it was said', { ...message(long), sentAtMs: 999 }, []],
    ['in its own group', { ...message(long), chatId: 'inside' }, []],
  ])('%s', (_, spoken, copies) => {
    expect(found(spoken, [said('m1', 'inside')], 3)).toEqual(copies);
  });

  test('a circular is none', () => {
    const everywhere = ['a', 'b', 'c'].map((chat) => said(`m-${chat}`, chat));
    expect(found(message(long), everywhere, 3)).toEqual([]);
    expect(found(message(long), everywhere, 4)).toEqual(['m-a words', 'm-b words', 'm-c words']);
  });
});

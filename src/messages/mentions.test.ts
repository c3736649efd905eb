import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Called, mentionsIn, nameBook } from './mentions.ts';
import { splitQuote } from './quote.ts';

const member = (id: string, shown: string, ...also: string[]): Called => ({ id, shown, also });

/** Two are called 张示例; 王经理 is one's nickname and the other's alias; some names begin others. */
const book = nameBook([
  member('zhang1', '张示例', '张示例'),
  member('zhang2', '张示例'),
  member('li', '李样本', '李样本', 'Li Yangben'),
  member('li2', '李样本二'),
  member('qian', '销售-钱销售', '钱销售', 'qian.x'),
  member('sun', 'Sun Jingli', '孙经理'),
  member('wang', '王经理', '王试用'),
  member('wang2', '王演示', '王经理'),
  member('at', '阿@德', '阿德'),
  member('zhao', '赵 试用（武汉）'),
  member('e', '🌸小花🌸'),
  member('blank', ''),
]);

/** What an @ means: an id, several joined by |, all, or ? for nobody. */
const meaning = (text: string): string[] =>
  mentionsIn(text, book).map((mention) => {
    if (mention.is === 'one') return mention.id;
    if (mention.is === 'several') return mention.ids.join('|');
    return mention.is === 'all' ? 'all' : '?';
  });

describe('an @', () => {
  test.each([
    ['@李样本 请今天回复', ['li']],
    ['@李样本\u2005请今天回复', ['li']],
    ['@李样本', ['li']],
    ['请@李样本 看', ['li']],
    ['请 @李样本，看', ['li']],
    ['＠李样本 看', ['li']],
    ['@李样本：看', ['li']],
    ['@李样本。', ['li']],
    ['@李样本？', ['li']],
    ['@李样本!', ['li']],
    ['@李样本\n看', ['li']],
    ['（@李样本）', ['li']],
    ['【@李样本】', ['li']],
    ['"@李样本"', ['li']],
    ['@李样本、@孙经理', ['li', 'sun']],
    ['@李样本@孙经理', ['li', 'sun']],
    ['@李样本 @李样本', ['li', 'li']],
    ['@李样本二 看', ['li2']],
    ['@李样本三 看', ['?']], // nobody is called so, though the name begins like one
    ['@李样本请看', ['?']],
    ['@李样 看', ['?']],
    ['@李 看', ['?']],
    ['@Li Yangben 看', ['li']],
    ['@li yangben 看', ['li']],
    ['@LI YANGBEN', ['li']],
    ['@Li', ['?']],
    ['@Li Yang', ['?']],
    ['@张示例 看', ['zhang1|zhang2']],
    ['@张示例@李样本', ['zhang1|zhang2', 'li']],
    ['@张示例二', ['?']],
    ['@销售-钱销售 看', ['qian']],
    ['@钱销售 看', ['qian']],
    ['@qian.x 看', ['qian']],
    ['@qian', ['?']],
    ['@销售 看', ['?']],
    ['@销售-钱 看', ['?']],
    ['@Sun Jingli 看', ['sun']],
    ['@SUN JINGLI', ['sun']],
    ['@Sun', ['?']],
    ['@孙经理 看', ['sun']],
    ['@王经理 看', ['wang']], // the group shows one so; the other is called so elsewhere
    ['@王试用 看', ['wang']],
    ['@王演示 看', ['wang2']],
    ['@阿@德 看', ['at']],
    ['@阿德 看', ['at']],
    ['@阿 看', ['?']],
    ['@赵 试用（武汉） 看', ['zhao']],
    ['@赵 试用', ['?']],
    ['@赵', ['?']],
    ['@🌸小花🌸 看', ['e']],
    ['@🌸小花', ['?']],
    ['@所有人 开会', ['all']],
    ['@所有人\u2005开会', ['all']],
    ['@所有人', ['all']],
    ['@所有人员', ['?']],
    ['@All 开会', ['all']],
    ['@all', ['all']],
    ['@everyone', ['all']],
    ['@allen', ['?']],
    ['li@example.com', []],
    ['写信到 li.yangben@example.com', []],
    ['a+b@李样本', []],
    ['中文@李样本', ['li']],
    ['@', []],
    ['@ ', []],
    ['@@李样本', ['li']],
    ['@ 李样本', []],
    ['@，李样本', []],
    ['', []],
    ['没有提到谁', []],
    ['@李样本 @张示例 @所有人 @谁', ['li', 'zhang1|zhang2', 'all', '?']],
    ['\u2005@李样本\u2005@孙经理\u2005', ['li', 'sun']],
    ['@李样本…', ['li']],
    ['@李样本~', ['li']],
  ])('%j means %j', (text, means) => expect(meaning(text)).toEqual(means));

  test('stands where it says, and its length covers the name', () => {
    const text = '请@销售-钱销售 和 @张示例 看';
    const cut = mentionsIn(text, book).map(({ at, length }) => text.slice(at, at + length));
    expect(cut).toEqual(['@销售-钱销售', '@张示例']);
  });

  test('of members whose names are put together at random is found again, each where it was put', () => {
    const names = ['李样本', '李样本二', '张示例', 'Sun Jingli', '销售-钱销售', '阿@德', '赵 试用（武汉）', '所有人'];
    const filler = fc.constantFrom('', '请', '看一下', '今天', '123', '，', '\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(filler, fc.constantFrom(...names)), { maxLength: 8 }), (parts) => {
        let text = '';
        const wanted = parts.map(([words, name]) => {
          text += /[0-9]$/.test(text + words) ? `${words} ` : words;
          const at = text.length;
          text += `@${name}\u2005`;
          return { at, length: name.length + 1, ...(name === '张示例' ? { is: 'several' } : {}) };
        });
        expect(mentionsIn(text, book)).toMatchObject(wanted);
      }),
    );
  });

  test('whatever the text, mentions are in order, do not overlap and begin with an @', () => {
    const letters = fc.constantFrom(
      '@',
      '＠',
      '李',
      '样',
      '本',
      '二',
      ' ',
      'S',
      'u',
      'n',
      '\u2005',
      '-',
      '阿',
      '德',
      '\ud83c',
    );
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 60 }), (chars) => {
        const text = chars.join('');
        let end = 0;
        for (const { at, length } of mentionsIn(text, book)) {
          expect(at).toBeGreaterThanOrEqual(end);
          expect(text.charAt(at)).toMatch(/[@＠]/);
          end = at + length;
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

describe('a reply', () => {
  const zh = '这是一条引用/回复消息：';
  const en = 'This is a quote/reply:';

  test.each([
    [`${zh}\nnick\n666\n------\n@nick777`, 'nick', '666', '@nick777'],
    [`${zh}\n"张示例：\n请今天回复"\n------\n收到`, '张示例', '请今天回复', '收到'],
    [`${en}\n"Sun Jingli:\nplease answer"\n------\nok`, 'Sun Jingli', 'please answer', 'ok'],
    [`${en}\nnick\n666\n------\nok`, 'nick', '666', 'ok'],
    [`${zh}\n张示例\n第一行\n第二行\n------\n好的`, '张示例', '第一行\n第二行', '好的'],
    [`${zh}\n张示例\n请回复\n------\n`, '张示例', '请回复', ''],
    [`${zh}\n张示例\n请回复\n-------------\n收到`, '张示例', '请回复', '收到'],
    [`${zh}\n张示例\n请回复\n------\n收到\n------\n又收到`, '张示例', '请回复', '收到\n------\n又收到'],
    [
      `${zh}\n张示例\n${zh}\n李样本\n原话\n------\n答\n------\n再答`,
      '张示例',
      `${zh}\n李样本\n原话\n------\n答`,
      '再答',
    ],
    [`${zh}张示例\n请回复\n------\n收到`, '张示例', '请回复', '收到'],
    [`  ${zh}\n张示例：\n请回复\n------\n收到`, '张示例', '请回复', '收到'],
  ])('%j', (text, name, quoted, own) => expect(splitQuote(text)).toEqual({ name, quoted, own }));

  test.each(['收到', '', zh, `${zh}\n张示例\n没有线`, `我说：${zh}\na\nb\n------\nc`, '------\n收到'])(
    '%j is none',
    (text) => expect(splitQuote(text)).toBeNull(),
  );
});

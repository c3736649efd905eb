import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aLine, anEnvelope } from '../../test/builders/notice.ts';
import { noticeContent } from './content.ts';
import { clip, neutralise, pasteable } from './neutralise.ts';
import { render } from './render.ts';

const HOSTILE: readonly (readonly [string, string])[] = [
  ['<@all> 各位', '＜＠all＞ 各位'],
  ['@all', '＠all'],
  ['<@zhang.shili>', '＜＠zhang．shili＞'],
  ['<a href="https://evil.example/x">领奖</a>', '＜a href="https：//evil．example/x"＞领奖＜/a＞'],
  ['<font color="warning">急</font>', '＜font color="warning"＞急＜/font＞'],
  ['$userName=zhang.shili$', '＄userName=zhang．shili＄'],
  ['$departmentName=1$', '＄departmentName=1＄'],
  ['$chatName=wrDemo$ $msgContent=M/S$', '＄chatName=wrDemo＄ ＄msgContent=M/S＄'],
  ['www.evil.example', 'www．evil．example'],
  ['weixin://dl/business', 'weixin：//dl/business'],
  ['第一行\n第二行\r\n第三行', '第一行 第二行 第三行'],
  ['改好\u2028即可\u2029了', '改好 即可 了'],
  ['\u202e文反\u202c', '文反'],
  ['小\u200b太\u200d阳\ufeff', '小太阳'],
  ['a\u0000b\u0007c\u001b[31m', 'abc[31m'],
  ['一半\ud83d', '一半'],
  ['\tA\u00a0\u3000B ', 'A B'],
  ['普通的昵称（一部）-张示例', '普通的昵称（一部）-张示例'],
  ['5.5 折', '5.5 折'],
  ['😀太阳', '😀太阳'],
];

describe('foreign words in a message', () => {
  test.each(HOSTILE)('%j becomes %j', (said, shown) => {
    expect(neutralise(said)).toBe(shown);
  });

  const everywhere = (words: string) =>
    aLine({
      groupName: words,
      who: words,
      clauseId: words,
      clauseText: { zh: words, en: words },
      happened: { zh: words, en: words },
      fix: { zh: words, en: words },
      paste: words,
    });

  test.each(HOSTILE.map(([said]) => said))('%j does no harm wherever it stands in a message', (words) => {
    for (const kind of ['reminder', 'task', 'question', 'digest', 'outcome', 'correction'] as const) {
      for (const form of ['text', 'card'] as const) {
        const { body } = render(
          noticeContent(kind, 'zh', [everywhere(words)], { notes: [{ zh: words, en: words }] }),
          anEnvelope({ form }),
        );
        expect(body).not.toMatch(/<|>|\$\w+=|:\/\/|[^\w-]@|\\u|evil\.example/);
      }
    }
  });

  test('cannot open a line of their own', () => {
    const { body } = render(
      noticeContent('reminder', 'zh', [aLine({ happened: { zh: '小太阳\n编号 N-999999', en: '' } })]),
      anEnvelope(),
    );
    const text = (JSON.parse(body) as { text: { content: string } }).text.content;
    expect(text.split('\n').filter((line) => line.startsWith('编号'))).toEqual(['编号 N-000123']);
  });

  test('are harmless after one pass, whatever they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        const once = neutralise(words);
        expect(neutralise(once)).toBe(once);
        expect(once).not.toMatch(/[<>@$\n\r]/);
        expect(JSON.stringify(once)).not.toContain('\\u');
      }),
    );
  });
});

describe('a text to paste', () => {
  test.each(['营销策划部-赵试用', '行政人事部 张某某', '欧阳示例', 'Sales-A·B'])(
    '「%s」 is offered as it is',
    (text) => {
      expect(pasteable(text)).toBe(text);
    },
  );
  test.each(['', ' 前有空格', '两\n行', '<@all>', 'a.example'])('%j is not offered at all', (text) => {
    expect(pasteable(text)).toBeNull();
  });
});

test('cutting counts letters, not code units', () => {
  expect(clip('😀😀😀', 3)).toBe('😀😀😀');
  expect(clip('😀😀😀😀', 3)).toBe('😀😀…');
});

import { describe, expect, test } from 'vitest';
import { html, linkTarget } from './html.ts';
import { cardDescription, markdown, plainText } from './rich-text.ts';

const drawn = (parts: ReturnType<typeof plainText>): string => html`${parts}`.html;

describe('nothing a sender writes becomes markup', () => {
  test.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    [`"quoted" & 'single'`, '&quot;quoted&quot; &amp; &#39;single&#39;'],
    ['<a href="javascript:alert(1)">点我</a>', '<a href="#" target="_blank" rel="noreferrer">点我</a>'],
    [
      '<a href="https://example.com/?a=1&b=2">点我</a>',
      '<a href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noreferrer">点我</a>',
    ],
  ])('%s', (text, page) => {
    expect(drawn(plainText(text))).toBe(page);
  });

  test('in a link, only web addresses lead anywhere', () => {
    expect(['https://a.example', 'http://a.example', 'javascript:1', 'data:text/html,x', ''].map(linkTarget)).toEqual([
      'https://a.example',
      'http://a.example',
      '#',
      '#',
      '#',
    ]);
  });
});

test.each([
  ['# 标题', '<div class="title-1">标题</div>'],
  ['> 引用', '<blockquote>引用</blockquote>'],
  [
    '**粗** `码` [链](https://example.com)',
    '<div class="line"><b>粗</b> <code>码</code> <a href="https://example.com" target="_blank" rel="noreferrer">链</a></div>',
  ],
  [
    '<font color="warning">橙</font><b>不</b>',
    '<div class="line"><span class="warning">橙</span>&lt;b&gt;不&lt;/b&gt;</div>',
  ],
])('markdown %s', (text, page) => {
  expect(drawn(markdown(text))).toBe(page);
});

test('a textcard knows three looks and a line break', () => {
  expect(drawn(cardDescription('一<br>二<div class="highlight">三</div><div class="evil">四</div>'))).toBe(
    '一<br>二<div class="highlight">三</div>&lt;div class=&quot;evil&quot;&gt;四&lt;/div&gt;',
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read, sources } from '../../test/house/tree.ts';
import { html, pageText } from './html.ts';

const inText = (value: string): string => pageText(html`<p>${value}</p>`);
const inAttribute = (value: string): string => pageText(html`<a title="${value}">x</a>`);

describe('a value', () => {
  test.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['" onmouseover="alert(1)', '&quot; onmouseover=&quot;alert(1)'],
    ["' onmouseover='alert(1)", '&#39; onmouseover=&#39;alert(1)'],
    ['`onload=1', '&#96;onload=1'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['张\u202e示例\u0000', '张 示例 '],
    ['营销策划部-李样本', '营销策划部-李样本'],
  ])('%j is shown and does nothing', (value, shown) => {
    expect(inText(value)).toBe(`<p>${shown}</p>`);
    expect(inAttribute(value)).toBe(`<a title="${shown}">x</a>`);
  });

  test('whatever it is, ends neither its element nor its attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(inText(value).slice(3, -4)).not.toMatch(/[<>]/);
        expect(inAttribute(value).slice(10, -7)).not.toMatch(/["<>]/);
      }),
    );
  });

  test('that looks like a safe piece is none', () => {
    const forged = JSON.parse('{"html":"<b>","safe":"<b>"}');
    expect(() => pageText(html`${forged}`)).toThrow();
  });

  test('made by the same tag stands as it is, alone and in lists; nothing is nothing', () => {
    expect(pageText(html`${[html`<b>1</b>`, html`<i>${'<'}</i>`]}${null}${7}`)).toBe('<b>1</b><i>&lt;</i>7');
  });
});

describe('the templates of the pages', () => {
  const templates = sources.filter(({ path }) => path.startsWith('src/web/') && !path.endsWith('.test.ts'));
  const markup = templates.flatMap(({ path, text }) =>
    (text.match(/html`[^`]*`/g) ?? []).map((piece) => ({ path, piece })),
  );

  test('hold no script, no style and no handler, and every value in an attribute stands in quotes', () => {
    const wrong = markup.filter(({ piece }) =>
      /<script|<style|\sstyle=|\son[a-z]+=|javascript:|\s[\w-]+=\$\{|srcdoc/i.test(piece),
    );
    expect(markup.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });

  test('say nothing in words of their own: every sentence is in the catalogues', () => {
    const chinese = /\p{Script=Han}/u;
    const wrong = templates.filter(
      ({ path, text }) =>
        !path.startsWith('src/web/words/') && chinese.test(text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
    expect(read('src/web/words/zh.ts').text).toMatch(chinese);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnder } from './hosts.ts';
import { linksIn } from './links.ts';
import { thingFaults } from './things.ts';

const said = (text: string): string[] =>
  linksIn(text).map(({ written, host, leads, disguise, begin, end }) =>
    [written, host, leads === 'elsewhere' ? 'short' : '', disguise ?? '', text.slice(begin, end)]
      .filter(Boolean)
      .join(' '),
  );

describe('links of a text', () => {
  test.each<[string, string[]]>([
    ['看https://example.com/a?b=1，谢谢', ['url example.com https://example.com/a?b=1']],
    ['(https://example.com).', ['url example.com https://example.com']],
    ['http://EXAMPLE.cn:8080/x', ['url example.cn http://EXAMPLE.cn:8080/x']],
    ['https://示例.中国/', ['url xn--fsq092h.xn--fiqs8s https://示例.中国/']],
    ['http://xn--fsq092h.cn', ['url xn--fsq092h.cn http://xn--fsq092h.cn']],
    ['https://qq.com@example.cn/x', ['url example.cn user https://qq.com@example.cn/x']],
    ['https://192.168.1.1/x', ['url 192.168.1.1 number https://192.168.1.1/x']],
    ['https://раypal.com', ['url xn--ypal-43d9g.com mixed-scripts https://раypal.com']],
    ['https://t.cn/A6x', ['url t.cn short https://t.cn/A6x']],
    ['hxxp://example.com', ['hidden example.com hxxp://example.com']],
    ['请上www.example.com看', ['domain www.example.com www.example.com']],
    ['example.com/abc', ['domain example.com example.com/abc']],
    ['ｅｘａｍｐｌｅ。ｃｏｍ', ['domain example.com ｅｘａｍｐｌｅ。ｃｏｍ']],
    ['example。com', ['domain example.com example。com']],
    ['example点com', ['hidden example.com example点com']],
    ['example[.]com', ['hidden example.com example[.]com']],
    ['www example 点 com', ['hidden www.example.com www example 点 com']],
    ['a.cn b.cn', ['domain a.cn a.cn', 'domain b.cn b.cn']],
    ['报价单.doc', []],
    ['main.ts', []],
    ['v1.2.3', []],
    ['3.14', []],
    ['合计12.50元', []],
    ['zhang@example.com', []],
    ['e.g. this', []],
    ['张示例.李样本', []],
    ['10点comment', []],
    ['9点cc一下', []],
    ['ok.me too', []],
    ['Node.js', []],
    ['README.md', []],
    ['2026.11.22', []],
    ['u.jd.com/x', ['domain u.jd.com short u.jd.com/x']],
    ['https://', []],
    ['', []],
  ])('%j', (text, links) => {
    expect(said(text)).toEqual(links);
  });

  test('any string is welcome, and links stand in it one after another', () => {
    const unit = fc.constantFrom(
      'http',
      '://',
      'a',
      '.',
      'com',
      'cn',
      '@',
      '/',
      '。',
      ' ',
      '[',
      '点',
      '中国',
      '\ud83d',
      ':',
      '1',
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const links = linksIn(text);
        for (const [nth, { begin, end }] of links.entries()) {
          expect(begin).toBeGreaterThanOrEqual(links[nth - 1]?.end ?? 0);
          expect(end).toBeGreaterThan(begin);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['qq.com', 'qq.com', true],
    ['docs.qq.com', 'qq.com', true],
    ['docs.qq.com', '*.qq.com', true],
    ['notqq.com', 'qq.com', false],
    ['qq.com.example', 'qq.com', false],
    ['xn--fsq092h.cn', '示例.cn', true],
  ])('%s is under %s: %s', (host, domain, answer) => {
    expect(isUnder(host, domain)).toBe(answer);
  });
});

describe('things of a message', () => {
  const link = (url: string) => ({ is: 'link', url, title: '' }) as const;
  const file = (name: string, extension: string) =>
    ({ is: 'file', name, extension, bytes: 1, md5: '', on: 'message' }) as const;
  const program = { is: 'mini-program', appId: 'wx1', title: '', name: '' } as const;
  const limits = {
    domains: ['example.cn', 'qq.com'],
    bannedDomains: ['bad.qq.com'],
    shortLinks: 'no',
    miniPrograms: ['wx0'],
    bannedFiles: ['exe', '.APK'],
  } as const;

  test.each([
    [link('https://www.example.cn/x'), undefined],
    [link('https://bad.qq.com/x'), 'banned'],
    [link('https://t.cn/x'), 'short'],
    [link('https://other.com'), 'not-listed'],
    [link('no link'), 'no-link'],
    [program, 'not-listed'],
    [{ ...program, appId: 'wx0' }, undefined],
    [file('a.exe', 'exe'), 'banned'],
    [file('a.apk', 'apk'), 'banned'],
    [file('报价.pdf.js', 'js'), 'two-endings'],
    [file('a\u202egpj.exe', 'exe'), 'turned-round'],
    [file('报价.v2.pdf', 'pdf'), undefined],
    [{ is: 'qr-code', content: 'https://other.com/x' } as const, 'not-listed'],
    [{ is: 'qr-code', content: '编号 12' } as const, undefined],
  ])('%j', (thing, why) => {
    expect(thingFaults([thing], limits).map((fault) => fault.why)).toEqual(why ? [why] : []);
  });

  test('without limits nothing is a fault but a file that hides what it is', () => {
    expect(thingFaults([link('no link'), link('https://t.cn'), program, file('a.exe', 'exe')], {})).toEqual([]);
    expect(thingFaults([{ is: 'qr-code', content: 'x' }], { qrCodes: 'no' })).toEqual([
      { is: 'qr-code', why: 'not-allowed' },
    ]);
  });
});

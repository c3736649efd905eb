import { expect, test } from 'vitest';
import { inOneLine, judged, minutesAfterNine, twoAndCustomer, type World } from '../../../test/builders/heard.ts';
import { links } from './links.ts';

type Saying = NonNullable<World['says']>[number];
const linesOf = (settings: object, saying: Omit<Saying, 'who' | 'at'>): string[] =>
  judged(links, settings, { ...twoAndCustomer, says: [{ who: '张示例', at: minutesAfterNine(0), ...saying }] }).map(
    inOneLine,
  );

const breach = (says: string): string => `breach ${says} 张示例 said-1:${says} → admin`;

test.each<readonly [string, object, readonly string[]]>([
  ['https://a.example/', {}, []],
  ['https://a.example/', { bannedDomains: ['a.example'] }, [breach('link')]],
  ['https://x.a.example/', { domains: ['a.example'] }, []],
  ['https://a.example.evil.example/', { domains: ['a.example'] }, [breach('link')]],
  ['https://t.cn/A6x', {}, []],
  ['https://t.cn/A6x', { shortLinks: 'no' }, [breach('disguised-link')]],
  ['http://203.0.113.7/a', {}, [breach('disguised-link')]],
  ['http://203.0.113.7/a', { disguised: 'yes' }, []],
  ['https://work.weixin.qq.com/gm/abc', {}, []],
  ['https://work.weixin.qq.com/gm/abc', { groupCodes: 'no' }, [breach('code')]],
  ['https://b.example https://c.example', { domains: ['a.example'] }, [breach('link')]],
  ['见 合同.docx，9点cc一下', { domains: ['a.example'] }, []],
])('%s by %j', (text, settings, lines) => {
  expect(linesOf(settings, { text })).toEqual(lines);
});

const file = (name: string, extension: string) => ({ is: 'file', name, extension, bytes: 1, md5: '', on: 'message' });

test.each<readonly [object, object, readonly string[]]>([
  [{ is: 'card', id: 'wm1', corpName: '' }, {}, []],
  [{ is: 'card', id: 'wm1', corpName: '' }, { cards: 'no' }, [breach('card')]],
  [{ is: 'mini-program', appId: 'a', title: '', name: '' }, {}, []],
  [{ is: 'mini-program', appId: 'a', title: '', name: '' }, { miniPrograms: ['b'] }, [breach('mini-program')]],
  [file('a.docx', 'docx'), {}, []],
  [file('a.apk', 'apk'), {}, [breach('file')]],
  [file('a.pdf.exe', 'exe'), { bannedFiles: [] }, [breach('file')]],
])('%j by %j', (thing, settings, lines) => {
  expect(linesOf(settings, { things: [thing as { is: string }] })).toEqual(lines);
});

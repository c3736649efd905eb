import { expect, test } from 'vitest';
import { inOneLine, judged, minutesAfterNine, twoAndCustomer } from '../../../test/builders/heard.ts';
import { words } from './words.ts';

const wordLists = { ours: '[gambling]\n赌\n允许: 赌一把\n[politics]\n党\n[abuse]\n样骂词', more: '[gambling]\n样博词' };
const found = (settings: object, ...texts: string[]): string[] =>
  judged(
    words,
    { lists: ['ours'], categories: ['gambling'], ...settings },
    {
      ...twoAndCustomer,
      wordLists,
      says: texts.map((text, nth) => ({ who: '张示例', at: minutesAfterNine(nth), text })),
    },
  ).map(inOneLine);

test.each<readonly [string, object, readonly string[]]>([
  ['这次投标赌一把', {}, []],
  ['党建活动请党员签到', { categories: ['politics'] }, []],
  [
    '党建活动请党员签到',
    { categories: ['politics'], assessment: { on: '2026-10-01', by: '法务' } },
    ['breach sensitive 张示例 said-1 → admin'],
  ],
  ['党建活动', { categories: ['politics'], allow: ['党建'], assessment: { on: '2026-10-01', by: '法务' } }, []],
  ['赌', {}, ['breach found 张示例 said-1 → admin']],
  ['赌', { tell: 'hr' }, ['breach found 张示例 said-1 → hr']],
  ['赌', { as: 'suggestion', tell: 'hr' }, ['task suggested 张示例 said-1 → admin']],
  ['赌', { exempt: [{ title: '专员' }] }, []],
  ['睹', {}, []],
  ['睹', { lookAlikes: 'on' }, ['breach found 张示例 said-1 → admin']],
  ['样博词', { lists: ['ours', 'more'] }, ['breach found 张示例 said-1 → admin']],
  ['赌', { lists: ['nowhere'] }, ['unseen no-word-list']],
])('%s by %j', (text, settings, lines) => {
  expect(found(settings, text)).toEqual(lines);
});

test('each category of a message is found once, and each message is a matter of its own', () => {
  const settings = { categories: ['gambling', 'abuse'] };
  expect(found(settings, '赌 赌 样骂词', '赌')).toEqual([
    'breach found 张示例 said-1 → admin',
    'breach found 张示例 said-2 → admin',
  ]);
});

test('of a sensitive category the sentence says neither what nor which word', () => {
  const [one] = judged(
    words,
    { lists: ['ours'], categories: ['politics'], assessment: { on: '2026-10-01', by: '法务' } },
    {
      ...twoAndCustomer,
      wordLists,
      says: [{ who: '张示例', at: minutesAfterNine(0), text: '党' }],
    },
  );
  expect(one).toMatchObject({ detail: { who: '张示例', when: '11-26 09:00' } });
});

test('words inside a forwarded record and a file name are found, a robot is nobody', () => {
  const outcomes = judged(
    words,
    { lists: ['ours'], categories: ['gambling'] },
    {
      ...twoAndCustomer,
      wordLists,
      says: [
        {
          who: '客户甲',
          at: minutesAfterNine(0),
          kind: 'forwarded',
          things: [{ is: 'forwarded', from: 'group', sentAtMs: 0, text: '赌' }],
        },
      ],
    },
  );
  expect(outcomes.map(inOneLine)).toEqual(['breach found 客户甲 said-1 → admin']);
});

test.each([
  { lists: [], categories: ['gambling'] },
  { lists: ['a'], categories: ['gamling'] },
  { lists: ['a'], categories: ['own:'] },
])('%j is refused', (settings) => {
  expect(words.settings.safeParse(settings).success).toBe(false);
});

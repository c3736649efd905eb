import { expect, test } from 'vitest';
import { whoSees } from '../web/sights.ts';
import { privacyNotice, type Running } from './notice.ts';
import { WHO_SEES } from './who-sees.ts';

const plain = {
  corp: { name: '示范实业', surfaces: { app: {}, contacts: {} } },
  days: { excerpts: 30, messages: 180, snapshots: 180, logs: 180, skeleton: 1_095 },
  erases: 'nightly',
  policies: [
    {
      messages: { content: 'none', oneToOne: 'dropped' },
      uses: [],
      offices: new Map(),
      title: { zh: '群规', en: 'Groups' },
    },
  ],
} as unknown as Running;
const archived = { ...plain, corp: { ...plain.corp, archive: {} } } as unknown as Running;
const keeping = (content: string, oneToOne: string) =>
  ({ ...archived, policies: [{ ...plain.policies[0], messages: { content, oneToOne } }] }) as unknown as Running;
const using = (level: string) =>
  ({
    ...plain,
    policies: [{ ...plain.policies[0], uses: [{ level, rule: { title: { zh: '昵称', en: 'nicknames' } } }] }],
  }) as unknown as Running;
const classed = (network: string) =>
  ({ ...archived, corp: { ...archived.corp, classifier: { network } } }) as unknown as Running;
const said = (running: Running): string =>
  privacyNotice(running)
    .flatMap(({ title, lines }) => [title, ...lines])
    .map(({ zh }) => zh)
    .join('\n');

test.each<[string, Running, string, string]>([
  ['without an archive no chat is read', plain, '收不到任何聊天内容', '会话存档中的群消息'],
  ['with one, messages are', archived, '会话存档中的群消息', '不读取聊天内容'],
  ['private chats are dropped', archived, '随即丢弃', '单聊也会保存'],
  ['private chats are kept where a policy says so', keeping('none', 'kept'), '单聊也会保存', '随即丢弃'],
  ['no words', keeping('none', 'dropped'), '不保存任何消息文字', '前后各二十字'],
  ['hits alone', keeping('hit', 'dropped'), '前后各二十字', '不保存任何消息文字'],
  ['all words', keeping('full', 'dropped'), '消息文字加密保存', '前后各二十字'],
  ['a shorter period', { ...archived, days: { ...plain.days, excerpts: 7 } }, '片段 7 天', '片段 30 天'],
  ['longer logs', { ...plain, days: { ...plain.days, logs: 365 } }, '正文 365 天', '正文 180 天'],
  ['shorter for closed matters', { ...plain, days: { ...plain.days, skeleton: 400 } }, '申诉和举报 400 天', '1095 天'],
  ['nobody erases', { ...plain, erases: 'nobody' }, '没有启用自动删除', '180 天'],
  ['a model of the own network', classed('private'), '公司内网的模型', '外部服务'],
  ['a processor outside', classed('outside'), '外部服务', '公司内网的模型'],
  ['no policy', plain, '没有生效的制度', '检查是否符合'],
  ['a rule that reminds', using('remind'), '提醒本人或群管理员：昵称', '只记录'],
  ['a rule that observes', using('observe'), '只记录，不提醒任何人：昵称', '提醒本人'],
  ['a rule that is off', using('off'), '没有生效的制度', '昵称。'],
  [
    'pages',
    { ...plain, corp: { ...plain.corp, pages: { origin: 'https://qun.example.com', verify: [] } } },
    '我的记录',
    '给应用回复',
  ],
  ['no pages', plain, '给应用回复', '我的记录'],
])('%s: the sentence follows', (_, running, has, hasNot) => {
  expect(said(running)).toContain(has);
  expect(said(running)).not.toContain(hasNot);
});

test('who may see what is what the pages hold to', () => {
  const but = (sight: 'cases' | 'content' | 'numbers') =>
    [...whoSees(sight)].filter((role) => role !== 'member').sort();
  for (const sight of ['cases', 'content', 'numbers'] as const) expect([...WHO_SEES[sight]].sort()).toEqual(but(sight));
  for (const sight of ['cases', 'content'] as const) expect(whoSees(sight)).not.toContain('it');
});

test('it has every sentence in two languages', () => {
  for (const { title, lines } of privacyNotice(archived))
    for (const { zh, en } of [title, ...lines])
      expect([/\p{Script=Han}/u.test(zh), /[a-z]/.test(en)]).toEqual([true, true]);
});

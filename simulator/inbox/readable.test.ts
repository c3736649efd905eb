import { describe, expect, test } from 'vitest';
import { openStage } from '../testing/open-stage.ts';
import { cutToBytes } from './readable.ts';

test.each([
  ['群昵称请改：赵试用', 20, '群昵称请改：'],
  ['abcdefghij', 20, 'abcdefghij'],
  ['好'.repeat(7), 20, '好'.repeat(6)],
  ['a😀b', 4, 'a'],
  ['', 20, ''],
])('%s in %i bytes is «%s»', (text, bytes, shown) => {
  expect(cutToBytes(text, bytes)).toBe(shown);
});

describe('in WeChat', () => {
  const messages = [
    { msgtype: 'text', text: { content: '群昵称请改：营销策划部-赵试用' } },
    { msgtype: 'textcard', textcard: { title: '标题', description: '一<br>二', url: 'https://example.com' } },
    { msgtype: 'markdown', markdown: { content: '**汇总**' } },
    {
      msgtype: 'template_card',
      template_card: {
        card_type: 'text_notice',
        main_title: { title: '卡片' },
        card_action: { type: 1, url: 'https://example.com' },
      },
    },
  ];

  test.each([
    ['off', false, ['群昵称请改：营销策划部-赵试用', '标题\n一\n二', null, null]],
    ['on', true, ['群昵称请改：', '[卡片消息]', null, null]],
  ] as const)('with 始终进入主页 %s', async (_name, homeFirst, shown) => {
    const { tenant, call } = await openStage();
    await tenant.configureApp({ homeFirst });

    for (const body of messages) await call('message/send', { touser: 'li.yangben', agentid: tenant.agentId, ...body });

    expect(tenant.inbox('li.yangben').map(({ inWechat }) => inWechat)).toEqual(shown);
  });
});

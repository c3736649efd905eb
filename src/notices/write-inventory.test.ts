import { expect, test } from 'vitest';
import { type Ask, noticeContent } from './content.ts';
import type { Envelope } from './letter.ts';
import { writeInventory } from './write-inventory.ts';

const envelope: Envelope = {
  to: 'sun.jingli',
  agentId: 1_000_002,
  noticeId: '00000000-0000-4000-8000-000000000001',
  number: 7n,
  form: 'card',
  keyOf: () => 'key',
};
const word = (text: string) => ({ zh: text, en: text });
const ask = (title: string, selected: string): Ask => ({
  key: title,
  title,
  selected,
  options: [
    { id: 'later', text: word('请选择') },
    { id: 'kind.marketing', text: word('营销群') },
  ],
});
const url = 'https://qun.example.com/h5/demo/my-groups';
const asks = [
  ask('华东<a href="x">群', 'kind.marketing'),
  ask('周末群', 'later'),
  ask('很长'.repeat(20), 'kind.marketing'),
];

test('a card that leads to the page names three groups with our guess, and one button that opens it', () => {
  const notes = [word('再问一次，请选'), word('12 个群，在页面上选一下')];
  const content = noticeContent('inventory', 'zh', [], { asks, notes, page: { url, count: 12 } });
  const { template_card: card } = writeInventory(content, envelope).body as { template_card: Record<string, unknown> };

  expect(card).toMatchObject({
    card_type: 'button_interaction',
    main_title: { title: '您的群是做什么的？', desc: '再问一次，请选；12 个群，在页面上选一下' },
    card_action: { type: 1, url },
    button_list: [{ type: 1, text: '去登记', url }],
  });
  const rows = card.horizontal_content_list as { keyname: string; value: string }[];
  expect(rows.map(({ value }) => value)).toEqual([
    '华东＜a href="x"＞群：营销群',
    '周末群',
    `${'很长'.repeat(9)}很…：营销群`,
    '9 个群请在页面上登记',
    'N-000007',
  ]);
  expect(rows.every(({ keyname, value }) => [...keyname].length <= 5 && [...value].length <= 30)).toBe(true);
  expect(card).not.toHaveProperty('select_list');
});

test('a card that names all of its groups speaks of no others', () => {
  const content = noticeContent('inventory', 'zh', [], { asks: asks.slice(0, 2), page: { url, count: 2 } });
  expect(JSON.stringify(writeInventory(content, envelope).body)).not.toContain('个群请在页面上登记');
});

test('without a page the card asks', () => {
  const content = noticeContent('inventory', 'zh', [], { asks });
  const { template_card: card } = writeInventory(content, envelope).body as { template_card: Record<string, unknown> };
  expect([card.card_type, (card.select_list as unknown[]).length]).toEqual(['multiple_interaction', 3]);
  expect(JSON.stringify(card)).not.toContain('"url"');
});

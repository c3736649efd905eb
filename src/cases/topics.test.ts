import { expect, test } from 'vitest';
import { aLine, anEnvelope } from '../../test/builders/notice.ts';
import { noticeContent } from '../notices/content.ts';
import { bytesOf } from '../notices/neutralise.ts';
import { render } from '../notices/render.ts';
import { rules, rulesById } from '../rules/index.ts';
import { TOPICS, topicOf } from './topics.ts';

const opening = (rule: (typeof rules)[number]): string => {
  const line = aLine({ topic: topicOf(rule.id), about: rule.title });
  const { body } = render(noticeContent('reminder', 'zh', [line]), anEnvelope());
  const { text } = JSON.parse(body) as { text: { content: string } };
  return text.content.slice(0, text.content.indexOf('：') + 1);
};

test.each(rules.map((rule) => [rule.id, rule] as const))(
  'a reminder of %s says in 18 bytes what it is about',
  (id, rule) => {
    const says = opening(rule);
    expect(bytesOf(says)).toBeLessThanOrEqual(18);
    const own = TOPICS.has(id);
    if (!own && bytesOf(`${rule.title.zh}：`) <= 18) expect(says).toBe(`${rule.title.zh}：`);
    else if (own) expect(says).not.toBe('群规提醒：');
  },
);

test('words of their own belong to rules that there are', () => {
  expect([...TOPICS.keys()].filter((id) => !rulesById.has(id))).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTalkingHouse, type TalkingHouse } from '../../test/responses/talking-house.ts';

const CLAUSE = `clauses:
  - id: 示例链接
    title: { zh: 链接, en: Links }
    text: { zh: 群内只发公司网址。, en: Links lead to the company. }
    strength: binding
    evidence: archive
    checkedBy: [own-links]
`;
const RULE = `rules:
  own-links:
    rule: content/links
    clause: 示例链接
    kinds: [marketing]
    level: observe
    settings: { domains: [gongsi.example], bannedDomains: [jin.example] }
`;

const open: { house?: TalkingHouse } = {};
beforeAll(async () => {
  open.house = await openTalkingHouse({
    amend: (policy) => policy.replace(/^clauses:\n/m, CLAUSE).replace(/^rules:\n/m, RULE),
  });
});
afterAll(() => open.house?.house.close());

test('where the policy keeps no words no address stays, but for the domain that the policy itself names', async () => {
  const { house, hear } = open.house as TalkingHouse;
  const says = (id: string, text: string) => hear({ id, from: 'qian.xiaoshou', at: '11-26 09:20', text });
  await says('l1', '看看 https://mimi.yinsi.example/abc');
  await says('l2', '看看 https://a.jin.example/abc');
  await says('l3', '看看 http://203.0.113.7/abc');
  await says('l4', '看看 https://www.gongsi.example/abc');
  const finds = await house.inCorp((tx) =>
    tx.contentHit.findMany({ where: { instance: 'own-links' }, orderBy: { messageId: 'asc' } }),
  );
  expect(finds.map(({ messageId, says, detail }) => [messageId, says, detail])).toEqual([
    ['l1', 'link', { what: '—' }],
    ['l2', 'link', { what: 'jin.example' }],
    ['l3', 'link', { what: '—' }],
  ]);
  const cases = (await house.allCases()).filter(({ instance }) => instance === 'own-links');
  expect(cases).toHaveLength(3);
  expect(JSON.stringify([finds, cases], (_, value) => (typeof value === 'bigint' ? Number(value) : value))).not.toMatch(
    /yinsi|203\.0|a\.jin/,
  );
});

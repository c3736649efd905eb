import { expect, test } from 'vitest';
import { mainland } from '../../test/builders/jurisdiction.ts';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { standingFindings } from './standing-findings.ts';

test.each([
  ['chongqing-industrial', []],
  ['drucker-consulting', ['第11条 fine 罚款', '第14条 fine 罚款']],
  ['anhui-chamber', ['三4 red-packet 发群红包']],
] as const)('%s has these clauses to amend', (slug, expected) => {
  const found = standingFindings(foundingPolicy(slug), mainland);

  expect(
    found.map(({ clause, threats }) => `${clause} ${threats.map((one) => `${one.measure} ${one.words}`).join()}`),
  ).toEqual(expected);
  for (const one of found)
    expect(one).toMatchObject({ status: 'not-executed', tells: ['hr', 'counsel'], stands: 'sanction' });
});

test.each(['drucker-consulting', 'anhui-chamber'] as const)('%s as amended has none left', (slug) => {
  const policy = foundingPolicy(slug);
  const amendments = new Map(standingFindings(policy, mainland).map(({ clause, amendment }) => [clause, amendment]));
  const amended = {
    clauses: policy.clauses.map((one) => ({ ...one, sanction: amendments.get(one.id) ?? one.sanction })),
  };

  expect(standingFindings(amended, mainland)).toEqual([]);
});

test('a clause that threatens several things is amended for the gravest, and names each once', () => {
  const clause = foundingPolicy('drucker-consulting').clauses.find(({ id }) => id === '第11条');
  if (!clause) throw new TypeError('the policy has no 第11条');
  const zh = '扣当月绩效；再犯罚款，并发红包；三次罚款加倍。';
  const [found] = standingFindings({ clauses: [{ ...clause, sanction: { zh, en: zh } }] }, mainland);

  expect(found?.amendment).toBe(mainland.measures.fine.amendment);
  expect(found?.says.zh).toBe('第11条 写有“扣当月绩效”、“罚款”、“发红包”：原文照录，系统不执行，请法务修订。');
});

test('a threat in the duty itself is found, too', () => {
  const [clause] = foundingPolicy('drucker-consulting').clauses;
  if (!clause) throw new TypeError('the policy has no clause');
  const zh = '请及时回复，否则罚款。';

  expect(standingFindings({ clauses: [{ ...clause, text: { zh, en: zh }, sanction: null }] }, mainland)).toMatchObject([
    { stands: 'text', threats: [{ measure: 'fine', words: '罚款' }] },
  ]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { house, unseenByReach } from '../../test/builders/unseen.ts';
import type { CasesFile } from './cases-file.ts';
import { loadCases } from './load-cases.ts';
import type { Policy } from './policy.ts';
import { problemText } from './problem.ts';
import { type Tried, tryCases } from './try-cases.ts';

const folder = join(import.meta.dirname, '../../policies');
const slugs = ['chongqing-industrial', 'drucker-consulting', 'anhui-chamber'] as const;

function casesOf(slug: string, policy: Policy): CasesFile {
  const result = loadCases(readFileSync(join(folder, `${slug}.cases.yaml`), 'utf8'), `${slug}.cases.yaml`, policy);
  if ('problems' in result) expect.unreachable(result.problems.map(problemText).join('\n'));
  return result.cases;
}

const worlds = slugs.map((slug) => {
  const policy = foundingPolicy(slug);
  return { slug, policy, tried: tryCases(policy, casesOf(slug, policy), house) };
});

/** What no reach of a use's kinds ever shows cannot be breached before our eyes, nor be fine; messages may be archived. */
const neverSeen = ({ uses, kinds }: Policy, instance: string): boolean =>
  uses
    .filter((use) => use.instance === instance)
    .flatMap((use) => use.kinds.flatMap((kind) => kinds.get(kind)?.reach ?? []).map((reach) => [use, reach] as const))
    .every(([use, reach]) => use.rule.needs.some((need) => need !== 'messages' && unseenByReach(reach).has(need)));

describe.each(worlds)('$slug', ({ policy, tried }) => {
  test.each(tried)('$clause $name', ({ missing, surplus }) => {
    expect({ missing, surplus }).toEqual({ missing: [], surplus: [] });
  });

  test.each(
    policy.clauses.flatMap(({ id, checkedBy }) =>
      checkedBy.filter((instance) => judgedNow(policy, instance)).map((instance) => [id, instance] as const),
    ),
  )('%s: cases show %s breached and fine', (clause, instance) => {
    const shows = showing(tried, clause, instance);
    expect(shows).toEqual(neverSeen(policy, instance) ? ['unseen'] : expect.arrayContaining(['fine', 'found']));
  });
});

/** What waits for a number is off, and its cases come with the number. */
const judgedNow = ({ uses }: Policy, instance: string): boolean =>
  uses.some((use) => use.instance === instance && use.unset.length === 0);

const showing = (tried: readonly Tried[], clause: string, instance: string): string[] => [
  ...new Set(
    tried
      .filter((one) => one.clause === clause && (one.shows !== 'found' ? one.uses : one.finders).includes(instance))
      .map(({ shows }) => shows),
  ),
];

describe('a case that the policy contradicts', () => {
  const policy = foundingPolicy('drucker-consulting');
  const cases = casesOf('drucker-consulting', policy);
  const [everybody, oneMissing] = cases.用例.filter(({ 条款: clause }) => clause === '第2章第2条');
  const judged = (one: CasesFile['用例'][number] | undefined, over: Partial<CasesFile['用例'][number]>) =>
    one && tryCases(policy, { ...cases, 用例: [{ ...one, ...over }] }, house)[0];

  test('says what it found instead of nothing', () => {
    expect(judged(oneMissing, { 应为: '没有问题' })).toMatchObject({
      outcome: 'broken',
      missing: [],
      surplus: ['违反 · 何经理 · 何经理（管理人员）还没有入群（managers-required）'],
    });
  });

  test('says what it did not find, and does not take another person for him', () => {
    expect(judged(oneMissing, { 应为: [{ 关于: '林人资', 结果: 'breach' }] })).toMatchObject({
      outcome: 'broken',
      missing: ['违反 · 林人资'],
      surplus: ['违反 · 何经理 · 何经理（管理人员）还没有入群（managers-required）'],
    });
  });

  test('what cannot be seen is not fine', () => {
    const group = { ...everybody?.群, 类型: 'internal' } as CasesFile['用例'][number]['群'];
    expect(judged(everybody, { 群: group })?.missing).toEqual([
      '没有问题（managers-required 无法核对：internal-group）',
    ]);
  });

  test('what is seen is not invisible', () => {
    expect(judged(everybody, { 应为: '无法核对' })?.missing).toEqual(['无法核对（managers-required）']);
  });
});

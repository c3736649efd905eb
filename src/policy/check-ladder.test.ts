import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { USUAL_LADDER } from '../sanctions/ladder-file.ts';
import { explainPolicy } from './explain.ts';
import { loadPolicy } from './load.ts';

const good = readFileSync(join(import.meta.dirname, '../../test/fixtures/policies/good.yaml'), 'utf8');
const loaded = (...lines: string[]) => {
  const result = loadPolicy(good.replace('\nkinds:\n', `\n${lines.join('\n')}\nkinds:\n`), 'good.yaml');
  return 'problems' in result ? result.problems.map(({ path, message }) => `${path}: ${message}`) : result;
};
const policyOf = (...lines: string[]) => {
  const result = loaded(...lines);
  if (Array.isArray(result)) expect.unreachable(result.join('\n'));
  return result as Exclude<typeof result, string[]>;
};
const RUNGS = [
  '  rungs:',
  '    - { severity: general, strikes: 0, reminders: 1, may: [talk] }',
  '    - { severity: serious, strikes: 0, reminders: 0, may: [talk] }',
];

describe('the ladder of a policy', () => {
  test('is the usual one where it writes none, and names nobody for leaders', () => {
    const { policy } = policyOf();
    expect([policy.ladder, policy.lastInstance]).toEqual([USUAL_LADDER, null]);
  });

  test('is its own where it writes one', () => {
    const { policy, open } = policyOf('ladder:', '  days: 90', ...RUNGS, 'lastInstance: { title: 总裁 }');
    expect(policy.ladder).toMatchObject({ days: 90, rungs: [{ reminders: 1 }, { reminders: 0 }] });
    expect(policy.lastInstance).toEqual({ title: '总裁' });
    expect(open.map(({ path }) => path)).not.toContain('policy');
  });

  test('what nobody has confirmed counts as general, and is asked', () => {
    const { open, policy } = policyOf(
      'ladder:',
      '  severities: { membership: { is: serious, confirmedBy: unset } }',
      ...RUNGS,
    );
    expect(open.map(({ message }) => message)).toContain(
      'nobody has confirmed that membership is serious: it counts as general',
    );
    expect(explainPolicy(policy)).toContain('membership：建议算严重，尚未确认，先按一般');
  });

  test.each([
    [
      ['ladder:', '  severities: { memberships: { is: serious, confirmedBy: unset } }', ...RUNGS],
      ['ladder.severities.memberships: no rule of this file is of the category "memberships"'],
    ],
    [['lastInstance: { ofGroup: owner-department }'], ['lastInstance: the last instance knows no group of its own']],
    [['lastInstance: { role: boss }'], ['lastInstance.role: there is no role "boss"']],
    [
      ['ladder: { rungs: [] }'],
      [
        'ladder.rungs: is empty',
        'ladder.rungs: says nothing of the first time (general)',
        'ladder.rungs: says nothing of the first time (serious)',
      ],
    ],
  ])('%j', (lines, problems) => {
    expect(loaded(...lines)).toEqual(problems);
  });

  test('is told in plain words, with who decides about leaders', () => {
    const { policy } = policyOf('ladder:', ...RUNGS, 'lastInstance: { title: 总裁 }');
    expect(explainPolicy(policy)).toContain(
      [
        '发现之后一步一步怎么走',
        '  一般：提醒 1 次，再转人工，可以建议谈话',
        '  严重：直接转人工，可以建议谈话',
        '  认定后 365 天内计入，到期消失；各类分开计。系统只提醒，其余都由人提出、由人决定。',
        '  涉及领导的，由职务「总裁」决定',
      ].join('\n'),
    );
    expect(explainPolicy(policyOf().policy, 'en')).toContain('Who decides about leaders: not said yet');
  });
});

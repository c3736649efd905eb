import { describe, expect, test } from 'vitest';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { house } from '../../test/builders/unseen.ts';
import { judgeGroup } from './judge.ts';
import { loadCases } from './load-cases.ts';
import type { Policy } from './policy.ts';
import { problemText } from './problem.ts';
import { situationOf } from './situation.ts';
import { directoryOf } from './situation-directory.ts';

const FILE = `制度: drucker-consulting
时间: 2026-11-26 15:00
部门: { 咨询一部: {} }
人员:
  何经理: { 部门: 咨询一部, 负责: 咨询一部 }
  吕顾问: { 部门: 咨询一部 }
  施顾问: { 部门: 咨询一部 }
用例:
  - 名称: 一例
    条款: 第11条
    群:
      类别: 德鲁克咨询交流群
      对话: |
`;

function factsOf(policy: Policy, lines: readonly string[], members = '[何经理, 吕顾问, 施顾问]') {
  const says = lines.map((line) => `        ${line}\n`).join('');
  const read = loadCases(`${FILE}${says}    成员: ${members}\n    应为: 没有问题\n`, 'x', policy);
  if ('problems' in read) expect.unreachable(read.problems.map(problemText).join('\n'));
  const { cases } = read;
  const [one] = cases.用例 as [(typeof cases.用例)[number]];
  const kind = policy.kinds.get('exchange') ?? null;
  const told = { ...house, policy, file: cases, directory: directoryOf(cases), kind, kindOf: () => kind };
  return situationOf(one, told);
}

const foundIn = (policy: Policy, lines: readonly string[], members?: string): string[] =>
  judgeGroup(policy, factsOf(policy, lines, members)).findings.flatMap(({ instance, rule, says, subject }) =>
    rule.startsWith('response/') ? [`${instance} ${says} ${'id' in subject ? subject.id : ''}`] : [],
  );

const b = foundingPolicy('drucker-consulting');
const ASKED = '11-26 10:00 何经理: @吕顾问 今天把方案发我';

describe('what was said in a case', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a quote', [ASKED, '11-26 10:20 吕顾问（引用 10:00）: 下午'], []],
    ['a sticker', [ASKED, '11-26 10:20 吕顾问（表情）:'], ['answer-same-day not-answered 吕顾问']],
    ['a picture', [ASKED, '11-26 10:20 吕顾问（图片）:'], []],
    [
      'an answer taken back',
      [ASKED, '11-26 10:20 吕顾问（撤回 10:25）: 收到'],
      ['answer-same-day not-answered 吕顾问'],
    ],
    ['a press', [ASKED, '11-26 10:20 吕顾问 按 收到 于 10:00'], []],
    ['a word of the asker', ['11-26 10:00 何经理: @吕顾问 方案', '11-26 10:20 何经理 认定 10:00 不是任务'], []],
    [
      'a word of the asker that it is one',
      ['11-26 10:00 何经理: @吕顾问 方案', '11-26 10:20 何经理 认定 10:00 是任务'],
      ['answer-same-day not-shown 吕顾问'],
    ],
  ])('%s', (_what, lines, expected) => {
    expect(foundIn(b, lines)).toEqual(expected);
  });

  test('two who are shown alike are not told apart', () => {
    const alike = '[何经理, { 谁: 吕顾问, 显示名: 顾问 }, { 谁: 施顾问, 显示名: 顾问 }]';
    expect(foundIn(b, ['11-26 10:00 何经理: @顾问 今天把方案发我'], alike)).toEqual([
      'answer-same-day which-one 何经理',
    ]);
  });
});

test('nobody is asked twice whether something is a task: the clause that goes furthest asks', () => {
  const both = foundingPolicy('drucker-consulting', [
    'level: off\n    grace: none\n    settings:\n      from: [leader]\n      result: { within: unset,',
    'level: remind\n    grace: none\n    settings:\n      from: [leader]\n      result: { within: 2 working days,',
  ]);
  expect(foundIn(both, ['11-26 10:00 何经理: @吕顾问 方案'])).toEqual(['passed-on-or-solved is-it-a-task 何经理']);
});

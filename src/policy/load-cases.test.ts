import { describe, expect, test } from 'vitest';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { loadCases } from './load-cases.ts';

const policy = foundingPolicy('drucker-consulting');

const GOOD = `制度: drucker-consulting
时间: 2026-11-26 10:00
部门: { 人资中心: {} }
人员:
  林人资: { 职务: 总监, 部门: 人资中心, 负责: 人资中心 }
用例:
  - 名称: 都在群里
    条款: 第2章第2条
    群: { 类别: 德鲁克咨询交流群 }
    成员: [林人资]
    应为: 没有问题
`;

const said = (text: string): string[] => {
  const result = loadCases(text, 'x.cases.yaml', policy);
  return 'problems' in result
    ? result.problems.map(({ line, path, message, remedy }) => `${line} ${path}: ${message} → ${remedy}`)
    : [];
};

describe('a file of cases', () => {
  test('that is right loads', () => {
    expect(said(GOOD)).toEqual([]);
  });

  test.each<[string, string, string, string]>([
    [
      'an unknown clause',
      '条款: 第2章第2条',
      '条款: 第2章第9条',
      '8 用例[0].条款: there is no checked clause "第2章第9条" → did you mean "第2章第1条"?',
    ],
    [
      'a clause that nobody checks',
      '条款: 第2章第2条',
      '条款: 第10条',
      '8 用例[0].条款: there is no checked clause "第10条" → did you mean "第11条"?',
    ],
    [
      'an unknown kind of group',
      '德鲁克咨询交流群',
      '德鲁克咨询群',
      '9 用例[0].群.类别: there is no kind of group "德鲁克咨询群" → did you mean "德鲁克咨询交流群"?',
    ],
    [
      'an unknown member',
      '成员: [林人资]',
      '成员: [林人事]',
      '10 用例[0].成员[0].谁: there is no person "林人事" → there are: 林人资',
    ],
    [
      'an unknown department',
      '部门: 人资中心, 负责',
      '部门: 人事中心, 负责',
      '5 人员.林人资.部门: there is no department "人事中心" → did you mean "人资中心"?',
    ],
    [
      'a line that nobody says',
      '群: { 类别: 德鲁克咨询交流群 }',
      '群: { 类别: 德鲁克咨询交流群, 对话: "11-26 10:00 林人事: 收到" }',
      '9 用例[0].群.对话: nobody of this name: 林人事: 收到 → write one line a message: 11-26 10:00 名字: 说的话',
    ],
    [
      'a line that says nothing',
      '群: { 类别: 德鲁克咨询交流群 }',
      '群: { 类别: 德鲁克咨询交流群, 对话: "十点 林人资: 收到" }',
      '9 用例[0].群.对话: not a line of a script: 十点 林人资: 收到 → write one line a message: 11-26 10:00 名字: 说的话',
    ],
    [
      'a quote of nothing',
      '群: { 类别: 德鲁克咨询交流群 }',
      '群: { 类别: 德鲁克咨询交流群, 对话: "11-26 10:00 林人资（引用 09:00）: 收到" }',
      '9 用例[0].群.对话: nothing was said at 09:00 → write one line a message: 11-26 10:00 名字: 说的话',
    ],
    [
      'leave of nobody',
      '群: { 类别: 德鲁克咨询交流群 }',
      '群: { 类别: 德鲁克咨询交流群, 休假: [{ 谁: 林人事, 自: 2026-11-26, 至: 2026-11-27 }] }',
      '9 用例[0].群.休假[0].谁: there is no person "林人事" → there are: 林人资',
    ],
    [
      'a misspelt key',
      '成员: [林人资]',
      '成圆: [林人资]',
      '10 用例[0].成圆: there is no such key → there are: 规则, 时间, 成员',
    ],
    [
      'a word that is no result',
      '应为: 没有问题',
      '应为: 没问题',
      '11 用例[0].应为: "没问题" is not possible here → there are: 没有问题, 无法核对',
    ],
    [
      'a time that is none',
      '2026-11-26 10:00',
      '2026年11月26日',
      '2 时间: "2026年11月26日" is not a moment → write 2026-11-26 or 2026-11-26 10:00',
    ],
    [
      'an unknown rule',
      '应为: 没有问题',
      '应为: [{ 规则: manager-required, 关于: 林人资 }]',
      '11 用例[0].应为[0].规则: there is no rule of this clause "manager-required" → did you mean "managers-required"?',
    ],
    [
      'a stranger it is about',
      '应为: 没有问题',
      '应为: [{ 关于: 何经理 }]',
      '11 用例[0].应为[0].关于: there is no person "何经理" → there are: 本群, 林人资',
    ],
    [
      'cases of another policy',
      '制度: drucker-consulting',
      '制度: anhui-chamber',
      '1 制度: these are cases of "anhui-chamber", not of "drucker-consulting" → test the policy they belong to',
    ],
  ])('%s is said with its line and remedy', (_, from, to, expected) => {
    expect(said(GOOD.replace(from, to))).toEqual([expected]);
  });

  test('two cases of one name, and somebody who is both inside and outside', () => {
    const twice = `${GOOD}${GOOD.slice(GOOD.indexOf('  - 名称'))}外部联系人: { 林人资: {} }\n`;
    expect(said(twice)).toEqual([
      '5 人员.林人资: is both a colleague and an outsider → give one another name',
      '12 用例[1].名称: two cases have this name → give each its own',
    ]);
  });
});

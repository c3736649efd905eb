import { describe, expect, test } from 'vitest';
import { loadPolicy } from './load.ts';
import { problemText } from './problem.ts';

const head = `policy: sample
title: 示例群规
company: 示例公司
interpreter: 行政部
basis: employment
scope: 自迁入企业微信之日起执行。
published: 2026-01-01
effective: 2026-01-01
offices:
  hr: { name: 行政部, who: { department: 行政部 } }
roles:
  president: { name: 总裁, who: { title: 总裁 } }
kinds:
  staff: { name: 员工群, reach: [internal] }
clauses:
  - { id: 第一条, title: 示例, text: 示例条款。, strength: binding, evidence: archive, checkedBy: [our-rule] }
`;
const TASK = 'rule: response/task, clause: 第一条, kinds: all, level: observe';
const load = (messages: string, settings = '{ answer: { within: 30 minutes } }') =>
  loadPolicy(`${head}rules:\n  our-rule: { ${TASK}, settings: ${settings} }\nmessages:\n  ${messages}\n`, 'p.yaml');

function loaded(messages: string, settings?: string) {
  const result = load(messages, settings);
  if ('problems' in result) expect.unreachable(result.problems.map(problemText).join('\n'));
  return result.policy;
}

describe('words of the company’s own', () => {
  test('stand beside the usual ones, in lower case, under the word of the text', () => {
    const { lexicon } = loaded('words: { acknowledge: { 收到: [已收悉], 遵办: [遵办] }, ask: [Pls], without: [麻烦] }');
    expect(lexicon.acknowledge.收到?.at(-1)).toBe('已收悉');
    expect(lexicon.acknowledge.遵办).toEqual(['遵办']);
    expect([lexicon.ask.includes('pls'), lexicon.ask.includes('请'), lexicon.ask.includes('麻烦')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test.each([
    ['acknowledge: { 收到: [收到] }', '"收到" counts already'],
    ['done: [办妥, 办妥]', '"办妥" stands here twice'],
    ['decline: [收到]', '"收到" cannot be of decline and of acknowledge'],
    ['acknowledge: { 收到: [谢谢] }', '"谢谢" cannot be of acknowledge and of courtesy'],
    ['done: ["办妥 了"]', '"办妥 了" is never found: these are read without spaces and punctuation'],
    ['done: ["。。"]', 'is only punctuation'],
    ['without: [谢写]', '"谢写" is none of the usual words'],
    ['done: [""]', 'is empty'],
    ['finished: [办妥]', 'there is no such key'],
  ])('%s: %s', (words, message) => {
    const result = load(`words: { ${words} }`);
    const said = 'problems' in result ? result.problems.map(({ line, message: what }) => [line, what]) : [];
    expect(said).toEqual([[20, expect.stringContaining(message)]]);
  });
});

describe('spokesmen', () => {
  test('are people or roles, resolved like any other', () => {
    const [one] = loaded('spokesmen: [{ who: { userid: sun }, for: { role: president }, called: [总裁] }]').spokesmen;
    expect(one).toEqual({ who: { userid: 'sun' }, for: { title: '总裁', called: '总裁' }, called: ['总裁'] });
  });

  test.each([
    ['spokesmen: [{ who: { role: presidents }, for: { role: president } }]', 'there is no role "presidents"'],
    [
      'spokesmen: [{ who: { ofGroup: owner-department }, for: { role: president } }]',
      'a spokesman belongs to no group',
    ],
    ['spokesmen: [{ who: { userid: sun } }]', 'is missing'],
  ])('%s: %s', (messages, message) => {
    const result = load(messages);
    const said = 'problems' in result ? result.problems.map(({ line, message: what }) => [line, what]) : [];
    expect(said).toEqual([[20, expect.stringContaining(message)]]);
  });
});

describe('what settings of answers name', () => {
  test.each([
    [
      '{ from: [presidant], answer: { within: 2 hours } }',
      'settings.from[0]',
      'there is no role or office "presidant"',
    ],
    [
      '{ answer: { within: 2 hours, escalate: [{ to: boss }] } }',
      'settings.answer.escalate[0].to',
      'there is no role or office "boss"',
    ],
    ['{ answer: { within: 1 day } }', 'settings.answer.within', 'is not a span of working time'],
    ['{ from: [leader] }', 'settings', 'waits for nothing'],
    ['{ result: { due: within } }', 'settings.result', 'says no time'],
  ])('%s', (settings, path, message) => {
    const result = load('content: none', settings);
    const said = 'problems' in result ? result.problems.map((one) => [one.path, one.message]) : [];
    expect(said).toEqual([[`rules.our-rule.${path}`, expect.stringContaining(message)]]);
  });

  test('roles, offices and leader are known; a working day is the policy’s', () => {
    const answer = 'answer: { within: 1 working day, warnBefore: [30 minutes], escalate: [{ after: 1 hour, to: hr }] }';
    const [use] = loaded('content: none', `{ from: [president, leader], ${answer} }`).uses;
    expect(use?.waits).toMatchObject({
      id: 'our-rule',
      clause: '第一条',
      speakers: ['president', 'leader'],
      acknowledge: {
        withinMs: 450 * 60_000,
        warnBeforeMs: [1_800_000],
        escalate: [{ afterMs: 3_600_000, toRole: 'hr' }],
      },
    });
  });

  test('an unset time waits for nobody', () => {
    const [use] = loaded('content: none', '{ answer: { within: unset } }').uses;
    expect([use?.waits, use?.unset]).toEqual([null, ['settings.answer.within']]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { house } from '../../test/builders/unseen.ts';
import { editorSchema } from './editor-schema.ts';
import { explainPolicy } from './explain.ts';
import { loadPolicy } from './load.ts';
import { loadCases } from './load-cases.ts';
import type { Policy } from './policy.ts';
import { problemText } from './problem.ts';
import { refusals } from './publishable.ts';
import { tryCases } from './try-cases.ts';

const folder = join(import.meta.dirname, '../../policies/presets');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const presets = readdirSync(folder).filter((file) => !file.endsWith('.cases.yaml'));

function loaded(source: string) {
  const result = loadPolicy(source, 'preset.yaml');
  if ('problems' in result) expect.unreachable(result.problems.map(problemText).join('\n'));
  return result;
}

function outcomes(policy: Policy, source: string): readonly string[] {
  const read = loadCases(source, 'preset.cases.yaml', policy);
  if ('problems' in read) expect.unreachable(read.problems.map(problemText).join('\n'));
  return tryCases(policy, read.cases, house).flatMap(({ name, missing, surplus }) =>
    [...missing, ...surplus].map((one) => `${name}: ${JSON.stringify(one)}`),
  );
}

const schema = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(editorSchema());

describe.each(presets)('%s', (file) => {
  test('may be published as it is, once its name is put in', () => {
    expect(refusals(loaded(read(file)))).toEqual([]);
  });

  test('satisfies the schema that editors use', () => {
    schema(parse(read(file)));
    expect(schema.errors ?? []).toEqual([]);
  });

  test('its cases come out as they say', () => {
    expect(outcomes(loaded(read(file)).policy, read(file.replace('.yaml', '.cases.yaml')))).toEqual([]);
  });
});

describe('public-body', () => {
  const source = read('public-body.yaml');
  const { policy } = loaded(source);
  /** The preset with its one rule about answers switched on, as an office does that has set the time. */
  const asking = loaded(
    source
      .replace('level: off\n    grace: none', 'level: remind\n    grace: none')
      .replace('within: unset', 'within: 1 working day'),
  ).policy;

  const cast = read('public-body.cases.yaml').split('用例:')[0] ?? '';
  const talk = (said: string, expected: string): string =>
    `${cast}用例:\n  - 名称: 一例\n    条款: 七\n    群: { 类别: 部门工作群, 对话: ${JSON.stringify(`11-24 10:00 何处长: ${said}`)} }\n    成员: [何处长, 吕科员, 施科员]\n    应为: ${expected}\n`;

  test('nobody owes an answer to what is said to all, whatever it asks for, though a name is waited for', () => {
    for (const said of [
      '@所有人 【通知】周五演练，收到请回复',
      '@所有人 请大家回复收到',
      '【通知】周五演练，收到请回复',
    ])
      expect(outcomes(asking, talk(said, '没有问题')), said).toEqual([]);
    expect(outcomes(asking, talk('@吕科员 请把材料发我', '[{ 规则: named-tasks, 关于: 吕科员 }]'))).toEqual([]);
  });

  test('no rule of it opens a duty for everybody', () => {
    const waits = asking.uses.flatMap(({ waits }) => waits ?? []);
    expect(waits.map(({ all, unnamed }) => [all, unnamed])).toEqual([['nobody', 'nobody']]);
    expect(asking.uses.map(({ rule }) => rule.id)).not.toContain('response/notice');
  });

  test('nobody is ranked or held up to others: no public notice, no points, no daily roll call', () => {
    expect(policy.ladder.rungs.flatMap(({ may }) => may).filter((one) => !['talk', 'training'].includes(one))).toEqual(
      [],
    );
    expect(policy.dailyClose).toBeNull();
    const ranking = explainPolicy(policy)
      .split('\n')
      .filter((line) => /排名|排行|积分|通报/.test(line));
    expect(ranking.every((line) => line.includes('不'))).toBe(true);
    expect(policy.clauses.find(({ id }) => id === '八')?.checkedBy).toEqual([]);
  });
});

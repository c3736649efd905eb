import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { CorpConfig } from '../config.ts';
import { Corp } from '../ids.ts';
import { requirePolicies } from './require-policies.ts';

const here = mkdtempSync(join(tmpdir(), 'qungui-policies-'));
afterAll(() => rmSync(here, { recursive: true }));

const serving = (...policies: string[]) => {
  const slug = Corp.parse('demo');
  const corp: CorpConfig = {
    slug,
    corpid: 'wwdemo',
    name: '示例公司',
    timeZone: 'Asia/Shanghai',
    surfaces: {},
    sweepDays: 3,
    policies,
  };
  return { corps: new Map([[slug, corp]]) };
};
const written = (name: string, text: string): string => {
  writeFileSync(join(here, name), text);
  return join(here, name);
};

test('a process starts with the founding policies, and with none', () => {
  const founding = ['chongqing-industrial', 'drucker-consulting', 'anhui-chamber'].map((name) =>
    resolve('policies', `${name}.yaml`),
  );
  expect(() => requirePolicies(serving(...founding), process.cwd())).not.toThrow();
  expect(() => requirePolicies(serving(), process.cwd())).not.toThrow();
});

test('a policy that cannot be used stops the start, with line, key and what to do', () => {
  const bad = written('bad.yaml', 'policy: demo\nlevle: remind\n');
  expect(() => requirePolicies(serving(bad), here)).toThrow(
    expect.objectContaining({
      code: 'E-CONFIG-POLICY',
      why: expect.stringMatching(/bad\.yaml:2:1 levle: there is no such key/),
      remedy: expect.stringContaining('policy check'),
    }),
  );
});

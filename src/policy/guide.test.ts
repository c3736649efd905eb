import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { house } from '../../test/builders/unseen.ts';
import { loadCases } from './load-cases.ts';
import { tryCases } from './try-cases.ts';

// What the guide gives to copy can be used, in both languages.

const root = join(import.meta.dirname, '../..');
const guides = ['docs/policy-guide.md', 'docs/zh/policy-guide.md'];
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const snippets = (file: string): string[] =>
  [...read(file).matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, one]) => one ?? '');
const commands = (file: string): string[] =>
  [...read(file).matchAll(/^npm run .*$/gm)].map(([line]) =>
    line.replace(' --lang en', '').replaceAll(/<[^>]*>/g, '<…>'),
  );

describe.each(guides)('%s', (guide) => {
  const [example = '', rollout = ''] = snippets(guide);

  test('its case is one of the founding policy’s, and comes out as it says', () => {
    const policy = foundingPolicy('chongqing-industrial');
    const file = read('policies/chongqing-industrial.cases.yaml');
    const people = file.slice(0, file.indexOf('用例:'));
    const loaded = loadCases(`${people}用例:\n${example.replace(/^/gm, '  ').trimEnd()}\n`, 'guide', policy);
    if ('problems' in loaded) expect.unreachable(JSON.stringify(loaded.problems));
    const only = { ...loaded.cases, 用例: loaded.cases.用例.map((one) => ({ ...one, 规则: ['executive-allowed'] })) };
    expect(tryCases(policy, only, house).map(({ outcome }) => outcome)).toEqual(['kept']);
  });

  test('its rollout is one that a rule can have', () => {
    const plan = rollout.replace(/^/gm, '    ').trimEnd();
    const policy = foundingPolicy('chongqing-industrial', [
      "      separator: '-'\n",
      `      separator: '-'\n${plan}\n`,
    ]);
    const use = policy.uses.find(({ instance }) => instance === 'nickname');
    expect(use?.rollout.map(({ level }) => level)).toEqual(['observe', 'remind', 'remind']);
  });

  test.each([...read(guide).matchAll(/`((?:president|large): \{[^`]*\})`/g)].map(([, one]) => one ?? ''))(
    '%s loads',
    (line) => {
      const at = line.startsWith('large')
        ? '  department:\n    name: { zh: 部门工作群'
        : '  president: { name: { zh: 总裁, en: President }, who: { title: 总裁 } }\n';
      const to = line.startsWith('large') ? `  ${line}\n${at}` : `  ${line}\n`;
      expect(foundingPolicy('chongqing-industrial', [at, to]).slug).toBe('chongqing-industrial');
    },
  );
});

test('both say the same commands', () => {
  expect(commands(guides[1] ?? '')).toEqual(commands(guides[0] ?? ''));
  expect(commands(guides[0] ?? '').length).toBeGreaterThan(5);
});

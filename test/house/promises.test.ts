import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { RegisterFile } from '../../src/cli/register-file.ts';
import { TenantsFile } from '../../src/load-config/tenants-file.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { promisedBy } from '../../src/policy/promise.ts';
import { paths, read } from './tree.ts';

// What README promises first is what the founding policies say, counted again here; what it gives to copy can be used.

/** The cells of the row about a policy, by a word of its company's name. */
function rowOf(page: string, company: RegExp): readonly number[] {
  const row = read(page)
    .text.split('\n')
    .find((line) => line.startsWith('|') && company.test(line));
  return (row ?? '')
    .split('|')
    .slice(2, -1)
    .map((cell) => Number.parseInt(cell, 10));
}

const companies: Readonly<Record<string, RegExp>> = {
  'policies/chongqing-industrial.yaml': /重庆实业/,
  'policies/drucker-consulting.yaml': /德鲁克咨询/,
  'policies/anhui-chamber.yaml': /安徽商会/,
};

describe.each(['README.md', 'README.zh-CN.md'])('%s', (page) => {
  test.each(Object.entries(companies))('says of %s what the file says', (file, company) => {
    const loaded = loadPolicy(read(file).text, file);
    if ('problems' in loaded) throw new Error(`${file} cannot be read`);
    const { demands, byGroups, checkedNow, byArchive, byPeople } = promisedBy(loaded.policy);

    expect(rowOf(page, company)).toEqual([demands, byGroups, checkedNow, byArchive, byPeople]);
  });
});

test.each(['README.md', 'README.zh-CN.md'])('%s says how much rules hear today', (page) => {
  const heard = Object.keys(companies).map((file) => {
    const loaded = loadPolicy(read(file).text, file);
    return 'policy' in loaded ? promisedBy(loaded.policy).heardNow : null;
  });
  const [, ...said] = /A (\d+)\W+B (\d+)\W+C (\d+)/.exec(read(page).text) ?? [];

  expect(said.map(Number)).toEqual(heard);
});

test('every founding policy has its row', () => {
  expect(paths.filter((path) => /^policies\/[^./]*\.yaml$/.test(path)).sort()).toEqual(Object.keys(companies).sort());
});

test('the examples that a reader copies are what the product reads', () => {
  const [, register] = /```yaml\n([\s\S]*?)```/.exec(read('README.md').text.replaceAll(/^ {3}/gm, '')) ?? [];

  for (const text of [register ?? '', read('simulator/sample-groups.yaml').text])
    expect(RegisterFile.parse(parse(text)).groups).toHaveLength(1);
  expect(Object.keys(TenantsFile.parse(parse(read('qungui.example.yaml').text)).corps)).toEqual(['demo']);
});

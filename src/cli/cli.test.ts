import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runAlone } from '../../test/command-line.ts';
import { editorSchemaText } from '../policy/editor-schema.ts';

const root = join(import.meta.dirname, '../..');
const founding = join(root, 'policies/anhui-chamber.yaml');
const fixture = (name: string): string => join(root, `test/fixtures/policies/${name}.yaml`);
const scratch = mkdtempSync(join(tmpdir(), 'qungui-cli-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const otherCases = join(root, 'policies/drucker-consulting.cases.yaml');

/** The founding cases, one of which expects the contrary. */
function wrongCase(): string {
  const file = join(scratch, 'wrong.cases.yaml');
  const text = readFileSync(join(root, 'policies/anhui-chamber.cases.yaml'), 'utf8');
  writeFileSync(file, text.replace('成员: [金秘书, 魏干事, 张示例]', '成员: [金秘书, 推销员]'));
  return file;
}

const run = runAlone;

describe('exit codes', () => {
  test.each<[number, string, string[]]>([
    [0, 'a policy that can be published', ['policy', 'check', founding]],
    [1, 'a policy with a mistake', ['policy', 'check', fixture('unknown-rule')]],
    [1, 'a policy that waits for a number', ['policy', 'check', fixture('unset-grace')]],
    [1, 'one bad file among good ones', ['policy', 'check', founding, fixture('unknown-rule')]],
    [0, 'a policy explained', ['policy', 'explain', founding]],
    [2, 'a policy with mistakes is not explained', ['policy', 'explain', fixture('unknown-rule')]],
    [0, 'cases that come out as they say', ['policy', 'test', founding]],
    [1, 'a case that comes out otherwise', ['policy', 'test', founding, '--cases', wrongCase()]],
    [1, 'cases of another policy', ['policy', 'test', founding, '--cases', otherCases]],
    [2, 'no cases beside it', ['policy', 'test', fixture('good')]],
    [2, 'a policy with mistakes is not tried', ['policy', 'test', fixture('unknown-rule')]],
    [0, 'cases checked beside their policy', ['policy', 'check', otherCases]],
    [2, 'a replay of nothing', ['policy', 'replay']],
    [2, 'no such file', ['policy', 'check', 'nothing.yaml']],
    [2, 'no file named', ['policy', 'check']],
    [2, 'no such command', ['polcy']],
    [2, 'no such option', ['policy', 'check', founding, '--strict']],
    [2, 'no such language', ['policy', 'explain', founding, '--lang', 'fr']],
    [0, 'a known error code', ['errcode', '60020']],
    [0, 'a negative one', ['errcode', '-1']],
    [1, 'an error code that nobody listed', ['errcode', '12345678']],
    [2, 'no error code at all', ['errcode', 'abc']],
    [2, 'nothing asked', []],
    [0, 'help', ['--help']],
    [0, 'help of a command', ['policy', 'check', '--help']],
  ])('%i: %s', async (exit, _, args) => {
    const plain = await run(...args);
    expect(plain.exit).toBe(exit);
    expect(plain.out + plain.err).not.toBe('');
    expect((await run(...args, '--json')).exit).toBe(exit);
  });
});

describe('policy check', () => {
  test.each([
    ['a: [b\n\n', '1:6', '  | a: [b\n  |      ^'],
    ['kinds: [[[ x\n', '1:13', '  | kinds: [[[ x\n'],
  ])('%j: what is missing at the end is said once, at the end of the text', async (text, where, shown) => {
    const file = join(scratch, 'open.yaml');
    writeFileSync(file, text);
    const { out } = await run('policy', 'check', file);
    expect(out.split('not readable as YAML')).toHaveLength(2);
    expect(out).toContain(`open.yaml:${where} `);
    expect(out).toContain(shown);
  });
});

describe('--json', () => {
  test.each([
    [['policy', 'check', founding]],
    [['policy', 'check', fixture('unknown-rule')]],
    [['policy', 'explain', founding]],
    [['policy', 'schema']],
    [['errcode', '60020']],
    [['errcode', 'abc']],
    [['polcy']],
    [['policy', 'check', 'nothing.yaml']],
  ])('%j prints one line of JSON and nothing else', async (args) => {
    const { out, err } = await run(...args, '--json');
    expect(err).toBe('');
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(out)).toBeTypeOf('object');
  });

  test('may stand before or after the command', async () => {
    expect(await run('--json', 'errcode', '60020')).toEqual(await run('errcode', '60020', '--json'));
  });
});

describe('words', () => {
  test('a case that comes out otherwise says what was not expected, in the words of the message', async () => {
    const { out } = await run('policy', 'test', founding, '--cases', wrongCase());
    expect(out).toContain(
      '✗ 三5 会员和工作人员\n    没料到：违反 · 推销员 · 推销员 已确认与本群无关（members-allowed）\n',
    );
    expect(out).toContain('cases, 1 came out otherwise');
  });

  test('a mistake is shown at its line with a caret and a remedy', async () => {
    const { out } = await run('policy', 'check', fixture('misspelt-level'));
    expect(out).toContain(
      ':35:12 rules.managers-inside.level: "remined" is not possible here\n  → did you mean "remind"?\n  |     level: remined',
    );
    expect(out).toContain('✗ cannot be used');
  });

  test('what is open is told apart from what is wrong', async () => {
    const { out } = await run('policy', 'check', founding);
    expect(out).toContain('✓ can be published (anhui-chamber: 7 clauses, 9 uses of rules)');
    expect(out).toContain('Still open, and no obstacle (3):');
  });

  test('an error says what, why and what to do', async () => {
    expect((await run('policy', 'check', 'nothing.yaml')).err).toBe(
      'E-USE: there is no file nothing.yaml\n  why: the path leads nowhere\n  do:  check the name\n',
    );
  });

  test('a misspelt command is recognised', async () => {
    expect((await run('policy', 'chek')).err).toContain('Did you mean check?');
  });

  test('a file that is not UTF-8 is refused, not garbled', async () => {
    const file = join(scratch, 'gbk.yaml');
    writeFileSync(file, Buffer.from([0x70, 0x3a, 0x20, 0xc8, 0xba, 0xb9, 0xe6]));
    expect(await run('policy', 'check', file)).toMatchObject({ exit: 2, err: expect.stringContaining('is not UTF-8') });
  });
});

test('`policy schema --write` writes what `policy schema` prints', async () => {
  const file = join(scratch, 'schema.json');
  await run('policy', 'schema', '--write', file);
  expect(readFileSync(file, 'utf8')).toBe(editorSchemaText());
  expect((await run('policy', 'schema')).out).toBe(editorSchemaText());
});

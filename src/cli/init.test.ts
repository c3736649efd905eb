import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runAlone, runAsked } from '../../test/command-line.ts';
import type { CorpConfig } from '../config.ts';
import { Corp } from '../ids.ts';
import { callbackPath } from '../intake/callback-path.ts';
import { loadConfig } from '../load-config.ts';

const SECRET = 'aSecretThatNobodyMaySee0123456789';
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'qungui-init-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const file = (name: string, text: string): string => {
  writeFileSync(join(dir, name), text, { mode: 0o600 });
  return join(dir, name);
};
const flags = () => [
  ...['--dir', dir, '--corp', 'shifan', '--corpid', 'ww0123456789abcdef', '--name', '示范"实业'],
  ...['--host', 'qungui.example.com', '--agent-id', '1000002', '--app-secret-file', file('given', `${SECRET}\n`)],
];
const answers = (...lines: string[]): string =>
  file(
    'answers.yaml',
    [
      'corp: shifan',
      'corpid: ww0123456789abcdef',
      'name: 示范实业',
      'host: qungui.example.com',
      'agentId: 1000002',
      ...lines,
    ].join('\n'),
  );
const written = (): string[] => readdirSync(dir).sort();

describe('what init writes', () => {
  test('starts: the configuration is read whole, with keys of WeCom’s shape', async () => {
    const { exit } = await runAlone('init', ...flags());
    const config = loadConfig({ QUNGUI_CONFIG: join(dir, 'qungui.yaml'), QUNGUI_HOME: join(dir, 'home') }, dir);
    const corp = config.corps.get(Corp.parse('shifan'));

    expect(exit).toBe(0);
    expect(corp).toMatchObject({ corpid: 'ww0123456789abcdef', name: '示范"实业', timeZone: 'Asia/Shanghai' });
    expect(corp?.surfaces.app).toMatchObject({ agentId: 1_000_002, secret: SECRET });
    expect(corp?.surfaces.contacts?.secret).toBeNull();
    for (const surface of ['app', 'contacts'] as const)
      expect(corp?.surfaces[surface]?.callbackKeys).toEqual([
        { token: expect.stringMatching(/^[A-Za-z0-9]{32}$/), aesKey: expect.stringMatching(/^[A-Za-z0-9]{43}$/) },
      ]);
  });

  test('is for this account alone', async () => {
    await runAlone('init', ...flags());
    const modes = readdirSync(join(dir, 'secrets')).map((name) => statSync(join(dir, 'secrets', name)).mode & 0o777);
    expect(new Set(modes)).toEqual(new Set([0o600]));
    expect(statSync(join(dir, 'secrets')).mode & 0o777).toBe(0o700);
    expect(statSync(join(dir, 'qungui.yaml')).mode & 0o777).toBe(0o600);
  });

  test.each([[[]], [['--json']]])('shows no secret %j', async (more) => {
    const { out, err } = await runAlone('init', ...flags(), ...more);
    const secrets = readdirSync(join(dir, 'secrets')).map((name) =>
      readFileSync(join(dir, 'secrets', name), 'utf8').trim(),
    );
    expect(secrets).toHaveLength(5);
    for (const secret of secrets)
      expect(out + err + readFileSync(join(dir, 'qungui.yaml'), 'utf8')).not.toContain(secret);
  });

  test('two corps never get the same keys', async () => {
    await runAlone('init', ...flags());
    const first = readFileSync(join(dir, 'secrets/shifan-app-aes-key'), 'utf8');
    rmSync(join(dir, 'qungui.yaml'));
    rmSync(join(dir, 'secrets'), { recursive: true });
    await runAlone('init', ...flags());
    expect(readFileSync(join(dir, 'secrets/shifan-app-aes-key'), 'utf8')).not.toBe(first);
  });
});

describe('what init says to do', () => {
  test("is in WeCom's order", async () => {
    const { out } = await runAlone('init', ...flags());
    const places = [
      '设置API接收',
      '可信域名',
      '企业可信IP',
      '可调用接口的应用',
      '外部联系人变更回调',
      '可见范围',
      '设置接收事件服务器',
    ];
    const found = places.map((place) => out.indexOf(place));
    expect(found.every((at) => at > 0)).toBe(true);
    expect(found).toEqual([...found].sort((a, b) => a - b));
  });

  test('names the addresses and the files to copy from', async () => {
    const { out } = await runAlone('init', ...flags());
    for (const text of [
      'https://qungui.example.com/callbacks/shifan/app',
      'https://qungui.example.com/callbacks/shifan/contacts',
      'cat secrets/shifan-app-token',
      'cat secrets/shifan-contacts-aes-key',
    ])
      expect(out).toContain(text);
    const { corps } = loadConfig({ QUNGUI_CONFIG: join(dir, 'qungui.yaml') }, dir);
    const shifan = corps.get(Corp.parse('shifan')) as CorpConfig;
    for (const surface of ['app', 'contacts'] as const)
      expect(out).toContain(`URL: https://qungui.example.com${callbackPath(shifan, surface)}\n`);
    expect(callbackPath(shifan, 'app')).toMatch(/\/[A-Za-z0-9]{22}$/);
  });

  test('is data with --json', async () => {
    const { out } = await runAlone('init', ...flags(), '--json');
    const { corp, written, steps } = JSON.parse(out);
    expect({ corp, last: written.at(-1), steps: steps.length }).toEqual({
      corp: 'shifan',
      last: 'qungui.yaml',
      steps: 9,
    });
  });
});

describe('a preset', () => {
  test('is copied under the company’s own name, can be published, and is what qungui.yaml names', async () => {
    expect(await runAlone('init', ...flags(), '--preset', 'public-body')).toMatchObject({ exit: 0 });
    const policy = readFileSync(join(dir, 'policies/shifan.yaml'), 'utf8');
    expect(policy).toContain('policy: shifan\n');
    expect(policy).toContain('company: "示范\\"实业"\n');
    expect(readFileSync(join(dir, 'qungui.yaml'), 'utf8')).toContain('policies: ["policies/shifan.yaml"]');
    expect(await runAlone('policy', 'check', join(dir, 'policies/shifan.yaml'))).toMatchObject({ exit: 0 });
    expect(await runAlone('policy', 'test', join(dir, 'policies/shifan.yaml'))).toMatchObject({
      out: expect.stringContaining('0 came out otherwise'),
    });
  });

  test('never replaces a policy that is there, and must be one that is shipped', async () => {
    mkdirSync(join(dir, 'policies'));
    file('policies/shifan.yaml', 'policy: ours');
    expect(await runAlone('init', ...flags(), '--preset', 'public-body')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('it is your own policy'),
    });
    expect(readdirSync(dir).sort()).toEqual(['given', 'policies']);
    expect(await runAlone('init', ...flags(), '--preset', 'publc-body')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('public-body'),
    });
  });
});

describe('init refuses', () => {
  test('to overwrite a configuration', async () => {
    file('qungui.yaml', 'corps: mine');
    expect(await runAlone('init', ...flags())).toMatchObject({
      exit: 2,
      err: expect.stringContaining('is there already'),
    });
    expect(readFileSync(join(dir, 'qungui.yaml'), 'utf8')).toBe('corps: mine');
  });

  test('to overwrite a secret', async () => {
    mkdirSync(join(dir, 'secrets'));
    writeFileSync(join(dir, 'secrets/shifan-app-token'), 'inuse');
    expect(await runAlone('init', ...flags())).toMatchObject({ exit: 2 });
    expect(readFileSync(join(dir, 'secrets/shifan-app-token'), 'utf8')).toBe('inuse');
    expect(readdirSync(join(dir, 'secrets'))).toEqual(['shifan-app-token']);
  });

  test('to guess: it names what is missing, and how to say it', async () => {
    const { exit, err } = await runAlone('init', '--dir', dir, '--corp', 'shifan');
    expect(exit).toBe(2);
    expect(err).toContain('name, corpid, host, agentId, appSecret');
    expect(err).toContain('--app-secret-file');
    expect(written()).toEqual([]);
  });

  test.each([
    ['--corp', 'Shi Fan', 'is not a slug'],
    ['--corpid', 'shifan', 'is not a corpid'],
    ['--host', 'https://x', 'is not a host name'],
    ['--policy', 'nothing.yaml', 'there is no policy nothing.yaml'],
  ])('%s %s', async (flag, value, words) => {
    expect(await runAlone('init', ...flags(), flag, value)).toMatchObject({
      exit: 2,
      err: expect.stringContaining(words),
    });
    expect(written()).toEqual(['given']);
  });
});

describe('an answers file', () => {
  test('is enough', async () => {
    expect(await runAlone('init', '--dir', dir, '--answers', answers(`appSecret: ${SECRET}`))).toMatchObject({
      exit: 0,
    });
    expect(readFileSync(join(dir, 'secrets/shifan-app-secret'), 'utf8').trim()).toBe(SECRET);
  });

  test('with a misspelt name is refused at its line, and shows no line', async () => {
    const { exit, out } = await runAlone('init', '--dir', dir, '--answers', answers(`appSecert: ${SECRET}`));
    expect(exit).toBe(1);
    expect(out).toContain('answers.yaml:6:1 appSecert: there is no such key\n  → did you mean "appSecret"?');
    expect(out).not.toContain(SECRET);
  });

  test.each([
    `appSecret: "${SECRET}`,
    `appSecret: &a ${SECRET}`,
    `appSecret: [${SECRET}]`,
    'appSecret: "with space 1"',
  ])('that is wrong is refused without its secret: %s', async (line) => {
    const { exit, out, err } = await runAlone('init', '--dir', dir, '--answers', answers(line));
    expect(exit).toBe(1);
    expect(out + err).not.toContain(SECRET);
    expect(out + err).not.toContain('with space 1');
    expect(written()).toEqual(['answers.yaml']);
  });
});

test('at a terminal what is missing is asked for, secrets unseen, and asked again when it cannot be', async () => {
  const asked: string[] = [];
  const replies = ['示范实业', 'nonsense', 'ww0123456789abcdef', 'qungui.example.com', '1000002', SECRET];
  const ask = async (question: string, how: string) => {
    asked.push(`${how} ${question}`);
    return replies.shift() ?? '';
  };
  expect(await runAsked(ask, 'init', '--dir', dir, '--corp', 'shifan')).toMatchObject({ exit: 0 });
  expect(asked).toHaveLength(6);
  expect(asked[2]).toContain('That is not a corpid');
  expect(asked.filter((one) => one.startsWith('secret'))).toEqual([expect.stringContaining('Secret of the app')]);
});

import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HouseError } from './errors.ts';
import { Corp } from './ids.ts';
import { loadConfig } from './load-config.ts';

const fixtures = join(import.meta.dirname, '../test/fixtures/config');
const SECRET = 'Zq8secretInTheClear0123456789abcdef';
const AES_KEY = 'k7Qm2Zr9Tx4Wb6Yd1Ns8Fv3Hj5Lp0Gc7Ae2Ru4Ti6Oy';

/** Files that may be named, and what is in them. Git keeps no modes, so they are made. */
const SECRETS: Readonly<Record<string, readonly [value: string, mode: number]>> = {
  'app-secret': [`${SECRET}\n`, 0o600],
  token: ['grpPolicyToken01', 0o400],
  'old-token': ['oldToken', 0o600],
  'aes-key': [AES_KEY, 0o600],
  'open-secret': [SECRET, 0o644],
  'group-aes-key': [AES_KEY, 0o640],
  'short-aes-key': [AES_KEY.slice(1), 0o600],
  'strange-token': ['to ken', 0o600],
  empty: ['\n', 0o600],
};

let here: string;

beforeEach(() => {
  here = mkdtempSync(join(tmpdir(), 'qungui-config-'));
  mkdirSync(join(here, 'secrets'), { mode: 0o700 });
  mkdirSync(join(here, 'policies'));
  writeFileSync(join(here, 'policies/demo.yaml'), '');
  for (const [name, [value, mode]] of Object.entries(SECRETS)) {
    writeFileSync(join(here, 'secrets', name), value);
    chmodSync(join(here, 'secrets', name), mode);
  }
});
afterEach(() => rmSync(here, { recursive: true }));

const use = (fixture: string): void => cpSync(join(fixtures, fixture), join(here, 'qungui.yaml'));

/** All that a person is told, with this run's folder out of it. */
function refusalOf(env: NodeJS.ProcessEnv = {}): string {
  try {
    loadConfig(env, here);
  } catch (err) {
    if (!(err instanceof HouseError)) throw err;
    return `${err.code}\n${err.message}\n${err.why}\n${err.remedy}\n`.replaceAll(here, '<here>');
  }
  return 'it was read';
}

describe('a tenants file that is right', () => {
  test('is read with its secrets, newest key first, the robot alone without a receiver', () => {
    use('good.yaml');
    const { corps, retention } = loadConfig({}, here);
    const demo = corps.get(Corp.parse('demo'));

    expect([...corps.keys()]).toEqual(['demo', 'other']);
    expect(demo).toMatchObject({
      slug: 'demo',
      corpid: 'wwdemo0123456789ab',
      name: '示例公司',
      timeZone: 'Asia/Shanghai',
    });
    expect(demo?.policies).toEqual([join(here, 'policies/demo.yaml')]);
    expect(demo?.pages).toEqual({ origin: 'https://qun.example.com:8443', verify: ['abcDEF123456'] });
    expect(demo?.classifier).toEqual({
      url: 'https://grader.example/v1',
      model: 'sample',
      key: SECRET,
      timeoutMs: 20_000,
      network: 'outside',
    });
    expect(corps.get(Corp.parse('other'))?.classifier).toMatchObject({
      key: null,
      timeoutMs: 5_000,
      network: 'private',
    });
    expect(corps.get(Corp.parse('other'))).not.toHaveProperty('pages');
    expect(demo?.surfaces.app).toEqual({
      name: 'app',
      agentId: 1000007,
      secret: SECRET,
      callbackKeys: [
        { token: 'grpPolicyToken01', aesKey: AES_KEY },
        { token: 'oldToken', aesKey: AES_KEY },
      ],
      receiverId: 'wwdemo0123456789ab',
    });
    expect(demo?.surfaces.contacts).toMatchObject({ secret: null, agentId: null, receiverId: 'wwdemo0123456789ab' });
    expect(demo?.surfaces.robot?.receiverId).toBe('');
    expect(demo?.surfaces.archive).toBeUndefined();
    expect(corps.get(Corp.parse('other'))).toMatchObject({ timeZone: 'Asia/Urumqi', surfaces: {}, policies: [] });
    expect(retention).toEqual({ excerpts: 7, messages: 180, snapshots: 180, logs: 180, skeleton: 1_095 });
  });
  test('may have words behind addresses, look at where callbacks come from, and send traces', () => {
    const word = 'aB3-dEf_hIjK1mNoPqR2tU';
    const app = `{ agentId: 1000007, secret: file:secrets/app-secret, path: { word: ${word} } }`;
    const tracing = '{ endpoint: https://collector.example.com/v1/traces, authorization: file:secrets/old-token }';
    writeFileSync(
      join(here, 'qungui.yaml'),
      `corps:\n  demo:\n    corpid: wwdemo0123456789ab\n    name: 示例公司\n    callbackFrom: wecom\n    surfaces: { app: ${app} }\ntracing: ${tracing}\n`,
    );
    const { corps, tracing: read } = loadConfig({}, here);
    expect(corps.get(Corp.parse('demo'))).toMatchObject({
      callbackFrom: 'wecom',
      surfaces: { app: { path: { word, plain: 'open' } } },
    });
    expect(read).toEqual({ endpoint: 'https://collector.example.com/v1/traces', ratio: 1, authorization: 'oldToken' });
  });
  test('may name a program that wraps data keys', () => {
    writeFileSync(
      join(here, 'qungui.yaml'),
      'corps:\n  demo: { corpid: wwdemo0123456789ab, name: 示例公司, surfaces: {} }\nkeys: { kek: { command: [/usr/local/bin/kms, --key, qungui] } }\n',
    );
    expect(loadConfig({}, here).kms).toEqual({ command: ['/usr/local/bin/kms', '--key', 'qungui'], timeoutMs: 10_000 });
  });
  test('may take a secret from the environment while developing', () => {
    use('env-secret.yaml');
    const { corps } = loadConfig({ NODE_ENV: 'development', APP_SECRET: SECRET }, here);
    expect(corps.get(Corp.parse('demo'))?.surfaces.app?.secret).toBe(SECRET);
  });
  test('may stand elsewhere: its paths are read from where it is', () => {
    use('good.yaml');
    const { corps, home } = loadConfig({ QUNGUI_CONFIG: join(here, 'qungui.yaml'), QUNGUI_HOME: 'a' }, tmpdir());
    expect(corps.get(Corp.parse('demo'))?.surfaces.app?.secret).toBe(SECRET);
    expect(home).toBe(join(tmpdir(), 'a'));
  });
});

describe('a tenants file that is wrong', () => {
  const bad = readdirSync(fixtures).filter((name) => name.endsWith('.yaml') && name !== 'good.yaml');

  test.each(bad)('%s: refuses to start with exactly these words', async (name) => {
    use(name);
    await expect(refusalOf()).toMatchFileSnapshot(join(fixtures, name.replace(/yaml$/, 'txt')));
  });
  test.each(bad)('%s: no message shows a secret', (name) => {
    use(name);
    const said = refusalOf();
    expect(said).not.toBe('it was read');
    for (const secret of [SECRET, SECRET.slice(0, 12), AES_KEY, 'clearToken', '0123456789abcdef'])
      expect(said).not.toContain(secret);
  });
  test('absent: says what to do', () => {
    expect(refusalOf()).toBe(
      'E-CONFIG-MISSING\nThere is no qungui.yaml.\n' +
        'It names the WeCom corps, their surfaces and where their secrets are; without it nobody is served.\n' +
        'Run npm run qungui -- init, which asks and writes it; or set QUNGUI_CONFIG to where it is.\n',
    );
  });
  test('a secret file of another user is refused', () => {
    use('good.yaml');
    if (process.getuid?.() === 0) {
      chownSync(join(here, 'secrets/app-secret'), 65534, 65534);
      expect(refusalOf()).toContain('E-SECRET-MODE\n');
      expect(refusalOf()).toContain('belongs to another user (uid 65534)');
    } else {
      chmodSync(join(here, 'secrets/app-secret'), 0o604);
      expect(refusalOf()).toContain('E-SECRET-MODE\n');
    }
  });
  test('a variable that is not set is named, with the one that is', () => {
    use('env-secret.yaml');
    const said = refusalOf({ NODE_ENV: 'development', APP_SECRETS: SECRET });
    expect(said).toContain('the variable APP_SECRET is not set');
    expect(said).toContain('did you mean "APP_SECRETS"?');
  });
});

describe('the environment', () => {
  beforeEach(() => use('good.yaml'));

  test('may be empty', () => {
    const { corps, retention, ...settings } = loadConfig({}, here);
    expect(settings).toEqual({
      databaseUrl: null,
      migratorUrl: null,
      queueUrl: null,
      redisUrl: null,
      home: join(here, '.qungui'),
      clock: 'fixed',
      host: '127.0.0.1',
      port: 8080,
      opsPort: 9090,
      logLevel: 'info',
      kekFile: join(here, '.qungui/kek'),
      wecomOrigin: 'https://qyapi.weixin.qq.com',
    });
    expect([corps.size, retention.excerpts]).toEqual([2, 7]);
  });
  test('is read whole', () => {
    const settings = loadConfig(
      {
        DATABASE_URL: 'postgres://app:pw@db/qungui',
        MIGRATOR_DATABASE_URL: 'postgresql://mig:pw@db/qungui',
        QUEUE_DATABASE_URL: 'postgres://queue:pw@db/qungui',
        REDIS_URL: 'rediss://redis:6380/1',
        QUNGUI_HOME: '/var/lib/qungui',
        QUNGUI_CLOCK: 'movable',
        QUNGUI_HOST: '0.0.0.0',
        QUNGUI_PORT: '8443',
        QUNGUI_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/24',
        QUNGUI_OPS_PORT: '0',
        QUNGUI_LOG_LEVEL: 'debug',
        QUNGUI_KEK_FILE: '/run/secrets/kek',
        QUNGUI_WECOM_ORIGIN: 'http://127.0.0.1:7001',
        NODE_ENV: 'production',
        PATH: '/usr/bin',
      },
      here,
    );
    expect(settings).toMatchObject({
      databaseUrl: 'postgres://app:pw@db/qungui',
      redisUrl: 'rediss://redis:6380/1',
      home: '/var/lib/qungui',
      clock: 'movable',
      port: 8443,
      trustedProxies: ['127.0.0.1', '10.0.0.0/24'],
      opsPort: 0,
      kekFile: '/run/secrets/kek',
      wecomOrigin: 'http://127.0.0.1:7001',
    });
  });
  test('with empty variables is as without them', () => {
    expect(loadConfig({ DATABASE_URL: '', REDIS_URL: '', QUNGUI_PORT: '' }, here)).toMatchObject({
      databaseUrl: null,
      port: 8080,
    });
  });
  test.each([
    [{ QUNGUI_PROT: '80' }, 'QUNGUI_PROT: there is no such setting\n  → did you mean "QUNGUI_PORT"?'],
    [{ QUNGUI_OPSPORT: '80' }, 'QUNGUI_OPSPORT: there is no such setting\n  → did you mean "QUNGUI_OPS_PORT"?'],
    [{ QUNGUI_PORT: '80a' }, 'QUNGUI_PORT is no port: write a number'],
    [{ QUNGUI_PORT: '65536' }, 'QUNGUI_PORT is no port: write at most 65535'],
    [
      { QUNGUI_TRUSTED_PROXIES: '127.0.0.1, proxy' },
      'QUNGUI_TRUSTED_PROXIES names no addresses: write 127.0.0.1 or 10.0.0.0/24, with commas between',
    ],
    [{ QUNGUI_CLOCK: 'moveable' }, 'QUNGUI_CLOCK is neither fixed nor movable'],
    [{ QUNGUI_LOG_LEVEL: 'loud' }, 'QUNGUI_LOG_LEVEL is none of fatal, error, warn, info, debug, trace, silent'],
    [
      { DATABASE_URL: 'mysql://root:hunter2@db' },
      'DATABASE_URL is no address of PostgreSQL: write postgres://user:password@host/name',
    ],
    [{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL is no address of Redis: write redis://host:6379'],
  ])('%j is refused', (env, why) => {
    expect(refusalOf(env)).toBe(
      `E-CONFIG-ENV\nThe environment cannot be used.\n${why}\nCorrect the variables that are named; nothing was started.\n`,
    );
  });
  test('says everything at once and no password', () => {
    const said = refusalOf({ QUNGUI_PROT: '80', QUNGUI_CLOCK: 'x', DATABASE_URL: 'mysql://root:hunter2@db' });
    expect(said.split('\n').filter((line) => /^(QUNGUI|DATABASE)/.test(line))).toHaveLength(3);
    expect(said).not.toContain('hunter2');
  });
  test.each([
    ['https://qyapi.weixin.qq.com', true],
    ['http://localhost:1', true],
    ['http://127.8.9.10:1', true],
    ['http://[::1]:7001', true],
    ['https://127.0.0.1', true],
    ['http://qyapi.weixin.qq.com', false],
    ['https://qyapi.weixin.qq.com.evil.example', false],
    ['https://qyapi.weixin.qq.com/', false],
    ['http://127.0.0.1.evil.example', false],
    ['http://user@127.0.0.1', false],
    ['http://169.254.169.254', false],
    ['http://0.0.0.0:1', false],
    ['http://10.0.0.1', false],
    ['qyapi.weixin.qq.com', false],
  ])('WeCom may be at %s: %s', (origin, allowed) => {
    const said = refusalOf({ QUNGUI_WECOM_ORIGIN: origin });
    expect(said === 'it was read').toBe(allowed);
  });
});

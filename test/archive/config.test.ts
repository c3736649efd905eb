import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HouseError } from '../../src/errors.ts';
import { Corp } from '../../src/ids.ts';
import { readTenants } from '../../src/load-config/read-tenants.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qungui-config-'));
  secret('archive', 'secret-of-the-archive');
  secret('key.pem', privateKey);
  secret('login', 'user:word');
});
afterEach(() => rmSync(folder, { recursive: true }));

const secret = (name: string, text: string): void => writeFileSync(join(folder, name), text, { mode: 0o600 });

/** A corp whose archive is written down so. */
function archiveOf(...lines: string[]) {
  const tenantsFile = join(folder, 'qungui.yaml');
  const head = [
    'corps:',
    '  demo:',
    '    corpid: wwdemo0123456789',
    '    name: 示例',
    '    surfaces:',
    '      archive:',
  ];
  writeFileSync(tenantsFile, [...head, ...lines.map((line) => `        ${line}`), ''].join('\n'));
  return readTenants({ tenantsFile, env: {}, envSecrets: 'refused' }, folder).corps.get(Corp.parse('demo'))?.archive;
}

const problemsOf = (...lines: string[]): string => {
  try {
    archiveOf(...lines);
    return 'none';
  } catch (err) {
    return (err as HouseError).why;
  }
};

test('an archive is read with its library, its keys by version and its proxy', () => {
  const archive = archiveOf(
    'secret: file:archive',
    'library: lib/libWeWorkFinanceSdk_C.so',
    'keys: [{ version: 3, privateKey: file:key.pem }]',
    'proxy: socks5://10.0.0.9:1080',
    'proxyLogin: file:login',
    'timeoutSeconds: 7',
  );
  expect(archive).toEqual({
    library: join(folder, 'lib/libWeWorkFinanceSdk_C.so'),
    secret: 'secret-of-the-archive',
    privateKeys: new Map([[3, privateKey.trim()]]),
    proxy: 'socks5://10.0.0.9:1080',
    proxyLogin: 'user:word',
    timeoutS: 7,
    hangMs: 27_000,
  });
});

test('without a library, or without a secret, nothing is pulled', () => {
  expect(archiveOf('secret: file:archive')).toBeUndefined();
  expect(archiveOf('library: lib.so')).toBeUndefined();
});

test.each([
  ['a key in the clear', "keys: [{ version: 1, privateKey: '-----BEGIN' }]", 'written here in the clear'],
  ['a key that is none', 'keys: [{ version: 1, privateKey: file:login }]', 'a private key is PEM'],
  ['a version that is none', 'keys: [{ version: 0, privateKey: file:key.pem }]', 'version'],
  ['a login within the proxy', 'proxy: http://user:word@10.0.0.9', 'names no proxy'],
  ['a misspelt key', 'libary: lib.so', 'libary'],
])('%s is refused, and no secret is said', (_, line, said) => {
  const problems = problemsOf('secret: file:archive', line);
  expect(problems).toContain(said);
  expect(problems).not.toMatch(/user:word@|secret-of-the-archive|BEGIN RSA/);
});

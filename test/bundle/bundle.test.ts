import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// What deploy/make-bundle.sh makes is unpacked and started where there is no network but loopback.

const root = join(import.meta.dirname, '../..');
let folder = '';
let inside = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qungui-bundle-'));
  execFileSync(join(root, 'deploy/make-bundle.sh'), [folder], { stdio: 'pipe' });
}, 900_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script in a network namespace of its own, which has loopback alone. */
const withoutNetwork = (script: string, env: Readonly<Record<string, string>> = {}): string => {
  const own = process.getuid?.() === 0 ? ['--net'] : ['--user', '--map-root-user', '--net'];
  return execFileSync('unshare', [...own, 'sh', '-c', `ip link set lo up\n${script}`], {
    cwd: inside,
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

const DOOR = `
node --disable-proto=delete dist/src/server.js >&2 & door=$!
for try in $(seq 120); do
  sleep 0.5
  node -e 'fetch("http://127.0.0.1:19090/health/ready").then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))' && break
done
test "$try" -lt 120 && echo ready
kill $door
wait $door && echo ended well
`;

describe('the bundle for machines without a network', { timeout: 300_000 }, () => {
  test('is one archive whose checksums hold, outside and inside', () => {
    const files = readdirSync(folder).sort();
    expect(files).toEqual([expect.stringMatching(/\.tar\.gz$/), expect.stringMatching(/\.tar\.gz\.sha256$/)]);
    const [archive = '', sum = ''] = files;
    execFileSync('sha256sum', ['--check', sum], { cwd: folder, stdio: 'pipe' });
    execFileSync('tar', ['--extract', '--gzip', `--file=${archive}`], { cwd: folder });
    inside = join(folder, archive.replace(/\.tar\.gz$/, ''));
    execFileSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: inside, stdio: 'pipe' });
  });

  test('has no package of development, and a bill of materials', () => {
    const there = readdirSync(join(inside, 'node_modules'));
    expect(there).toEqual(expect.arrayContaining(['fastify', 'pg', 'zod']));
    expect(
      there.filter((name) => ['vitest', 'tsx', 'knip', 'vitepress', 'prisma', 'typescript'].includes(name)),
    ).toEqual([]);
    expect(JSON.parse(readFileSync(join(inside, 'sbom.json'), 'utf8'))).toMatchObject({ bomFormat: 'CycloneDX' });
  });

  test('runs without a network: the command line reads a policy, the door opens on its own database and ends well', () => {
    expect(withoutNetwork('node dist/src/cli/main.js --help')).toContain('Usage: qungui');
    const home = join(folder, 'home');
    mkdirSync(home);
    const config = join(folder, 'qungui.yaml');
    writeFileSync(config, 'corps:\n  demo: { corpid: wwdemo0123456789ab, name: 示例公司, surfaces: {} }\n');
    const env = { QUNGUI_HOME: home, QUNGUI_CONFIG: config, QUNGUI_PORT: '18080', QUNGUI_OPS_PORT: '19090' };
    expect(withoutNetwork(DOOR, env)).toBe('ready\nended well\n');
  });
});

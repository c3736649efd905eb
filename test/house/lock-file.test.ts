import { expect, test } from 'vitest';
import { read } from './tree.ts';

interface Entry {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(read('package-lock.json').text) as { packages: Readonly<Record<string, Entry>> };
const own = packages[''] ?? {};

/** Where Node looks for a package: beside the one who asks, then further up. */
function isLocked(name: string, from: string): boolean {
  if (packages[`${from ? `${from}/` : ''}node_modules/${name}`]) return true;
  return from !== '' && isLocked(name, from.slice(0, Math.max(0, from.lastIndexOf('node_modules/') - 1)));
}

test('the lock file holds every package of every platform, or npm ci refuses it', () => {
  const missing = Object.entries(packages).flatMap(([from, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isLocked(name, from))
      .map((name) => `${from} wants ${name}: npm leaves out what the registry did not show it when it was written`),
  );
  expect(missing).toEqual([]);
  expect(isLocked('no-such-package', 'node_modules/fastify')).toBe(false);
});

test('every version of our own is exact', () => {
  const wanted = Object.values({ ...own.dependencies, ...own.devDependencies });
  expect(wanted.filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

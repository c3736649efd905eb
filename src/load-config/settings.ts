import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { HouseError } from '../errors.ts';
import { suggestion } from '../policy/nearest.ts';

/** Where a process looks for things; whose secrets it may take from the environment. */
export interface Settings extends Omit<Config, 'corps'> {
  /** The tenants file, absolute. */
  readonly tenantsFile: string;
  readonly envSecrets: 'allowed' | 'refused';
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const WECOM = 'https://qyapi.weixin.qq.com';

// A message never shows the value: addresses of databases carry passwords.
const Postgres = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'is no address of PostgreSQL: write postgres://user:password@host/name');
const Redis = z.string().regex(/^rediss?:\/\//, 'is no address of Redis: write redis://host:6379');
const Port = z
  .string()
  .regex(/^\d{1,5}$/, 'is no port: write a number')
  .transform(Number)
  .refine((n) => n < 65_536, 'is no port: write at most 65535');
const Proxies = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine(
    (all) => all.every((one) => /^[0-9a-f.:]+(\/\d{1,3})?$/i.test(one) && isIP(one.split('/')[0] ?? '') !== 0),
    'names no addresses: write 127.0.0.1 or 10.0.0.0/24, with commas between',
  );
const Folder = z.string().refine((path) => !path.includes('\0'), 'is no path');

/** Every variable this product reads, in one list. */
const Env = z.object({
  DATABASE_URL: Postgres.optional(),
  MIGRATOR_DATABASE_URL: Postgres.optional(),
  QUEUE_DATABASE_URL: Postgres.optional(),
  ERASER_DATABASE_URL: Postgres.optional(),
  REDIS_URL: Redis.optional(),
  QUNGUI_HOME: Folder.default('.qungui'),
  QUNGUI_CONFIG: Folder.default('qungui.yaml'),
  QUNGUI_CLOCK: z.enum(['fixed', 'movable'], 'is neither fixed nor movable').default('fixed'),
  QUNGUI_HOST: z.string().default('127.0.0.1'),
  QUNGUI_PORT: Port.default(8080),
  QUNGUI_TRUSTED_PROXIES: Proxies.optional(),
  QUNGUI_OPS_PORT: Port.default(9090),
  QUNGUI_LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'is none of fatal, error, warn, info, debug, trace, silent',
    )
    .default('info'),
  QUNGUI_KEK_FILE: Folder.optional(),
  QUNGUI_WECOM_ORIGIN: z
    .string()
    .default(WECOM)
    .refine(isOrigin, `may be ${WECOM} or a loopback address, and nothing else`),
  NODE_ENV: z.string().optional(),
});

/** Reads the environment, or says all that is wrong with it. A variable that is empty counts as absent. [E-CONFIG-ENV] */
export function readSettings(env: NodeJS.ProcessEnv, cwd: string): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const known = Object.keys(Env.shape);
  const strangers = Object.keys(given).filter((key) => key.startsWith('QUNGUI_') && !known.includes(key));
  const parsed = Env.safeParse(given);
  const problems = [
    ...strangers.map(
      (key) =>
        `${key}: there is no such setting\n  → ${suggestion(
          key,
          known.filter((name) => name.startsWith('QUNGUI_')),
        )}`,
    ),
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`),
  ];
  if (!parsed.success || problems.length > 0) throw unusable(problems);
  const { data } = parsed;
  const home = resolve(cwd, data.QUNGUI_HOME);
  return {
    databaseUrl: data.DATABASE_URL ?? null,
    migratorUrl: data.MIGRATOR_DATABASE_URL ?? null,
    queueUrl: data.QUEUE_DATABASE_URL ?? null,
    ...(data.ERASER_DATABASE_URL && { eraserUrl: data.ERASER_DATABASE_URL }),
    redisUrl: data.REDIS_URL ?? null,
    home,
    clock: data.QUNGUI_CLOCK,
    host: data.QUNGUI_HOST,
    port: data.QUNGUI_PORT,
    ...(data.QUNGUI_TRUSTED_PROXIES && { trustedProxies: data.QUNGUI_TRUSTED_PROXIES }),
    opsPort: data.QUNGUI_OPS_PORT,
    logLevel: data.QUNGUI_LOG_LEVEL,
    kekFile: data.QUNGUI_KEK_FILE ? resolve(cwd, data.QUNGUI_KEK_FILE) : resolve(home, 'kek'),
    wecomOrigin: data.QUNGUI_WECOM_ORIGIN,
    tenantsFile: resolve(cwd, data.QUNGUI_CONFIG),
    envSecrets: data.NODE_ENV === 'development' ? 'allowed' : 'refused',
  };
}

/** Secrets and tokens travel to this address: it is WeCom's, or a simulator on this machine. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, hostname } = new URL(text);
  return origin === text && (text === WECOM || LOOPBACK.test(hostname));
}

const unusable = (problems: readonly string[]) =>
  new HouseError({
    code: 'E-CONFIG-ENV',
    what: 'The environment cannot be used.',
    why: problems.join('\n'),
    remedy: 'Correct the variables that are named; nothing was started.',
    retry: 'never',
  });

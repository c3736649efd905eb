import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { Corp } from '../ids.ts';
import { USUAL_JURISDICTION } from '../legal/jurisdictions.ts';
import { Classifier } from './read-classifier.ts';

/** A message of the schema with its remedy behind an arrow. */
const say = (message: string, remedy: string) => ({ error: `${message} → ${remedy}` });

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const Slug = z
  .string()
  .refine(
    (slug) => Corp.safeParse(slug).success,
    say('is not a slug', 'use 2 to 32 lower-case letters, digits and hyphens; begin with a letter'),
  );

/** `file:…` or `env:…`; what stands there is read apart, so that no message can ever show it. */
const Secret = z.string();

const Callback = z.strictObject({ token: Secret, aesKey: Secret });

/** Behind the slug in the address, so that nobody can guess it. `plain` closes the address without it once WeCom has the new one. */
const OwnPath = z.strictObject({
  word: z
    .string()
    .regex(/^[\w-]{22}$/, say('is no word of 22 signs', 'make one: openssl rand -base64 16 | tr +/ -_ | cut -c1-22')),
  plain: z.enum(['open', 'closed']).default('open'),
});

const Surface = z.strictObject({
  agentId: z.int().positive().optional(),
  secret: Secret.optional(),
  /** Newest first; two while WeCom switches from one to the next. */
  callbacks: z.array(Callback).default([]),
  path: OwnPath.optional(),
});

/** The archive's own: the library, and a private key per publickey_ver [91774]. Without `library` nothing is pulled. */
const ArchiveSurface = Surface.extend({
  library: z.string().min(1).optional(),
  keys: z.array(z.strictObject({ version: z.int().positive(), privateKey: Secret })).default([]),
  /** Not shown when it is wrong: people write logins into it. */
  proxy: z
    .string()
    .regex(
      /^(https?|socks5):\/\/[^\s@/]+$/,
      say('names no proxy', 'write http://10.0.0.9:8080 or socks5://10.0.0.9:1080; a login goes into proxyLogin'),
    )
    .optional(),
  proxyLogin: Secret.optional(),
  timeoutSeconds: z.int().min(1).max(60).default(5),
});

const AppSurface = Surface.required({ agentId: true, secret: true });

/** Only what speaks to nobody may lack a secret: a robot and the contacts assistant may be receivers alone. */
const Surfaces = z.strictObject({
  app: AppSurface.optional(),
  contacts: Surface.optional(),
  archive: ArchiveSurface.optional(),
  robot: Surface.optional(),
});

const Pages = z.strictObject({
  origin: z
    .string()
    .refine(
      isPagesOrigin,
      say('is no origin', 'write it as https://qun.example.com, without a path; it must be https'),
    ),
  verify: z
    .array(
      z
        .string()
        .regex(/^[A-Za-z0-9]{6,64}$/, say('is no proof of a domain', 'copy what stands in WW_verify_….txt: one word')),
    )
    .default([]),
});

const Tenant = z.strictObject({
  corpid: z
    .string()
    .regex(
      /^w[wx][0-9A-Za-z]{8,60}$/,
      say('is not a corpid', 'copy it from 我的企业 > 企业信息 > 企业ID; it begins with ww or wx'),
    ),
  name: z.string().min(1),
  timeZone: z
    .string()
    .default('Asia/Shanghai')
    .refine(isTimeZone, say('is not a time zone', 'write it as Asia/Shanghai')),
  surfaces: Surfaces,
  /** Signed calls from addresses that WeCom does not name: counted, or refused; absent: taken. */
  callbackFrom: z.enum(['watched', 'wecom']).optional(),
  /** Nicknames and admins have no event: every group is read again within so many days. */
  sweepDays: z.int().min(1).max(30).default(3),
  /** Paths from the folder of this file. */
  policies: z.array(z.string().min(1)).default([]),
  /** Under which law it is: a file of policies/jurisdictions. */
  jurisdiction: z.string().min(1).default(USUAL_JURISDICTION),
  /** Where people open the pages; absent: by messages alone. */
  pages: Pages.optional(),
  /** Who grades what words cannot; absent: nobody. */
  classifier: Classifier.optional(),
});

const days = (atLeast: number, atMost: number, usual: number) => z.int().min(atLeast).max(atMost).default(usual);

/** How many days things are kept. Periods may be shortened; security logs may not, and what is left of matters outlives a claim. */
const Retention = z.strictObject({
  excerpts: days(1, 30, 30),
  messages: days(1, 180, 180),
  snapshots: days(1, 180, 180),
  logs: days(180, 3_660, 180),
  skeleton: days(400, 3_660, 1_095),
});

/** A collector of traces. Over plain HTTP on this machine or by a name of the own network alone, and then without a login. */
const Tracing = z
  .strictObject({
    endpoint: z
      .string()
      .refine(isCollector, say('is no address of a collector', 'write it as http://127.0.0.1:4318/v1/traces')),
    ratio: z.number().min(0).max(1).default(1),
    authorization: Secret.optional(),
  })
  .refine(({ endpoint, authorization }) => authorization === undefined || endpoint.startsWith('https:'), {
    path: ['authorization'],
    ...say('would travel in the clear', 'give the collector an https address, or leave the login out'),
  });

/** Who wraps data keys: a program. What stands here can be read by everybody on the machine: no secret. */
const Keys = z.strictObject({
  kek: z.strictObject({
    command: z
      .array(z.string().min(1))
      .min(1)
      .refine(
        ([program = '']) => isAbsolute(program),
        say('begins with no absolute path', 'write it as [/usr/local/bin/kms, …]: no shell looks for it'),
      ),
    timeoutSeconds: z.int().min(1).max(60).default(10),
  }),
});

export const TenantsFile = z.strictObject({
  corps: z
    .record(Slug, Tenant)
    .refine(
      (corps) => Object.keys(corps).length > 0,
      say('there is no corp', 'add one: npm run qungui -- init shows the shape'),
    ),
  retention: Retention.default(Retention.parse({})),
  /** Absent: the file QUNGUI_KEK_FILE wraps data keys. */
  keys: Keys.optional(),
  /** Absent: no traces are made. */
  tracing: Tracing.optional(),
});
export type TenantsFile = z.infer<typeof TenantsFile>;
export type Retention = z.infer<typeof Retention>;
export type SurfaceEntry = z.infer<typeof Surface>;
export type ArchiveEntry = z.infer<typeof ArchiveSurface>;

/** Sessions travel to this address: in the clear on this machine only. */
function isPagesOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol, hostname } = new URL(text);
  return origin === text && (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname)));
}

/** A name without a dot is one of the own network: a service beside this one. */
function isCollector(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, search, hash } = new URL(text);
  if (username !== '' || search !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && (LOOPBACK.test(hostname) || !hostname.includes('.')));
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

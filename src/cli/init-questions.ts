import { z } from 'zod';
import { Corp } from '../ids.ts';
import type { Problem } from '../policy/problem.ts';
import type { Ask } from './ask.ts';
import { wrongUse } from './desk.ts';
import type { InitOptions } from './init.ts';
import { presetNames } from './init-preset.ts';
import { readSource } from './read-source.ts';
import { readStrict, type StrictFile } from './strict-file.ts';

const say = (message: string, remedy: string) => ({ error: `${message} → ${remedy}` });

const Secret = z
  .string()
  .regex(/^[\x21-\x7e]{8,256}$/, say('is no secret', 'copy it as one word of 8 letters or more'));

/** What must be known to begin. The secrets in it are written to files of their own and shown nowhere. */
const Answers = z.strictObject({
  corp: z
    .string()
    .refine(
      (slug) => Corp.safeParse(slug).success,
      say('is not a slug', 'use 2 to 32 lower-case letters, digits, hyphens'),
    ),
  name: z.string().min(1, say('is empty', 'write what people call the company')),
  corpid: z
    .string()
    .regex(/^w[wx][0-9A-Za-z]{8,60}$/, say('is not a corpid', 'copy it from 我的企业 → 企业信息; it begins with ww')),
  host: z
    .string()
    .regex(
      /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9-]+)+(:\d{1,5})?$/,
      say('is not a host name', 'write it as qungui.example.com'),
    ),
  agentId: z.int(say('is not a number', 'copy the AgentId, such as 1000002')).positive(),
  appSecret: Secret,
  contactsSecret: Secret.optional(),
  policies: z.array(z.string().min(1)).default([]),
  preset: z
    .string()
    .refine((name) => presetNames().includes(name), say('is no preset', `name one of: ${presetNames().join(', ')}`))
    .optional(),
});
export type Answers = z.output<typeof Answers>;
type Given = Partial<Record<keyof Answers, unknown>>;

/** What is asked at a terminal, in this order; `flag` is how a script says it. */
const QUESTIONS = [
  { key: 'corp', flag: '--corp', how: 'plain', text: 'A short name for addresses and metrics, such as shifan:' },
  { key: 'name', flag: '--name', how: 'plain', text: 'What people call the company, such as 示范实业:' },
  { key: 'corpid', flag: '--corpid', how: 'plain', text: '企业ID (我的企业 → 企业信息):' },
  { key: 'host', flag: '--host', how: 'plain', text: "This service's public host name, such as qungui.example.com:" },
  { key: 'agentId', flag: '--agent-id', how: 'plain', text: 'AgentId (应用管理 → 自建 → the app):' },
  { key: 'appSecret', flag: '--app-secret-file', how: 'secret', text: 'Secret of the app (not shown while you type):' },
] as const;

/** The answers from the file, the flags and, at a terminal, the person; or what is wrong with the file. */
export async function answersOf(
  options: InitOptions,
  ask: Ask | null,
): Promise<Answers | Extract<StrictFile<Given>, { state: 'wrong' }>> {
  const file = options.answers === undefined ? null : readStrict(options.answers, Answers.partial(), 'corp: <slug>');
  if (file?.state === 'wrong') return hidden(file);
  const given: Given = { ...file?.data, ...fromFlags(options) };
  const missing = QUESTIONS.filter(({ key }) => given[key] === undefined);
  if (missing.length > 0 && ask === null)
    throw wrongUse(
      `not everything is known: ${missing.map(({ key }) => key).join(', ')}`,
      'nobody sits at a terminal to be asked',
      `give ${missing.map(({ flag }) => flag).join(', ')}, or --answers <file> with these names`,
    );
  if (ask) for (const { key, how, text } of missing) given[key] = await askFor(ask, key, how, text);
  const parsed = Answers.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unfit(String(issue?.path[0] ?? ''), issue?.message ?? '');
}

const TRIES = 3;

async function askFor(ask: Ask, key: keyof Answers, how: 'plain' | 'secret', text: string): Promise<unknown> {
  let hint = '';
  for (let tries = 0; tries < TRIES; tries += 1) {
    const typed = await ask(`${hint}${text}`, how);
    const parsed = Answers.shape[key].safeParse(key === 'agentId' ? Number(typed) : typed);
    if (parsed.success) return parsed.data;
    hint = `That ${parsed.error.issues[0]?.message ?? 'is not usable'}\n`;
  }
  throw unfit(key, 'was not answered in a usable way → look it up and start again');
}

function fromFlags({
  corp,
  corpid,
  name,
  host,
  agentId,
  appSecretFile,
  contactsSecretFile,
  policy,
  preset,
}: InitOptions): Given {
  const flags: Given = {
    corp,
    corpid,
    name,
    host,
    agentId,
    policies: policy,
    preset,
    appSecret: appSecretFile === undefined ? undefined : readSource(appSecretFile).trim(),
    contactsSecret: contactsSecretFile === undefined ? undefined : readSource(contactsSecretFile).trim(),
  };
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
}

function unfit(key: string, message: string) {
  const [what = '', remedy = 'look it up and start again'] = message.split(' → ');
  return wrongUse(`${key} ${what}`, 'WeCom would not know it so', remedy);
}

/** The lines of an answers file are not shown: secrets stand in them. */
const hidden = (file: Extract<StrictFile<Given>, { state: 'wrong' }>): typeof file => ({
  ...file,
  source: '',
  problems: file.problems.map((problem): Problem => ({ ...problem, message: withoutValue(problem) })),
});

/** Parsers quote what they trip over, and that may be the secret itself. */
function withoutValue({ path, message }: Problem): string {
  if (path === '') return message.split(/[:"]/, 1).join('').trim();
  return /[sS]ecret/.test(path) ? 'is not usable as a secret' : message;
}

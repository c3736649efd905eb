import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** The slug of a tenant in qungui.yaml; never the corpid. It names directories, job ids and metrics. */
export const Corp = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}[a-z0-9]$/, 'lower-case letters, digits and hyphens, 2 to 32 long')
  .brand<'Corp'>();
export type Corp = z.infer<typeof Corp>;

/** A group as one surface of one corp names it. */
export const ChatId = z.string().min(1).max(64).brand<'ChatId'>();
export type ChatId = z.infer<typeof ChatId>;

/** A WeCom account, lower-cased: WeCom compares userids without case and echoes them in lower case [90236]. */
export const UserId = z
  .string()
  .min(1)
  .max(64)
  .transform((id) => id.toLowerCase())
  .brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;

/** One hire or one external human: what strikes and history belong to. An account that is reused is another person. */
export const PersonId = z.uuid().brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;

/** A fresh identifier; the only source of randomness that rows are named by. */
export const newId = (): string => randomUUID();

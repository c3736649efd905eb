import { z } from 'zod';

// How WeCom writes things. Empty, null and absent are the same to us wherever a field may be missing.

/** Lower-cased: WeCom compares userids without case and echoes them in lower case [90236]. */
export const Userid = z.string().transform((id) => id.toLowerCase());

export const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? '');

export const TextOrNull = z
  .string()
  .nullish()
  .transform((text) => text || null);

export const Moment = z.number().transform((seconds) => new Date(seconds * 1_000));

export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);

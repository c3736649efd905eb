import { InvalidArgumentError } from 'commander';
import { z } from 'zod';

/** A day of an option, as 2026-12-01. */
export function day(text: string): string {
  if (!z.iso.date().safeParse(text).success) throw new InvalidArgumentError('Write a day as 2026-12-01.');
  return text;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const Words = z.strictObject({ zh: z.string().min(4), en: z.string().min(4) });
const Lines = z.strictObject({ rule: z.string(), settings: z.record(z.string(), z.unknown()) });
const Answer = z.union([Lines, z.strictObject({ no: Words })]);
/** How a direction is written, or why nobody writes it. */
export type Answer = z.infer<typeof Answer>;

export const DIRECTIONS = ['required', 'allowed', 'forbidden'] as const;

const Directions = z.strictObject({ required: Answer, allowed: Answer, forbidden: Answer });
export type Directions = z.infer<typeof Directions>;

const file = join(import.meta.dirname, 'directions.yaml');

/** By kind of clause: as a duty, as a leave and as a ban. */
export const directions: ReadonlyMap<string, Directions> = new Map(
  Object.entries(z.record(z.string(), Directions).parse(parse(readFileSync(file, 'utf8')))),
);

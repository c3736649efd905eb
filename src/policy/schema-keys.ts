import { z } from 'zod';
import type { Path } from './problem.ts';

/** The keys that a schema knows at a path, through every union and default on the way. */
export function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  let here = unwrapped(schema);
  for (const step of path) here = here.flatMap((one) => inside(one, step)).flatMap(unwrapped);
  return here.flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : []));
}

function inside(schema: z.core.$ZodType, step: string | number): z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) return step in schema.shape ? [schema.shape[step]] : [];
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  return [];
}

/** What a value is really compared with. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(unwrapped);
  if (schema instanceof z.ZodLazy) return unwrapped(schema.unwrap());
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return unwrapped(schema.unwrap());
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return unwrapped(schema.unwrap());
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in);
  return [schema];
}

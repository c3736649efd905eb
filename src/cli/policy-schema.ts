import { writeFileSync } from 'node:fs';
import { editorSchema, editorSchemaText } from '../policy/editor-schema.ts';
import type { Answer } from './desk.ts';

const DEFAULT_FILE = 'policies/policy.schema.json';

/** Prints the schema, or writes it where it was asked to. */
export function printSchema(write: string | true | undefined): Answer {
  if (write === undefined) return { exit: 0, text: editorSchemaText(), json: editorSchema() };
  const file = write === true ? DEFAULT_FILE : write;
  writeFileSync(file, editorSchemaText());
  return { exit: 0, text: `${file} written\n`, json: { written: file } };
}

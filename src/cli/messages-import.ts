import { readFileSync } from 'node:fs';
import type { Deps } from '../deps.ts';
import { hearing } from '../hearing/hear.ts';
import { importLines, type LineError, readLines } from '../messages/import-lines.ts';
import { corpOf } from './corps.ts';
import { counted } from './counted.ts';
import { type Answer, wrongUse } from './desk.ts';

interface Options {
  readonly corp?: string;
  readonly dryRun?: true;
}

/** Keeps every message of a file, or none when a line of it cannot be read. No word of a message is printed. */
export async function importFrom(deps: Deps, file: string, { corp: wanted, dryRun }: Options): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, wanted);
  const { records, errors } = readLines(readBytes(file));
  const holds = {
    messages: records.filter(({ is }) => is === 'message').length,
    signs: records.filter(({ is }) => is === 'sign').length,
    oneToOne: records.filter(({ is }) => is === 'one-to-one').length,
  };
  const state = errors.length > 0 ? 'refused' : dryRun ? 'dry-run' : 'kept';
  if (state === 'kept') {
    await importLines(deps, corp, records, hearing(await deps.keys.of(corp)));
    await deps.bell.ring('timers', corp);
  }
  return {
    exit: errors.length > 0 ? 1 : 0,
    json: { corp, state, ...holds, errors },
    text: textOf(file, state, holds, errors),
  };
}

function textOf(
  file: string,
  state: 'refused' | 'dry-run' | 'kept',
  { messages, signs, oneToOne }: Readonly<Record<'messages' | 'signs' | 'oneToOne', number>>,
  errors: readonly LineError[],
): string {
  const holds = `${counted(messages, 'message')}, ${counted(signs, 'recall or consent', 'recalls and consents')}, ${oneToOne} one-to-one (dropped unless a policy names a basis)`;
  if (state === 'kept') return `✓ ${holds}\n`;
  if (state === 'dry-run') return `${holds}; nothing was kept (--dry-run)\n`;
  const lines = errors.map(({ line, because }) => `${file}:${line}: ${because} → ${REMEDIES[because]}\n`);
  return `${lines.join('')}${holds}; nothing was kept: ${counted(errors.length, 'line')} cannot be read\n`;
}

const REMEDIES: Readonly<Record<LineError['because'], string>> = {
  'invalid-utf8': 'save the file as UTF-8',
  'broken-json': 'write one whole JSON object a line',
  'unknown-shape': 'give msgid, action, from, msgtime in milliseconds, msgtype, and the object of that type',
  'unknown-type': 'use a msgtype of the archive: text, image, file …',
  'too-big': 'no message is larger than 5 MiB',
};

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw wrongUse(`${file} cannot be read`, code, 'name a file of JSON lines that this account may read');
  }
}

import { readFileSync } from 'node:fs';
import { wrongUse } from './desk.ts';

/** A file named on the command line, as text. */
export function readSource(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') throw wrongUse(`there is no file ${file}`, 'the path leads nowhere', 'check the name');
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw wrongUse(`${file} is not UTF-8`, 'another encoding would garble Chinese text', 'save it as UTF-8');
    throw wrongUse(`${file} cannot be read`, code || String(error), 'name a file that this account may read');
  }
}

import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { wrongUse } from './desk.ts';

/** Makes a new file (0600) first, so that what could not be written is not in the trail as taken; gone again when `content` fails. */
export async function newFile<T extends { readonly bytes: Uint8Array }>(
  file: string,
  content: () => Promise<T>,
): Promise<T> {
  const fd = openNew(file);
  try {
    const made = await content();
    writeSync(fd, made.bytes);
    return made;
  } catch (error) {
    rmSync(file);
    throw error;
  } finally {
    closeSync(fd);
  }
}

function openNew(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? 'the system refused it';
    throw wrongUse(`${file} cannot be written`, why, 'name a new file in a folder that this account may write to');
  }
}

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Deps } from '../deps.ts';
import { importLines, returnedSheet, tryImport } from '../register/import-sheet.ts';
import { readSheet } from '../register/sheet/sheet.ts';
import type { Taken, TakenSheet } from '../register/take-lines.ts';
import { corpOf } from './corps.ts';
import { counted } from './counted.ts';
import { type Answer, wrongUse } from './desk.ts';
import { printable } from './table.ts';

interface Options {
  readonly corp?: string;
  readonly by: string;
  readonly dryRun?: true;
  readonly returned?: string;
}

type State = 'new' | 'changed' | 'unchanged' | 'to-ask';

/** Takes the good lines of a sheet and gives the others back in a sheet of the same format, with the reason beside each. */
export async function importFile(deps: Deps, file: string, options: Options): Promise<Answer> {
  const corp = corpOf(deps.config, options.corp);
  const sheet = readSheet(bytesOf(file));
  const read = await tryImport(deps, corp, sheet);
  if (!read)
    throw wrongUse(`${file} has no column 群名`, 'no row begins the table', 'name its columns as groups export does');
  if (!options.dryRun) await importLines(deps, corp, read, sheet.format.as, options.by);
  const back = returnedSheet(read, sheet);
  const backFile = options.returned ?? file.replace(/(\.\w+)?$/, `.returned${extname(file) || '.csv'}`);
  const before = existsSync(backFile) ? 'replaced' : 'new';
  if (back && !options.dryRun) writeFileSync(backFile, back);
  const lines = read.taken.map((line) => ({ line, state: stateOf(line) }));
  return {
    exit: back ? 1 : 0,
    json: {
      file,
      corp: corp.slug,
      written: !options.dryRun,
      taken: read.taken.length,
      groups: lines.map(({ line, state }) => ({
        row: line.row,
        chatId: line.chatId,
        name: line.name,
        reach: line.reach,
        state,
        changes: line.changes,
      })),
      returned: read.returned.map(({ row, wrong }) => ({ row, wrong })),
      returnedTo: back && !options.dryRun ? backFile : null,
    },
    text: report(
      read,
      lines.map(({ state }) => state),
      options.dryRun ? null : { file: backFile, state: before },
    ),
  };
}

/** What a file holds. Throws E-USE with what to do when it cannot be read. */
export function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT') throw wrongUse(`there is no file ${file}`, 'the path leads nowhere', 'check the name');
    throw wrongUse(`${file} cannot be read`, code, 'check the name, and that this account may read it');
  }
}

const stateOf = ({ chatId, registration, changes }: Taken): State => {
  if (registration === null) return 'to-ask';
  if (chatId === null || changes.some(({ what, from }) => what === 'kind' && from === null)) return 'new';
  return changes.length > 0 ? 'changed' : 'unchanged';
};

function report(
  { taken, returned }: TakenSheet,
  states: readonly State[],
  back: { readonly file: string; readonly state: 'new' | 'replaced' } | null,
): string {
  const of = (state: State): number => states.filter((one) => one === state).length;
  const sum = `${counted(taken.length, 'line')} taken: ${of('new')} new, ${of('changed')} changed, ${of('unchanged')} unchanged, ${of('to-ask')} without kind, department or purpose (inventory start asks their owners)`;
  return [
    ...returned.map(({ row, wrong }) => printable(`✗ line ${row}: ${wrong.map(({ en }) => en).join('; ')}`)),
    returned.length > 0 ? '' : null,
    back === null ? `${sum}. A dry run: nothing was written.` : `✓ ${sum}.`,
    returned.length > 0
      ? `✗ ${counted(returned.length, 'line')} returned${back === null ? '' : `, with the reasons, in ${back.file}${back.state === 'replaced' ? ' (the one of before is replaced)' : ''}`}`
      : null,
    '',
  ]
    .filter((line) => line !== null)
    .join('\n');
}

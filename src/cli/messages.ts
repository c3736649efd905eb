import { corpOption } from './corps.ts';
import type { Register } from './desk.ts';

/** `messages import|parked|after-hours`: messages from a file, what of the archive could not be read, and what was written after hours. */
export const register: Register = (program, desk) => {
  const messages = program
    .command('messages')
    .description('import messages, and see what of the archive cannot be read');
  messages
    .command('import')
    .description('keeps the messages of a file, one JSON object a line in the words of the archive')
    .argument('<file>', 'lines of JSON: msgid, action, from, tolist, roomid, msgtime, msgtype, …')
    .addOption(corpOption())
    .option('--dry-run', 'says what the file holds and what is wrong with it, and keeps nothing')
    .action(
      desk.answers(async (file: string, options: { corp?: string; dryRun?: true }) =>
        desk.open(async (deps) => (await import('./messages-import.ts')).importFrom(deps, file, options)),
      ),
    );
  messages
    .command('parked')
    .description('counts the records of the archive that were set aside, by reason')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./messages-parked.ts')).listParked(deps, options.corp)),
      ),
    );
  messages
    .command('after-hours')
    .description('counts what leaders wrote and asked outside working time, group by group, for the employer')
    .option('--days <number>', 'so far back, 35 at most', '30')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string; days: string }) =>
        desk.open(async (deps) => (await import('./messages-after-hours.ts')).reportAfterHours(deps, options)),
      ),
    );
};

import { InvalidArgumentError, Option } from 'commander';
import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';

/** `words import|list|hits|mark|precision`: the company's lists of words, what was found, and whether it was right. */
export const register: Register = (program, desk) => {
  const words = program.command('words').description("the company's lists of words, and what was found in messages");
  words
    .command('import')
    .description('makes one list what the file says: one word a line, below [category]')
    .argument('<file>', 'a text file in UTF-8, as docs/content.md describes')
    .requiredOption('--list <name>', 'the name of the list, as policies write it', listName)
    .addOption(corpOption())
    .addOption(byOption())
    .option('--dry-run', 'says what would change and what is wrong, and changes nothing')
    .action(
      desk.answers(async (file: string, options: { corp?: string; by: string; list: string; dryRun?: true }) =>
        desk.open(async (deps) => (await import('./words-import.ts')).importWords(deps, file, options)),
      ),
    );
  words
    .command('list')
    .description('the lists there are, or the words of one of them')
    .argument('[list]', 'the name of a list')
    .addOption(corpOption())
    .action(
      desk.answers(async (list: string | undefined, options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./words-list.ts')).listWords(deps, list, options.corp)),
      ),
    );
  words
    .command('hits')
    .description('what was found in messages, the latest first')
    .addOption(corpOption())
    .option('--rule <use>', 'only of this use of a rule, by its name in the policy file')
    .option('--all', 'also those that somebody has marked')
    .addOption(new Option('--most <n>', 'at most so many').default(50).argParser(count))
    .option('--reason <text>', 'why the excerpts are opened; kept sealed, and who wrote it may see it')
    .addOption(byOption().makeOptionMandatory(false))
    .action(
      desk.answers(
        async (options: { corp?: string; rule?: string; all?: true; most: number; by?: string; reason?: string }) =>
          desk.open(async (deps) => (await import('./words-hits.ts')).showHits(deps, options)),
      ),
    );
  words
    .command('mark')
    .description('says whether a find was right; a false alarm is no finding any more')
    .argument('<hit>', 'the id of the find, or its beginning')
    .argument('<verdict>', 'right or wrong', verdict)
    .addOption(corpOption())
    .addOption(byOption())
    .option('--note <text>', 'why; kept sealed')
    .action(
      desk.answers(
        async (hit: string, marked: 'right' | 'wrong', options: { corp?: string; by: string; note?: string }) =>
          desk.open(async (deps) => (await import('./words-mark.ts')).mark(deps, hit, marked, options)),
      ),
    );
  words
    .command('precision')
    .description('how often each rule about content was right, by what people said')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./words-precision.ts')).showPrecision(deps, options.corp)),
      ),
    );
};

function listName(text: string): string {
  if (!/^[^\s\p{Cc}]{1,60}$/u.test(text)) throw new InvalidArgumentError('A list is 1 to 60 signs without spaces.');
  return text;
}

function verdict(text: string): 'right' | 'wrong' {
  if (text !== 'right' && text !== 'wrong') throw new InvalidArgumentError('Say right or wrong.');
  return text;
}

function count(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1 || n > 1000) throw new InvalidArgumentError('A number from 1 to 1000.');
  return n;
}

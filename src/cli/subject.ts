import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';
import { purpose } from './purpose.ts';
import type { EraseOptions, ExportOptions } from './subject-data.ts';

/** `subject export|erase`: what a person may ask for of what is held about him. */
export const register: Register = (program, desk) => {
  const subject = program.command('subject').description('give somebody a copy of what is held about him, or erase it');
  subject
    .command('export')
    .description('writes all that is held about one person into a ZIP, for him: others in it have made-up names')
    .argument('<person>', 'a userid, or the id of a person as `people show` prints it')
    .requiredOption('--to <file>', 'a new file')
    .requiredOption('--purpose <word>', 'what for, in one word, such as asked', purpose)
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (person: string, options: ExportOptions) =>
        desk.open(async (deps) => (await import('./subject-data.ts')).exportData(deps, person, options)),
      ),
    );
  subject
    .command('erase')
    .description('erases what may go about one person, and says what has to stay and why')
    .argument('<person>', 'a userid, or the id of a person as `people show` prints it')
    .requiredOption('--reason <text>', 'why, in your own words')
    .option('--dry-run', 'says what has to stay, and erases nothing')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (person: string, options: EraseOptions) =>
        desk.open(async (deps) => (await import('./subject-data.ts')).eraseData(deps, person, options)),
      ),
    );
};

import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';
import { reasonOption } from './pause-target.ts';
import type { RecallOptions } from './recall-answer.ts';

/** `notices recall`: a batch of notices that should not have been sent. */
export const register: Register = (program, desk) => {
  program
    .command('notices')
    .description('what people were told')
    .command('recall')
    .description('takes a batch of cases back: one correction to each who was told, no count kept, the rule paused')
    .requiredOption('--rule <name>', 'the policy’s own name for the rule')
    .requiredOption('--since <time>', 'cases opened from then on: 2026-11-26, 2026-11-26T09:30, or with an offset')
    .option('--dry-run', 'print what would be taken back, and change nothing')
    .addOption(corpOption())
    .addOption(byOption())
    .addOption(reasonOption())
    .action(
      desk.answers(async (options: RecallOptions) =>
        desk.open(async (deps) => (await import('./recall-answer.ts')).recallBatch(deps, options)),
      ),
    );
};

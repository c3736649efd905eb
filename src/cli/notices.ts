import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';
import { reasonOption } from './pause-target.ts';
import type { PublishOptions } from './publish-answer.ts';
import type { RecallOptions } from './recall-answer.ts';

/** `notices publish|published|withdraw|recall`: notices of the company, and batches that should not have been sent. */
export const register: Register = (program, desk) => {
  const notices = program.command('notices').description('what people were told');
  notices
    .command('publish')
    .description('sends a notice to the colleagues of a group and waits for their 收到; needs no archive')
    .requiredOption('--group <name>', 'its chat id, or its name where no other group has it')
    .requiredOption('--text-file <file>', 'what it says')
    .option('--rule <name>', 'the policy’s own name for the rule that waits; needed where there are several')
    .option('--to <userid...>', 'some of the colleagues in it; all of them unless told')
    .option('--dry-run', 'says who would get it, and sends nothing')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (options: PublishOptions) =>
        desk.open(async (deps) => (await import('./publish-answer.ts')).publishNotice(deps, options)),
      ),
    );
  notices
    .command('published')
    .description('lists notices that were published, and who has said 收到')
    .option('--number <number>', 'one of them, name by name')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string; number?: string }) =>
        desk.open(async (deps) => (await import('./publish-answer.ts')).listPublished(deps, options)),
      ),
    );
  notices
    .command('withdraw')
    .description('takes a published notice back: nobody is waited for any more')
    .argument('<number>', 'as notices published names it')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (number: string, options: { corp?: string; by: string }) =>
        desk.open(async (deps) => (await import('./publish-answer.ts')).withdrawNotice(deps, number, options)),
      ),
    );
  notices
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

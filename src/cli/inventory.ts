import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';
import type { AnswerOptions } from './inventory-answer.ts';
import type { ApprovalOptions } from './inventory-approval.ts';
import type { ConfirmOptions } from './inventory-confirm.ts';
import type { StartOptions } from './inventory-start.ts';

/** `inventory start|show|confirm|answer|approval|end|lift-cut-off`: what all the groups are that nobody has registered. */
export const register: Register = (program, desk) => {
  const inventory = program
    .command('inventory')
    .description('finds out what every unregistered group is: owners are asked once, HR confirms');
  inventory
    .command('start')
    .description('proposes a kind for every unregistered group and sends each owner one card')
    .requiredOption('--cut-off <day>', 'up to the end of this day no ordinary member hears of any fault')
    .requiredOption('--papers-until <day>', 'up to the end of this day old approvals may be handed in')
    .requiredOption('--remind-at <time>', 'when those who have not answered get their last card: "2026-11-24 15:00"')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (options: StartOptions) =>
        desk.open(async (deps) => (await import('./inventory-start.ts')).startRound(deps, options)),
      ),
    );
  inventory
    .command('show')
    .description('shows how far it is: proposals with their reasons, answers, what still waits')
    .option('--open', 'only what still waits')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string; open?: true }) =>
        desk.open(async (deps) => (await import('./inventory-show.ts')).showRound(deps, options)),
      ),
    );
  inventory
    .command('confirm')
    .description('registers many groups at once, as answered or proposed: one entry of the trail lists them')
    .argument('[groups...]', 'chat ids or names')
    .option('--all-certain', 'every open one whose proposal is certain and that nobody answered')
    .option('--all-likely', 'the same of likely ones')
    .option('--all-answered', 'every open one that was answered')
    .option('--dry-run', 'says what would become of them, and changes nothing')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (groups: string[], options: ConfirmOptions) =>
        desk.open(async (deps) => (await import('./inventory-confirm.ts')).confirmRound(deps, groups, options)),
      ),
    );
  inventory
    .command('answer')
    .description('says what a group is in the place of an owner who does not or cannot')
    .argument('<group>', 'its chat id, or its name where no other group has it')
    .option('--kind <kind>', 'a kind of the policy')
    .option('--purpose <words>', 'what it is for')
    .option('--department <name>', 'which department answers for it')
    .option('--migrate-by <day>', 'it moves into WeCom by this day')
    .option('--unused', 'nobody needs it any more')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (group: string, options: AnswerOptions) =>
        desk.open(async (deps) => (await import('./inventory-answer.ts')).answerOne(deps, group, options)),
      ),
    );
  inventory
    .command('approval')
    .description('hands in one form of the approval app about several groups; approved, it registers them')
    .argument('<groups...>', 'chat ids or names')
    .requiredOption('--template <id>', 'the template, as the address of its editor shows it')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (groups: string[], options: ApprovalOptions) =>
        desk.open(async (deps) => (await import('./inventory-approval.ts')).askApproval(deps, groups, options)),
      ),
    );
  inventory
    .command('end')
    .description('ends the round; what is still open gets the last day for papers as its deadline')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (options: { corp?: string; by: string }) =>
        desk.open(async (deps) => (await import('./inventory-start.ts')).endRound(deps, options)),
      ),
    );
  inventory
    .command('lift-cut-off')
    .description('takes the cut-off back before its day: from now on members hear of faults')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (options: { corp?: string; by: string }) =>
        desk.open(async (deps) => (await import('./inventory-start.ts')).liftTheCutOff(deps, options)),
      ),
    );
};

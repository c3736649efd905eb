import { type Command, InvalidArgumentError } from 'commander';
import { byOption, corpOption, userid } from './corps.ts';
import type { Desk } from './desk.ts';

/** `groups create|plan|apply|hand-over`: groups that the service makes and keeps. */
export function registerManaged(groups: Command, desk: Desk): void {
  groups
    .command('create')
    .description('makes approved groups in WeCom, each with exactly the roster of the policy, and keeps them so')
    .argument('<file>', 'a YAML file that begins with "groups:"; entries as for register, with name, owner, replaces')
    .option('--dry-run', 'says who would be inside, and makes nothing')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (file: string, options: { corp?: string; by: string; dryRun?: true }) =>
        desk.open(async (deps) => (await import('./managed-create.ts')).createGroups(deps, file, options)),
      ),
    );
  groups
    .command('plan')
    .description('shows what would change in a group that the service keeps; changes nothing')
    .argument('<group>', 'its chat id or its name; all: every kept group')
    .addOption(corpOption())
    .action(
      desk.answers(async (group: string, options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./plan.ts')).planGroups(deps, options.corp, group)),
      ),
    );
  groups
    .command('apply')
    .description('does what plan shows, within WeCom’s limits; killed and run again it goes on where it was')
    .argument('<group>', 'its chat id or its name; all: every kept group')
    .option('--confirm-removals <n>', 'you have seen that so many would be removed, and want it', count)
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (group: string, options: { corp?: string; by: string; confirmRemovals?: number }) =>
        desk.open(async (deps) => (await import('./apply.ts')).applyPlans(deps, group, options)),
      ),
    );
  groups
    .command('hand-over')
    .description('hands a group whose owner left or moved to somebody; those of which a hand-over is proposed')
    .argument('<group>', 'its chat id, or its name where no other group has it')
    .requiredOption('--to <userid>', 'the account that shall own it', userid)
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (group: string, options: { corp?: string; to: string; by: string }) =>
        desk.open(async (deps) => (await import('./handover.ts')).handOver(deps, group, options)),
      ),
    );
}

function count(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('A number of people from 1 to 9999.');
  return Number(text);
}

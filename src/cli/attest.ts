import { Option } from 'commander';
import type { AttestOptions } from './attest-answer.ts';
import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';

/** `attest`: what no API shows and a person vouches for. */
export const register: Register = (program, desk) => {
  program
    .command('attest')
    .description('writes that somebody vouches for what no API shows: a switch is on, a review is done')
    .argument('<group>', 'its chat id, or its name where no other group has it')
    .argument('<what>', "the policy's word for it: member-review, invite-confirmation")
    .addOption(new Option('--member <id>', 'the member it is about, as `groups show` prints him'))
    .addOption(new Option('--name <name>', 'the name it is about: a change of the name that is reported before'))
    .addOption(new Option('--evidence <number>', 'the number of a paper').default(''))
    .addOption(new Option('--take-back', 'the word no longer stands'))
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (group: string, what: string, options: AttestOptions) =>
        desk.open(async (deps) => (await import('./attest-answer.ts')).vouch(deps, options, group, what)),
      ),
    );
};

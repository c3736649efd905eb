import { Argument, Option } from 'commander';
import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';
import type { IdentityOptions } from './identity-decide.ts';

const IDENTITIES = ['member', 'staff', 'customer', 'unrelated'] as const;

/** `identity decide`: who a member is whom no directory names. */
export const register: Register = (program, desk) => {
  program
    .command('identity')
    .description('say who members are whom no directory names')
    .command('decide')
    .description('says who a member is: a line of a named list, staff, a customer, or unrelated')
    .argument('<member>', 'the id of a member, as `groups show` prints it')
    .addArgument(new Argument('<relation>', 'who he is').choices(IDENTITIES))
    .addOption(new Option('--list <list>', 'the named list that he stands in'))
    .addOption(new Option('--entry <key>', 'the key of his line in it'))
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (member: string, relation: (typeof IDENTITIES)[number], options: IdentityOptions) =>
        desk.open(async (deps) => (await import('./identity-decide.ts')).decideWho(deps, options, member, relation)),
      ),
    );
};

import { Argument, Option } from 'commander';
import { GRANTED_ROLES, type GrantedRole } from '../directory/role-grants.ts';
import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';
import type { GrantOptions } from './roles-answer.ts';

/** `roles grant|end|list`: what somebody may see on the pages that no policy names. */
export const register: Register = (program, desk) => {
  const roles = program.command('roles').description('say who may see what on the pages, where no policy names him');
  roles
    .command('grant')
    .description('grants a role until a day; nobody grants himself one')
    .argument('<userid>', 'the account of who gets it')
    .addArgument(new Argument('<role>', 'the role').choices(GRANTED_ROLES))
    .addOption(new Option('--until <day>', 'the last day, 2026-12-31; at most a year away').makeOptionMandatory())
    .addOption(new Option('--reason <text>', 'why').makeOptionMandatory())
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (userid: string, role: GrantedRole, options: GrantOptions) =>
        desk.open(async (deps) => (await import('./roles-answer.ts')).grant(deps, userid, role, options)),
      ),
    );
  roles
    .command('end')
    .description('takes a granted role back at once')
    .argument('<id>', 'the id, as `roles list` prints it')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (id: string, options: { corp?: string; by: string }) =>
        desk.open(async (deps) => (await import('./roles-answer.ts')).end(deps, id, options)),
      ),
    );
  roles
    .command('list')
    .description('lists the granted roles, also those that are over')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./roles-answer.ts')).list(deps, options.corp)),
      ),
    );
};

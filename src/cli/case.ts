import { corpOption } from './corps.ts';
import type { Register } from './desk.ts';

/** `case show`: why a case is there, and everything that came of it. */
export const register: Register = (program, desk) => {
  program
    .command('case')
    .description('show cases')
    .command('show')
    .description('shows the chain of evidence: event, facts, clause, findings, notices, decisions, audit records')
    .argument('<case>', 'its number as cards print it (C-12 or 12), or its id')
    .addOption(corpOption())
    .action(
      desk.answers(async (wanted: string, options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./case-show.ts')).showCase(deps, options.corp, wanted)),
      ),
    );
};

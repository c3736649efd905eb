import { corpOption } from './corps.ts';
import type { Register } from './desk.ts';

/** `status`: what there is, what waits, and what somebody must look at. */
export const register: Register = (program, desk) => {
  program
    .command('status')
    .description('says per corp what is known, what waits, and what somebody must look at')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./status-answer.ts')).statusOf(deps, options.corp)),
      ),
    );
};

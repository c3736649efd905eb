import { corpOption } from './corps.ts';
import type { Register } from './desk.ts';

/** `sync`: people and groups are read now, as every night. */
export const register: Register = (program, desk) => {
  program
    .command('sync')
    .description('reads people and groups from WeCom now, as every night, and says what changed')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./sync-answer.ts')).syncNow(deps, options.corp)),
      ),
    );
};

import { corpOption } from './corps.ts';
import type { Register } from './desk.ts';

/** `retention show|run`: what the periods of qungui.yaml take away; by itself every night. */
export const register: Register = (program, desk) => {
  const retention = program
    .command('retention')
    .description('what is erased by age: every night, and now when asked for');
  retention
    .command('show')
    .description('says what would be erased now and changes nothing')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./retention-answers.ts')).show(deps, options.corp)),
      ),
    );
  retention
    .command('run')
    .description('erases what is older than its period now, by the login that erases; the trail says how much')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./retention-answers.ts')).run(deps, options.corp)),
      ),
    );
};

import { corpOption } from './corps.ts';
import type { Register } from './desk.ts';

/** `callback ls|show|replay`: what WeCom told, and what was set aside. Never what is in it: people's words may be. */
export const register: Register = (program, desk) => {
  const callback = program.command('callback').description('list callbacks and run parked ones again');
  callback
    .command('ls')
    .description('lists the newest callbacks: what happened, and what became of them')
    .option('--parked', 'only those that were set aside')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string; parked?: true }) =>
        desk.open(async (deps) => (await import('./callback-answers.ts')).listCallbacks(deps, options)),
      ),
    );
  callback
    .command('show')
    .description('shows one callback: what it was, why it waits or was parked; never its body')
    .argument('<id>', 'as `callback ls` prints it; its beginning is enough')
    .addOption(corpOption())
    .action(
      desk.answers(async (id: string, options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./callback-answers.ts')).showCallback(deps, options.corp, id)),
      ),
    );
  callback
    .command('replay')
    .description('has a parked callback handled again')
    .argument('<id>', 'as `callback ls --parked` prints it; its beginning is enough')
    .addOption(corpOption())
    .action(
      desk.answers(async (id: string, options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./callback-answers.ts')).replayCallback(deps, options.corp, id)),
      ),
    );
};

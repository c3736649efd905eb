import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';
import type { SettleOptions } from './dlq-answers.ts';

/** `dlq ls|show|retry|drop`: all that nobody tries again by itself, in one place. Never what is in it. */
export const register: Register = (program, desk) => {
  const dlq = program.command('dlq').description('what nobody tries again: see it, begin again, or let it go');
  dlq
    .command('ls')
    .description(
      'parked callbacks and records, messages that failed, timers that were given up; exit 1 when there are any',
    )
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./dlq-answers.ts')).list(deps, options.corp)),
      ),
    );
  dlq
    .command('show')
    .description(
      'shows one of them: what it is, since when it waits, and why nobody tries it again; never what is in it',
    )
    .argument('<id>', 'as `dlq ls` prints it; its beginning is enough')
    .addOption(corpOption())
    .action(
      desk.answers(async (id: string, options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./dlq-answers.ts')).show(deps, id, options.corp)),
      ),
    );
  for (const [verb, says] of [
    ['retry', 'begins again; what may have arrived already is never sent twice'],
    ['drop', 'lets it go: nobody looks at it again'],
  ] as const)
    dlq
      .command(verb)
      .description(says)
      .argument('<id...>', 'as `dlq ls` prints it; its beginning is enough')
      .addOption(corpOption())
      .addOption(byOption())
      .action(
        desk.answers(async (ids: string[], options: SettleOptions) =>
          desk.open(async (deps) => (await import('./dlq-answers.ts')).settle(deps, verb, ids, options)),
        ),
      );
};

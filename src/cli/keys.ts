import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';

interface Options {
  readonly corp?: string;
  readonly by: string;
}

/** `keys list|rotate|rewrap`: the keys that seal columns, and the key that wraps them. Nothing stops meanwhile. */
export const register: Register = (program, desk) => {
  const keys = program.command('keys').description('change the keys that seal columns, without stopping anything');
  keys
    .command('list')
    .description('lists the data keys of every corp, and which key-encryption key wraps them; never a key')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./keys-answers.ts')).list(deps, options.corp)),
      ),
    );
  keys
    .command('rotate')
    .description('makes a new data key for a corp: it seals from now on, and all that was sealed before still opens')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (options: Options) =>
        desk.open(async (deps) => (await import('./keys-answers.ts')).rotate(deps, options)),
      ),
    );
  keys
    .command('rewrap')
    .description(
      'wraps the data keys of every corp by another key-encryption key: of a file, or of the program that qungui.yaml names',
    )
    .option('--new-kek <file>', 'the next key: 32 random bytes in base64, 0600; without it: keys.kek of qungui.yaml')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (options: Options & { newKek?: string }) =>
        desk.open(async (deps) => (await import('./keys-answers.ts')).rewrap(deps, options)),
      ),
    );
};

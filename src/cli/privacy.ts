import { Option } from 'commander';
import { corpOption } from './corps.ts';
import type { Register } from './desk.ts';

/** `privacy notice`: what employees have to be told, computed from what runs. */
export const register: Register = (program, desk) => {
  const privacy = program.command('privacy').description('what employees are told about what is read of them');
  privacy
    .command('notice')
    .description('the notice for employees, true for this configuration and the policies in force now')
    .addOption(new Option('--lang <language>', 'its language').choices(['zh', 'en']).default('zh'))
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string; lang: 'zh' | 'en' }) =>
        desk.open(async (deps) => (await import('./privacy-answer.ts')).notice(deps, options)),
      ),
    );
};

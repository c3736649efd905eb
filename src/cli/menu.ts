import { corpOption } from './corps.ts';
import type { Register } from './desk.ts';

/** `menu show|set`: the menu below the app's own chat. */
export const register: Register = (program, desk) => {
  const menu = program.command('menu').description('the menu below the app’s own chat in WeCom');
  menu
    .command('show')
    .description('names the buttons that there are')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./menu-answer.ts')).showMenu(deps, options.corp)),
      ),
    );
  menu
    .command('set')
    .description(
      'puts ours there, in the place of whatever menu the app has: 我的待办 and 我的记录 with pages, and 举报',
    )
    .option('--dry-run', 'says what would be there, and changes nothing')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string; dryRun?: true }) =>
        desk.open(async (deps) => (await import('./menu-answer.ts')).setMenu(deps, options)),
      ),
    );
};

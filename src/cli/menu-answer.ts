import type { CorpConfig } from '../config.ts';
import type { Deps } from '../deps.ts';
import { COMPLAIN_KEY, type MenuButton } from '../wecom/menu/menu.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { printable } from './table.ts';

type MenuDeps = Pick<Deps, 'config' | 'wecom'>;

export async function showMenu(deps: MenuDeps, slug: string | undefined): Promise<Answer> {
  const corp = corpOf(deps.config, slug);
  const names = await deps.wecom.of(corp.slug).menu.names();
  return answer(corp, names, names.length === 0 ? 'the app has no menu: menu set' : 'the menu has');
}

export async function setMenu(
  deps: MenuDeps,
  { corp: slug, dryRun }: { readonly corp?: string; readonly dryRun?: true },
): Promise<Answer> {
  const corp = corpOf(deps.config, slug);
  const buttons = buttonsOf(corp);
  const names = buttons.map(({ name }) => name);
  if (dryRun) return answer(corp, names, 'the menu would have');
  await deps.wecom.of(corp.slug).menu.set(buttons);
  return answer(corp, names, 'the menu has, within a minute,');
}

/** What people need without a card in hand. A report can be made with and without pages. */
function buttonsOf({ slug, pages }: Pick<CorpConfig, 'slug' | 'pages'>): readonly MenuButton[] {
  const complain = { name: '举报', key: COMPLAIN_KEY };
  if (!pages) return [complain];
  const at = (path: string): string => `${pages.origin}/h5/${slug}${path}`;
  return [{ name: '我的待办', url: at('/matters') }, { name: '我的记录', url: at('/record') }, complain];
}

const answer = ({ slug }: CorpConfig, names: readonly string[], says: string): Answer => ({
  exit: 0,
  json: { corp: slug, buttons: names },
  text: `${slug}: ${says}${names.length === 0 ? '' : ` ${names.map(printable).join(' · ')}`}\n`,
});

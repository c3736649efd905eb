import type { Deps } from '../deps.ts';
import type { HandedOver } from '../managed/hand-over.ts';
import { nameHeir } from '../managed/name-heir.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { groupNamed, knownGroups } from './find-group.ts';
import { printable } from './table.ts';

const STATES: Readonly<Record<HandedOver, string>> = {
  done: '✓ handed over',
  refused: '✗ WeCom refused it; why stands in the case: groups show',
  waits: '… WeCom takes no more today; it is tried again tomorrow',
  'nothing-to-do': '= it was handed over before',
};

/** Hands a group whose owner left or moved to whom a person names. */
export async function handOver(
  deps: Deps,
  wanted: string,
  { corp: slug, to, by }: { readonly corp?: string; readonly to: string; readonly by: string },
): Promise<Answer> {
  const corp = corpOf(deps.config, slug).slug;
  const groups = await deps.db.withCorp(corp, (tx) => knownGroups(tx, corp));
  const byId = groups.find(({ chatId }) => chatId === wanted);
  const meant = byId ? { group: byId } : groupNamed(groups, wanted);
  if (!('group' in meant)) throw wrongUse(meant.message, 'and no group has it as its chat id', meant.remedy);
  const { chatId, name } = meant.group;
  const state = await nameHeir(deps, corp, chatId, { to, by });
  await deps.bell.ring('timers', corp);
  return {
    exit: state === 'refused' ? 3 : 0,
    json: { corp, chatId, name, to, state },
    text: `${printable(`${name || chatId} → ${to}`)}\n${STATES[state]}\n`,
  };
}

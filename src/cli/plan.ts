import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import type { Plan } from '../managed/plan.ts';
import { type NotKept, planGroup } from '../managed/turn.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { type KeptGroup, keptGroups } from './kept-groups.ts';
import { planLines } from './plan-lines.ts';
import { printable } from './table.ts';

interface Planned extends KeptGroup {
  readonly members: number;
  /** Or why there is none. */
  readonly plan: Plan | NotKept | 'gone';
}

/** What would change in kept groups, as WeCom shows them at this moment; 1 when anything would. */
export async function planGroups(
  deps: Pick<Deps, 'config' | 'db' | 'wecom'>,
  slug: string | undefined,
  wanted: string,
): Promise<Answer> {
  const corp = corpOf(deps.config, slug).slug;
  const groups = await deps.db.withCorp(corp, (tx) => keptGroups(tx, corp, wanted));
  const planned: Planned[] = [];
  for (const group of groups) planned.push(await planOne(deps, corp, group));
  return {
    exit: planned.every(isDone) ? 0 : 1,
    json: { corp, groups: planned },
    text: planned.length === 0 ? 'The service keeps no group yet: groups create\n' : planned.map(printed).join(''),
  };
}

async function planOne(deps: Pick<Deps, 'db' | 'wecom'>, corp: Corp, group: KeptGroup): Promise<Planned> {
  const seen = await deps.wecom.of(corp).appchat.get(group.chatId);
  if (!seen) return { ...group, members: 0, plan: 'gone' };
  const kept = await deps.db.withCorp(corp, async (tx) => planGroup(tx, { corp, ...group }, seen, await nowIn(tx)));
  return { ...group, members: seen.members.length, plan: typeof kept === 'string' ? kept : kept.plan };
}

const isDone = ({ plan }: Planned): boolean => typeof plan !== 'string' && plan.steps.length + plan.asks.length === 0;

function printed({ chatId, name, members, plan }: Planned): string {
  const head = `${name} (${chatId}), ${members} members`;
  const lines = typeof plan === 'string' ? [`  ✗ not kept: ${plan}`] : planLines(plan);
  return [head, ...lines].map((line) => `${printable(line)}\n`).join('');
}

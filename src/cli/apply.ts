import type { Deps } from '../deps.ts';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import { keepGroup, type Outcome } from '../managed/keep-group.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { type KeptGroup, keptGroups } from './kept-groups.ts';
import { planLines } from './plan-lines.ts';
import { printable } from './table.ts';

interface Options {
  readonly corp?: string;
  readonly by: string;
  readonly confirmRemovals?: number;
}

interface Applied extends KeptGroup {
  readonly outcome: Outcome | 'waits-for-wecom';
}

/** Brings kept groups to their rosters. 1: a person must confirm or look; 3: WeCom's hourly limit ended it, it goes on by itself. */
export async function applyPlans(
  deps: Deps,
  wanted: string,
  { corp: slug, by, confirmRemovals = 0 }: Options,
): Promise<Answer> {
  const corp = corpOf(deps.config, slug).slug;
  const groups = await deps.db.withCorp(corp, (tx) => keptGroups(tx, corp, wanted));
  if (confirmRemovals > 0 && groups.length !== 1)
    throw wrongUse('removals are confirmed of one group', `${groups.length} are meant`, 'name the group');
  const applied: Applied[] = [];
  for (const group of groups) {
    applied.push({ ...group, outcome: await applyOne(deps, corp, group, { by, confirmedRemovals: confirmRemovals }) });
    if (applied.at(-1)?.outcome === 'waits-for-wecom') break;
  }
  await deps.bell.ring('timers', corp);
  return {
    exit: exitOf(applied),
    json: { corp, groups: applied },
    text: applied.map(printed).join('') || 'No group is kept yet.\n',
  };
}

async function applyOne(deps: Deps, corp: Corp, { chatId }: KeptGroup, wish: Parameters<typeof keepGroup>[3]) {
  try {
    return await keepGroup(deps, corp, chatId, wish);
  } catch (err) {
    if (err instanceof HouseError && err.code === 'E-WECOM-PACE') return 'waits-for-wecom' as const;
    throw err;
  }
}

function exitOf(applied: readonly Applied[]): Answer['exit'] {
  const outcomes = applied.map(({ outcome }) => outcome);
  if (outcomes.includes('waits-for-wecom')) return 3;
  return outcomes.every((one) => one !== 'waits-for-wecom' && one.state === 'kept' && one.refused.length === 0) ? 0 : 1;
}

function printed({ chatId, name, outcome }: Applied): string {
  const lines =
    outcome === 'waits-for-wecom'
      ? ['  … WeCom’s limit of changes an hour is reached; it goes on by itself']
      : [
          ...outcome.done.map(({ what, target, why }) => `  ✓ ${what} ${target} (${why})`),
          ...outcome.refused.map(({ what, target, errcode }) => `  ✗ ${what} ${target}: errcode ${errcode}`),
          ...(outcome.held ? [heldLine(outcome.held.count, outcome.held.because)] : []),
          ...(outcome.plan ? planLines(outcome.plan).filter((line) => !line.includes('nothing to do')) : []),
          ...(outcome.state === 'kept' ? ['  ✓ as the policy wants it'] : [`  ! ${outcome.state}`]),
        ];
  return [`${name} (${chatId})`, ...lines].map((line) => `${printable(line)}\n`).join('');
}

const heldLine = (count: number, because: string): string =>
  `  ! ${count} removals wait (${because}); when they are meant: --confirm-removals ${count}`;

import type { Deps } from '../deps.ts';
import { type Chosen, type Confirmed, confirmLines, tryConfirm } from '../register/inventory/confirm.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { table } from './table.ts';

export interface ConfirmOptions {
  readonly corp?: string;
  readonly by: string;
  readonly allCertain?: true;
  readonly allLikely?: true;
  readonly allAnswered?: true;
  readonly dryRun?: true;
}

/** HR's one word about many groups. What still misses something stays open, and the answer says what. */
export async function confirmRound(deps: Deps, groups: readonly string[], options: ConfirmOptions): Promise<Answer> {
  const corp = corpOf(deps.config, options.corp);
  const chosen = chosenIn(groups, options);
  const confirmed = options.dryRun
    ? await tryConfirm(deps, corp, chosen)
    : await confirmLines(deps, corp, chosen, options.by);
  const open = confirmed.filter(({ settled }) => settled.state === 'open');
  const sum = `${confirmed.length - open.length} groups${options.dryRun ? ' would be' : ''} settled, ${open.length} still miss something`;
  return {
    exit: open.length > 0 ? 1 : 0,
    json: { corp: corp.slug, written: !options.dryRun, groups: confirmed.map(asJson) },
    text: `${options.dryRun ? '' : '✓ '}${sum}\n${table(['group', 'kind', 'becomes', 'by'], confirmed.map(rowOf), '  ')}`,
  };
}

function chosenIn(groups: readonly string[], { allCertain, allLikely, allAnswered }: ConfirmOptions): Chosen {
  const choices: Chosen[] = [
    ...(groups.length > 0 ? [groups] : []),
    ...(allCertain ? ['all-certain' as const] : []),
    ...(allLikely ? ['all-likely' as const] : []),
    ...(allAnswered ? ['all-answered' as const] : []),
  ];
  const [chosen, ...others] = choices;
  if (chosen && others.length === 0) return chosen;
  throw wrongUse(
    'it is not said which groups are confirmed',
    `${choices.length} ways were named, and one is needed`,
    'name groups, or one of --all-certain, --all-likely, --all-answered',
  );
}

const asJson = ({ line, settled }: Confirmed) => ({
  chatId: line.chatId,
  name: line.name,
  state: settled.state,
  kind: settled.state !== 'open' ? (settled.registration?.kind ?? null) : null,
  dueOn: settled.state !== 'open' ? settled.dueOn : null,
  missing: settled.state === 'open' ? settled.missing : null,
});

function rowOf(confirmed: Confirmed): string[] {
  const { name, state, kind, dueOn, missing } = asJson(confirmed);
  return [name, kind ?? '-', missing === null ? state : `open: no ${missing}`, dueOn ?? '-'];
}

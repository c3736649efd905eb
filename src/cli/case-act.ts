import { appendAudit } from '../audit/append.ts';
import { nowIn } from '../db/client.ts';
import { type Order, perform } from '../decisions/perform.ts';
import type { Outcome } from '../decisions/say-back.ts';
import type { Deps } from '../deps.ts';
import { caseNamed } from './case-named.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { printable } from './table.ts';

export interface ActOptions {
  readonly corp?: string;
  readonly by: string;
  readonly words?: string;
  readonly says?: string;
}

/** What was done; everything else is said, and changes nothing. */
const DONE: ReadonlySet<Outcome> = new Set([
  'done',
  'decided',
  'stated',
  'wished',
  'appealed',
  'asked',
  'assigned',
  'proposed',
  'asked-statement',
]);

/** Does with a case what somebody signs, by the same rules as on a card. Exit 1 where nothing was done. */
export async function act(deps: Deps, wanted: string, verb: string, options: ActOptions): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, options.corp);
  const which = caseNamed(wanted);
  const keys = await deps.keys.of(corp);
  const came = await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const found = await tx.case.findFirst({ where: { corp, ...which }, select: { id: true } });
    if (!found) throw wrongUse(`there is no case ${wanted}`, 'this corp has none of that name', 'see: case queue');
    const order = {
      verb: verb as Order['verb'],
      caseId: found.id,
      text: options.words?.trim() ?? '',
      by: options.by,
      via: 'cli',
    } as const;
    const performed = await perform(tx, { corp, keys, at }, order);
    await appendAudit(tx, corp, keys, at, performed.entries);
    return { ...performed, caseId: found.id };
  });
  await deps.bell.ring('timers', corp);
  await deps.bell.ring('notices', corp);
  const { outcome, says, caseId } = came;
  const done = DONE.has(outcome);
  return {
    exit: done ? 0 : 1,
    json: { corp, case: caseId, outcome },
    text: `${done ? '✓' : '✗'} ${outcome}\n${says.map(({ en }) => `  ${printable(en)}\n`).join('')}`,
  };
}

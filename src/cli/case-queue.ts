import { caseSaid } from '../cases/case-said.ts';
import { hrQueue, queueCounts } from '../decisions/hr-queue.ts';
import type { QueueState } from '../decisions/queue-state.ts';
import type { Deps } from '../deps.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { clockOf } from './moments.ts';
import { table } from './table.ts';

const MOST = 50;

/** The first page of what waits, and how many stand where. Exit 1 when something waits to be decided. */
export async function showQueue(
  deps: Pick<Deps, 'config' | 'db'>,
  { corp: wanted, state, assignee }: { readonly corp?: string; readonly state: string; readonly assignee?: string },
): Promise<Answer> {
  const { slug: corp, timeZone } = corpOf(deps.config, wanted);
  const wish = { state: state as QueueState, assignee: assignee ?? null, instance: null, chatId: null, after: null };
  const { page, counts } = await deps.db.withCorp(corp, async (tx) => ({
    page: await hrQueue(tx, corp, { ...wish, limit: MOST }),
    counts: await queueCounts(tx, corp),
  }));
  const at = clockOf(timeZone);
  const lines = page.lines.map(({ number, groupName, clause, rule, says, detail, openedAt, dueAt, assignee: who }) => [
    `C-${number}`,
    at(openedAt),
    groupName,
    clause,
    caseSaid(rule, 'says', says, detail).zh,
    who ?? '',
    at(dueAt),
  ]);
  const waits = (counts.get('to-do') ?? 0) + (counts.get('ready') ?? 0) + (counts.get('appealed') ?? 0);
  const summary = [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
  return {
    exit: waits > 0 ? 1 : 0,
    json: {
      corp,
      counts: Object.fromEntries(counts),
      cases: page.lines.map((line) => ({ ...line, number: String(line.number) })),
      more: page.next !== null,
    },
    text: `${table(['case', 'opened', 'group', 'clause', 'says', 'with', 'due'], lines) || '✓ nothing stands here\n'}${summary === '' ? '' : `${summary}\n`}`,
  };
}

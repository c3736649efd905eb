import type { Tx } from '../db/client.ts';
import { doerAt } from '../directory/holder-at.ts';
import { askedOf, mayDecideNow } from './bench.ts';
import type { Deciding } from './deciding.ts';
import { type Held, seeMatter } from './hold-matter.ts';
import { type QueueState, queueStateOf } from './queue-state.ts';
import { UNDO_MS } from './working-days.ts';

/** Where a matter stands while it waits for those who decide. */
const WAITS: ReadonlySet<QueueState> = new Set(['to-do', 'statement', 'ready', 'appealed']);

/**
 * Whether this very matter lies before somebody to be decided now: he may decide of it and it waits; or he did so in the last ten minutes,
 * and may read what he decided and take it back.
 */
export async function liesBefore(tx: Tx, deciding: Deciding, held: Held, by: string): Promise<'yes' | 'no'> {
  // Of a policy that is no longer in force no office decides: what is left of it is for HR.
  if (held.policy.slug !== held.matter.policySlug) return 'no';
  if (!WAITS.has(queueStateOf(held.matter))) return decidedJustNow(tx, deciding, held, by);
  const may = await mayDecideNow(tx, deciding, held, by, await askedOf(tx, deciding, held));
  return may === 'yes' ? 'yes' : decidedJustNow(tx, deciding, held, by);
}

/** Cards older than this have been answered by somebody. */
const LOOKS_BACK_MS = 90 * 86_400_000;
/** As many as a first page shows, and as many cards as are looked at for them. */
const [MOST, MOST_LOOKED_AT] = [5, 20];

/** The matters that lie before somebody, of those that a card asked him to decide, the latest first. */
export async function mattersBefore(tx: Tx, deciding: Deciding, by: string): Promise<readonly Held[]> {
  const { corp, at } = deciding;
  const asked = await tx.$queryRaw<{ id: string }[]>`
    select c.case_id::text as id from qungui.notice n
    join qungui.notice_case c on c.corp = n.corp and c.notice_id = n.id
    where n.corp = ${corp} and n.to_userid = ${by.toLowerCase()} and n.kind = 'docket'
      and n.created_at > ${new Date(at.getTime() - LOOKS_BACK_MS)}
    group by c.case_id order by max(n.number) desc limit ${MOST_LOOKED_AT}`;
  const found: Held[] = [];
  for (const { id } of asked) {
    const held = found.length < MOST ? await seeMatter(tx, deciding, id) : null;
    if (held && (await liesBefore(tx, deciding, held, by)) === 'yes') found.push(held);
  }
  return found;
}

const DECIDING = ['confirmed', 'waived', 'withdrawn', 'upheld', 'reversed', 'undone'];

async function decidedJustNow(
  tx: Tx,
  { corp, at }: Deciding,
  { matter, directory }: Held,
  by: string,
): Promise<'yes' | 'no'> {
  const who = directory.byAccount.get(by.toLowerCase());
  if (who?.status !== 'active') return 'no';
  const since = new Date(at.getTime() - UNDO_MS);
  const last = await tx.decision.findFirst({
    where: { corp, caseId: matter.id, action: { in: DECIDING }, at: { gt: since } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  });
  return last && (await doerAt(tx, corp, last.actor, last.at)) === who.id ? 'yes' : 'no';
}

import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import { newId } from '../ids.ts';
import { askedOf, mayDecideNow } from './bench.ts';
import { type Came, type Deciding, type Doer, nothing } from './deciding.ts';
import { holdMatter } from './hold-matter.ts';
import { tellDeciders } from './tell-people.ts';
import { waitingNow } from './tell-ready.ts';

export interface AssignOrder extends Doer {
  readonly caseId: string;
  /** The account of who is to look after it: somebody who may decide of it. */
  readonly to: string;
}

/** A case is given to one of those who may decide of it; who may not decide himself may still hand it on. `repeat`: it is his already. */
export async function assign(
  tx: Tx,
  deciding: Deciding,
  { caseId, to, by }: AssignOrder,
): Promise<Came<'done' | 'repeat' | 'not-entitled' | 'not-his' | 'closed'>> {
  const { corp, keys, at } = deciding;
  const held = await holdMatter(tx, deciding, caseId);
  if (!held || (held.matter.closedAt && held.matter.stage !== 'appealed')) return nothing('closed');
  const of = await askedOf(tx, deciding, held);
  const own = await mayDecideNow(tx, deciding, held, by, of);
  if (own === 'no-duty' || own === 'not-here' || own === 'himself') return nothing('not-entitled');
  if ((await mayDecideNow(tx, deciding, held, to, of)) !== 'yes') return nothing('not-his');
  const heir = to.toLowerCase();
  const now = await tx.assignment.findFirst({ where: { corp, caseId, until: null }, select: { id: true, to: true } });
  if (now?.to === heir) return nothing('repeat');
  if (now) await tx.assignment.updateMany({ where: { corp, id: now.id }, data: { until: at } });
  await tx.assignment.create({ data: { corp, id: newId(), caseId, to: heir, by: by.toLowerCase(), since: at } });
  if (heir !== by.toLowerCase()) await tellDeciders(tx, deciding, held, [heir], await waitingNow(tx, deciding, held));
  const { chatId } = held.matter;
  return {
    outcome: 'done',
    entries: [{ v: 1, kind: 'case-assigned', caseId, chatId, to: pseudonymOf(keys, heir), by: pseudonymOf(keys, by) }],
  };
}

import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { type Deciding, openWords } from './deciding.ts';
import type { Held } from './hold-matter.ts';
import { measureName } from './measure-names.ts';
import { openProposal } from './standing.ts';
import { heardOf } from './statements-of.ts';
import type { Waiting } from './tell-people.ts';
import { tellWhoDecides } from './who-decides.ts';

/** A matter may be decided now: he was heard, or his time is over. The entries belong into the trail. */
export const tellReady = async (tx: Tx, deciding: Deciding, held: Held): Promise<AuditEntry[]> =>
  tellWhoDecides(tx, deciding, held, { what: 'breach' }, await readyNow(tx, deciding, held));

/** What waits in a matter for whoever gets it now. */
export async function waitingNow(tx: Tx, deciding: Deciding, held: Held): Promise<Waiting> {
  const { corp } = deciding;
  const open = await tx.appeal.findFirst({ where: { corp, caseId: held.matter.id, says: null } });
  if (!open) return held.matter.stage === null ? { what: 'to-do' } : readyNow(tx, deciding, held);
  const text = openWords(deciding, 'appeal', 'text', open.id, open.text) ?? '';
  return { what: 'appeal', text, dueAt: open.dueAt };
}

async function readyNow(tx: Tx, deciding: Deciding, { matter, policy }: Held): Promise<Waiting> {
  const { corp } = deciding;
  const proposal = await openProposal(tx, corp, matter.id);
  const rows = await tx.statement.findMany({ where: { corp, caseId: matter.id }, orderBy: { givenAt: 'desc' } });
  const last = rows.find(({ givenAt }) => givenAt !== null);
  return {
    what: 'ready',
    measure: proposal ? measureName(proposal.measure) : null,
    said: last ? openWords(deciding, 'statement', 'text', last.id, last.text) : null,
    heard: await heardOf(tx, deciding, matter.id, policy.manners),
  };
}

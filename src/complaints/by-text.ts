import { appendAudit } from '../audit/append.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { directoryOf } from '../review/directory-now.ts';
import { type ComplainOutcome, complain } from './complain.ts';
import { type Complaining, complaintNumber } from './complaining.ts';
import { decideComplaint } from './decide-complaint.ts';
import { groupNamedIn } from './group-named.ts';
import { reasonIn, verdictIn } from './reasons.ts';
import { tellDecided, tellHow, tellRefused } from './tell-people.ts';

/** A report that came as a text to the app, or a press of its menu. */
interface Written {
  readonly userid: string;
  /** Empty: he wants to know how. */
  readonly text: string;
}

/** Takes a report from the app's own chat: without words who wrote it is told how; a group of his that the words name is meant. */
export async function complainedByText(
  deps: Pick<Deps, 'config' | 'db' | 'keys' | 'bell' | 'metrics'>,
  slug: Corp,
  { userid, text }: Written,
): Promise<ComplainOutcome | 'told-how' | 'decided' | 'not-decided'> {
  const corp = deps.config.corps.get(slug);
  if (!corp) return 'stranger';
  const keys = await deps.keys.of(slug);
  const by = userid.toLowerCase();
  const outcome = await deps.db.withCorp(slug, async (tx) => {
    const complaining = { corp, keys, at: await nowIn(tx) };
    const person = (await directoryOf(tx, slug, complaining.at.getTime())).byAccount.get(by);
    if (person?.status !== 'active') return 'stranger';
    if (text === '') {
      await tellHow(tx, complaining, by);
      return 'told-how';
    }
    const verdict = verdictIn(text);
    if (verdict) return decidedByText(tx, complaining, by, verdict);
    const about = { chatId: await groupNamedIn(tx, slug, by, text), memberId: null, saidAt: null };
    const wanted = { by, about, reason: reasonIn(text), text, via: 'reply' } as const;
    const { outcome, entries } = await complain(tx, complaining, wanted);
    if (outcome === 'too-many') await tellRefused(tx, complaining, by);
    await appendAudit(tx, slug, keys, complaining.at, entries);
    return outcome;
  });
  deps.metrics.notices.inc({ corp: slug, outcome: `complaint-${outcome}` });
  if (outcome !== 'stranger' && outcome !== 'repeat') await deps.bell.ring('notices', slug);
  return outcome;
}

/** Who looks at a report answers it by a reply. */
async function decidedByText(
  tx: Tx,
  complaining: Complaining,
  by: string,
  { number, says, answer }: NonNullable<ReturnType<typeof verdictIn>>,
): Promise<'decided' | 'not-decided'> {
  const { corp, keys, at } = complaining;
  const row = await tx.complaint.findFirst({ where: { corp: corp.slug, number }, select: { id: true } });
  const { outcome, entries } = row
    ? await decideComplaint(tx, complaining, { id: row.id, by, says, answer })
    : ({ outcome: 'not-entitled', entries: [] } as const);
  await tellDecided(tx, complaining, { to: by, number: complaintNumber(number), outcome });
  await appendAudit(tx, corp.slug, keys, at, entries);
  return outcome === 'done' ? 'decided' : 'not-decided';
}

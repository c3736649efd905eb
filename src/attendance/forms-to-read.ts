import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { refusedWith } from '../wecom/refused.ts';
import { attendanceWanted } from './wanted.ts';

const DAY_MS = 86_400_000;
/** Leave that was asked for longer ago is over, or will be told by its callback. */
const BACK_MS = 90 * DAY_MS;
/** WeCom lists forms by when they were handed in, and its clock is not ours. */
const OVERLAP_MS = DAY_MS;
/** No right to read approvals, or the app is not among the callable ones [91816]. */
const NOT_ALLOWED = [301055, 301056, 48002, 60011] as const;

type FormDeps = Pick<Deps, 'db' | 'wecom' | 'log'>;

/**
 * Forms about absences to be read although nothing called us: those nobody has read yet, those that wait for a word, and
 * those that were withdrawn after they had been approved. None where no policy waits for anybody.
 */
export async function absenceFormsToRead(deps: FormDeps, corp: Corp): Promise<readonly string[]> {
  const known = await deps.db.withCorp(corp, (tx) => whatIsKnown(tx, corp));
  if (known.wanted === 'no') return [];
  try {
    const { approval } = deps.wecom.of(corp);
    const listed = await approval.numbersAway('any', known.lastMs, known.nowMs);
    const revoked = await approval.numbersAway('revoked', known.nowMs - BACK_MS, known.nowMs);
    return [
      ...new Set([
        ...known.waiting,
        ...listed.filter((number) => !known.states.has(number)),
        ...revoked.filter((number) => known.states.get(number) === 'approved'),
      ]),
    ];
  } catch (err) {
    if (!refusedWith(err, ...NOT_ALLOWED)) throw err;
    deps.log.warn({ corp, err }, 'approvals may not be read: leave and trips are not known');
    return [];
  }
}

async function whatIsKnown(tx: Tx, corp: Corp) {
  const at = await nowIn(tx);
  const wanted = await attendanceWanted(tx, corp, at);
  const forms = await tx.attendanceForm.findMany({ where: { corp }, orderBy: { readAt: 'desc' } });
  const [latest] = forms;
  const earliestMs = at.getTime() - BACK_MS;
  return {
    wanted,
    nowMs: at.getTime(),
    lastMs: latest ? Math.max(earliestMs, latest.readAt.getTime() - OVERLAP_MS) : earliestMs,
    states: new Map(forms.map(({ number, state }) => [number, state])),
    waiting: forms
      .filter(({ state, askedAt }) => state === 'asked' && askedAt.getTime() > earliestMs)
      .map(({ number }) => number),
  };
}

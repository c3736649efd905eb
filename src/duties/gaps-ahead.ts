import type { Tx } from '../db/client.ts';
import type { Directory } from '../events/person.ts';
import { type Corp, PersonId } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { type Gap, gapsToFill } from '../sanctions/deputies.ts';
import type { Absence } from '../work-time/work-plan.ts';
import { everyHolder } from './bench.ts';
import { lastInstanceOf } from './last-instance.ts';
import { loadDeputies } from './load-deputies.ts';

/** An approved leave or trip during which a duty lies with nobody. */
export interface GapAhead {
  readonly absenceId: string;
  readonly gap: Gap;
  /** Who holds a duty and is there then; null: nobody. */
  readonly other: PersonId | null;
}

/** What begins later is suggested when it comes nearer. */
const AHEAD_MS = 14 * 86_400_000;

/** For whom a deputy is to be named in the next two weeks, and who could be it. */
export async function gapsAhead(
  tx: Tx,
  corp: Corp,
  at: Date,
  policies: readonly Policy[],
  directory: Directory,
): Promise<readonly GapAhead[]> {
  const holders = [
    ...new Set(policies.flatMap((policy) => [...everyHolder(policy, directory), ...lastInstanceOf(policy, directory)])),
  ];
  const rows = await tx.absence.findMany({
    where: {
      corp,
      personId: { in: holders },
      until: null,
      untilAt: { gt: at },
      fromAt: { lt: new Date(at.getTime() + AHEAD_MS) },
    },
    orderBy: [{ fromAt: 'asc' }, { id: 'asc' }],
  });
  const deputies = await loadDeputies(tx, corp, at);
  const isAway = (id: PersonId, { fromMs, untilMs }: Gap): boolean =>
    rows.some((row) => row.personId === id && row.fromAt.getTime() < untilMs && fromMs < row.untilAt.getTime());
  const isThere = (id: PersonId, gap: Gap): boolean =>
    id !== gap.of && directory.persons.get(id)?.status === 'active' && !isAway(id, gap);
  return rows.flatMap(({ id: absenceId, personId, fromAt, untilAt, why }) => {
    const span = { fromMs: fromAt.getTime(), untilMs: untilAt.getTime() };
    const absence: Absence = { ...span, why: why === 'trip' ? 'trip' : 'leave' };
    const [gap] = gapsToFill([PersonId.parse(personId)], () => [absence], deputies, at.getTime());
    return gap ? [{ absenceId, gap, other: holders.find((one) => isThere(one, gap)) ?? null }] : [];
  });
}

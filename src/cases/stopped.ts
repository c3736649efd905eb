import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Corp } from '../ids.ts';

export const STOP_TARGETS = ['rule', 'kind', 'corp'] as const;
export type StopTarget = (typeof STOP_TARGETS)[number];

/** A rule by the policy's own name for its use, a kind of group, or (`-`) the corp. */
export interface Stoppable {
  readonly target: StopTarget;
  readonly name: string;
}

/** Who asks what is stopped goes beside others who ask; who stops something waits for them, and they for him. */
const keyOf = (corp: Corp): string => `stop/${corp}`;

/** What is stopped, for good until the transaction ends: nobody is told of a thing after it was stopped. */
export async function stopsNow(tx: Tx, corp: Corp): Promise<Stoppable[]> {
  await tx.$executeRaw`select pg_advisory_xact_lock_shared(hashtextextended(${keyOf(corp)}, 0))`;
  const rows = await tx.stop.findMany({ where: { corp, until: null }, select: { target: true, name: true } });
  return rows.flatMap(({ target, name }) => {
    const known = STOP_TARGETS.find((one) => one === target);
    return known ? [{ target: known, name }] : [];
  });
}

/** Waits for everybody who asked what is stopped, and lets nobody ask until the transaction ends. */
export async function holdStops(tx: Tx, corp: Corp): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${keyOf(corp)}, 0))`;
}

/** Whether a use of a rule is stopped in groups of a kind. Pure. */
export function standing(
  stops: readonly Stoppable[],
  { instance, kind }: { readonly instance: string; readonly kind: string | null },
): 'stopped' | 'goes-on' {
  const stopped = stops.some(
    ({ target, name }) =>
      target === 'corp' || (target === 'rule' && name === instance) || (target === 'kind' && name === kind),
  );
  return stopped ? 'stopped' : 'goes-on';
}

/** The same of a finding. Pure. */
export const standingOf = (
  stops: readonly Stoppable[],
  { facts }: { readonly facts: Pick<GroupFacts, 'registered'> },
  { instance }: { readonly instance: string },
) => standing(stops, { instance, kind: facts.registered?.kind ?? null });

/** True of the row `c` of qungui.case whose rule, kind of group or corp is stopped. */
export const IS_STOPPED = Prisma.sql`exists (
  select from qungui.stop s
  where s.corp = c.corp and s.until is null and (
    s.target = 'corp' or (s.target = 'rule' and s.name = c.instance)
    or (s.target = 'kind' and s.name = (select r.kind from qungui.register_entry r
                                        where r.corp = c.corp and r.chat_id = c.chat_id and r.until is null))))`;

/** The cases among these that are stopped. */
export async function stoppedAmong(tx: Tx, corp: Corp, caseIds: readonly string[]): Promise<Set<string>> {
  if (caseIds.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select c.id::text from qungui."case" c
    where c.corp = ${corp} and c.id = any(${[...caseIds]}::uuid[]) and ${IS_STOPPED}`;
  return new Set(rows.map(({ id }) => id));
}

import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { startOfNextDay } from '../notices/quiet-hours.ts';
import type { Finding, Policy } from '../policy/policy.ts';
import type { Judged } from './judged.ts';

const HOUR_MS = 3_600_000;

/** Why a case is recorded and nobody is told: it is older than the policy, a person stopped it, the service sees to it itself, or there are too many at once. */
export type Hold = 'baseline' | 'stopped' | 'keeper' | 'brake' | null;

export interface GroupHistory {
  /** Instances that have looked at this group before. */
  readonly lookedBefore: ReadonlySet<string>;
  readonly createdAtMs: number | null;
  /** When each instance first came into force here. */
  readonly inForceSinceMs: ReadonlyMap<string, number>;
}

/**
 * A fault that was there before its rule came into force and first looked is recorded as the base line, and nobody hears of it.
 * What HR has to settle about a group is nobody's fault, and waits to be settled however old it is. Pure.
 */
export function isBaseline(finding: Finding, policy: Policy, group: GroupHistory): boolean {
  if (finding.nature === 'task' && finding.tell === 'hr' && finding.subject.kind === 'group') return false;
  if (policy.manners.baseline === 'told' || group.lookedBefore.has(finding.instance)) return false;
  return group.createdAtMs === null || group.createdAtMs < inForceSince(finding, policy, group);
}

/** From when on a finding of `atMs` may be told: on the first day of a rule members hear nothing of it. Pure. */
export function tellableFromMs(finding: Finding, policy: Policy, group: GroupHistory, atMs: number): number {
  if (finding.tell !== 'member' || policy.manners.firstDay === 'told') return atMs;
  return Math.max(atMs, startOfNextDay(inForceSince(finding, policy, group), policy.manners.timeZone));
}

const inForceSince = ({ instance }: Finding, policy: Policy, group: GroupHistory): number =>
  group.inForceSinceMs.get(instance) ?? policy.effectiveAtMs;

/** What is left, by rule, of the cases that may be told this hour; of one transaction. */
export type BrakeRoom = Map<string, number>;

/** Takes one of the cases of a rule that may still be told this hour; `none`: the brake holds it. */
export async function takeRoom(
  tx: Tx,
  { corp, policy, at }: Pick<Judged, 'corp' | 'policy' | 'at'>,
  rule: string,
  room: BrakeRoom,
): Promise<'taken' | 'none'> {
  const left = room.get(rule) ?? (await brakeRoom(tx, corp, rule, policy, at));
  room.set(rule, left - 1);
  return left > 0 ? 'taken' : 'none';
}

/** How many more cases of a rule may be told this hour. Counted over the whole corp; a bad policy must not page everybody. */
async function brakeRoom(tx: Tx, corp: Corp, rule: string, policy: Policy, at: Date): Promise<number> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`brake/${corp}/${rule}`}, 0))`;
  const anHourAgo = new Date(at.getTime() - HOUR_MS);
  const told = await tx.case.count({
    where: {
      corp,
      rule,
      held: null,
      level: { not: 'observe' },
      OR: [{ openedAt: { gt: anHourAgo } }, { toldAt: { gt: anHourAgo } }],
    },
  });
  return Math.max(0, policy.manners.brakePerHour - told);
}

/** Notes that the brake is on; the digest says so once. `on` the first time, `still-on` after. */
export async function noteBrake(tx: Tx, corp: Corp, rule: string, held: number, at: Date): Promise<'on' | 'still-on'> {
  const row = await tx.brake.findFirst({ where: { corp, rule, until: null } });
  if (row) {
    await tx.brake.updateMany({ where: { corp, rule, since: row.since }, data: { held: row.held + held } });
    return 'still-on';
  }
  await tx.brake.create({ data: { corp, rule, since: at, held } });
  return 'on';
}

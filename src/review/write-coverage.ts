import type { Tx } from '../db/client.ts';
import { byGroup } from '../groups/by-group.ts';
import { type Corp, newId } from '../ids.ts';
import type { CoverageLine, Policy } from '../policy/policy.ts';

/** What can be seen now, and what could be before; null: nothing was known. */
export interface CoverageChange {
  readonly line: CoverageLine;
  readonly from: string | null;
}

/** Keeps, per group and use of a rule, an interval of what could be seen. A change ends one interval and begins the next. `only`: of uses that were not judged nothing is said. */
export async function writeCoverage(
  tx: Tx,
  corp: Corp,
  chatId: string,
  policy: Policy,
  lines: readonly CoverageLine[],
  at: Date,
  only?: ReadonlySet<string>,
): Promise<readonly CoverageChange[]> {
  const all = (await currentCoverage(tx, corp, [chatId])).get(chatId) ?? [];
  const rows = only ? all.filter(({ rule }) => only.has(rule)) : all;
  const current = new Map(rows.map((row) => [row.rule, row]));
  const changed = changedLines(rows, lines, policy);
  const used = new Set(lines.map((line) => line.instance));
  const renewed = new Set(changed.map((line) => line.instance));
  const ended = rows.filter((row) => renewed.has(row.rule) || !used.has(row.rule)).map((row) => row.id);
  if (ended.length > 0) await tx.coverage.updateMany({ where: { corp, id: { in: ended } }, data: { until: at } });
  if (changed.length > 0)
    await tx.coverage.createMany({
      data: changed.map((line) => ({
        corp,
        id: newId(),
        chatId,
        rule: line.instance,
        since: at,
        verdict: line.verdict,
        reason: line.reason,
        policyVersion: policy.version,
      })),
    });
  return changed.map((line) => ({ line, from: current.get(line.instance)?.verdict ?? null }));
}

export interface CoverageRow {
  readonly id: string;
  readonly chatId: string;
  readonly rule: string;
  readonly verdict: string;
  readonly reason: string | null;
  readonly policyVersion: number;
}

/** The open intervals of groups, by chat id. */
export async function currentCoverage(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
): Promise<Map<string, CoverageRow[]>> {
  return byGroup(await tx.coverage.findMany({ where: { corp, chatId: { in: [...chatIds] }, until: null } }));
}

/**
 * The lines of a judgement that say something else than the open intervals. An interval keeps its version and not its policy's
 * name: where a group changes to another policy with the same instance, verdict and number, it goes on. Pure.
 */
export function changedLines(
  rows: readonly CoverageRow[],
  lines: readonly CoverageLine[],
  { version }: Pick<Policy, 'version'>,
): CoverageLine[] {
  const current = new Map(rows.map((row) => [row.rule, row]));
  return lines.filter((line) => {
    const row = current.get(line.instance);
    return !row || row.verdict !== line.verdict || row.reason !== line.reason || row.policyVersion !== version;
  });
}

/** For so long a first look goes on while people of the group are still being read: what it finds is not new. */
const FIRST_LOOK_MS = 24 * 3_600_000;

/** Instances that were able to look at this group at some time before. */
export async function lookedBefore(tx: Tx, corp: Corp, chatId: string, at: Date): Promise<Set<string>> {
  const over = new Date(at.getTime() - FIRST_LOOK_MS);
  const rows = await tx.coverage.findMany({
    where: {
      corp,
      chatId,
      verdict: { in: ['checked', 'partly'] },
      OR: [{ reason: null }, { reason: { not: 'never-fetched' } }, { since: { lt: over } }],
    },
    select: { rule: true },
    distinct: ['rule'],
  });
  return new Set(rows.map((row) => row.rule));
}

import { verifyAudit } from '../../src/audit/verify.ts';
import type { Deps } from '../../src/deps.ts';
import type { Corp } from '../../src/ids.ts';
import type { Simulator } from '../simulator.ts';
import type { Obligations } from './holiday.ts';
import type { Decisions } from './tender.ts';

/** The demo in figures: one line of JSON, its names a contract. */
export interface Summary {
  readonly corps: number;
  /** accepted: answered 200; repeated: a plaintext seen before. */
  readonly callbacks: { readonly sent: number; readonly accepted: number; readonly repeated: number };
  /** Breaches recorded, by rule. */
  readonly findings: Readonly<Record<string, number>>;
  readonly cases: { readonly opened: number; readonly closed: number };
  /** Counted by the simulator, on the phones. */
  readonly notices: { readonly shown: number; readonly doubled: number };
  /** Who was waited for before the holiday; all 0 where that scene could not be played. */
  readonly obligations: Obligations;
  /** What people decided, also in the scenes beside the working day. */
  readonly decisions: Decisions;
  readonly audit: { readonly records: number; readonly chain: 'ok' | 'broken' };
  readonly seconds: number;
}

export async function summarize(
  deps: Deps,
  corps: readonly Corp[],
  simulator: Simulator,
  { obligations, decisions }: Pick<Summary, 'obligations' | 'decisions'>,
  seconds: number,
): Promise<Summary> {
  const { callbacks, notices } = simulator.stats();
  const counted = await Promise.all(corps.map((corp) => countsOf(deps, corp)));
  const chains = await Promise.all(corps.map(async (corp) => verifyAudit(deps.db, corp, await deps.keys.of(corp))));
  const sum = (of: (one: Counts) => number): number => counted.reduce((total, one) => total + of(one), 0);
  return {
    corps: corps.length,
    callbacks: { sent: callbacks.sent, accepted: callbacks.accepted, repeated: callbacks.repeated },
    findings: merged(counted.map((one) => one.findings)),
    cases: { opened: sum((one) => one.opened), closed: sum((one) => one.closed) },
    notices: { shown: notices.shown, doubled: notices.doubled },
    obligations,
    decisions,
    audit: {
      records: chains.reduce((total, chain) => total + (chain.state === 'whole' ? chain.records : 0), 0),
      chain: chains.every((chain) => chain.state === 'whole') ? 'ok' : 'broken',
    },
    seconds,
  };
}

interface Counts {
  readonly findings: Readonly<Record<string, number>>;
  readonly opened: number;
  readonly closed: number;
}

const countsOf = (deps: Deps, corp: Corp): Promise<Counts> =>
  deps.db.withCorp(corp, async (tx) => {
    const found = await tx.finding.groupBy({ by: ['rule'], where: { corp, change: 'found' }, _count: true });
    return {
      findings: Object.fromEntries(found.map((row) => [row.rule, row._count])),
      opened: await tx.case.count({ where: { corp } }),
      closed: await tx.case.count({ where: { corp, closedAt: { not: null } } }),
    };
  });

function merged(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const one of all) for (const [rule, count] of Object.entries(one)) total[rule] = (total[rule] ?? 0) + count;
  return Object.fromEntries(Object.entries(total).sort(([a], [b]) => (a < b ? -1 : 1)));
}

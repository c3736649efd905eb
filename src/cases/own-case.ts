import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Clause } from '../policy/policy.ts';
import { policyOfVersion } from '../review/policies.ts';
import { resultWindow } from '../rules/response/outcomes.ts';
import type { Sentence } from '../rules/rule.ts';
import { type OwnCase, type Owner, ownCases } from './own-cases.ts';

/** What a person decided or said of a case. */
export interface OwnDecision {
  readonly id: string;
  readonly actor: string;
  readonly action: string;
  readonly at: Date;
}

/** Everything that somebody may know of a case about himself. */
export interface OwnCaseFile {
  readonly matter: OwnCase;
  readonly title: Sentence | null;
  readonly clause: Clause | null;
  readonly graceUntil: Date | null;
  readonly policyVersion: number;
  readonly decisions: readonly OwnDecision[];
  /** The kept clocks of the matter that was waited for; null: the case rests on no clock. */
  readonly clock: unknown;
  /** What could be seen of the group when it was found; null: it was not written down. */
  readonly seen: { readonly verdict: string; readonly reason: string | null } | null;
}

/** One case about this very person; null: there is none, or it is about somebody else. */
export async function ownCase(tx: Tx, corp: Corp, owner: Owner, id: string): Promise<OwnCaseFile | null> {
  const [matter] = await ownCases(tx, corp, owner, 1, id);
  if (!matter) return null;
  const row = await tx.case.findFirstOrThrow({ where: { corp, id } });
  const policy = await policyOfVersion(tx, corp, row.policySlug, row.policyVersion);
  return {
    matter,
    title: policy?.uses.find(({ instance }) => instance === row.instance)?.rule.title ?? null,
    clause: policy?.clauses.find((clause) => clause.id === row.clause) ?? null,
    graceUntil: row.graceUntil,
    policyVersion: row.policyVersion,
    decisions: await decisionsOf(tx, corp, id),
    clock: await clockOf(tx, corp, row.window),
    seen: await seenAt(tx, corp, row),
  };
}

/** Whoever read an excerpt decided nothing. */
const decisionsOf = (tx: Tx, corp: Corp, caseId: string): Promise<OwnDecision[]> =>
  tx.decision.findMany({
    where: { corp, caseId, action: { not: 'excerpt-read' } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { id: true, actor: true, action: true, at: true },
  });

/** The arithmetic of the matter that a window names: of its answer, or of its result. */
async function clockOf(tx: Tx, corp: Corp, window: string): Promise<unknown> {
  const key = window.endsWith(RESULT) ? window.slice(0, -RESULT.length) : window;
  const waited = await tx.obligation.findFirst({ where: { corp, key }, select: { acknowledge: true, result: true } });
  return (window === key ? waited?.acknowledge : waited?.result) ?? null;
}

const RESULT = resultWindow('');

interface Place {
  readonly chatId: string;
  readonly instance: string;
  readonly openedAt: Date;
}

/** What the rule could see of the group in the moment of the find. */
export const seenAt = (tx: Tx, corp: Corp, { chatId, instance, openedAt }: Place) =>
  tx.coverage.findFirst({
    where: {
      corp,
      chatId,
      rule: instance,
      since: { lte: openedAt },
      OR: [{ until: null }, { until: { gt: openedAt } }],
    },
    orderBy: { since: 'desc' },
    select: { verdict: true, reason: true },
  });

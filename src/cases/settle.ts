import { foundKey, matterKey } from '../policy/matter-key.ts';
import type { CoverageLine, Finding } from '../policy/policy.ts';

/** An open case, as far as settling needs it. */
export interface OpenCase {
  readonly id: string;
  /** The policy it was opened under; its version may be another one by now. */
  readonly policySlug: string;
  readonly instance: string;
  readonly subject: string;
  readonly window: string;
  readonly says: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly number: bigint;
  readonly level: string;
  readonly held: string | null;
  readonly toldAt: Date | null;
}

export interface Settlement<C extends OpenCase> {
  readonly opened: readonly Finding[];
  readonly changed: readonly { readonly open: C; readonly finding: Finding }[];
  readonly unchanged: readonly { readonly open: C; readonly finding: Finding }[];
  readonly closed: readonly { readonly open: C; readonly because: 'fixed' | 'policy-changed' }[];
}

/**
 * What a judgement does to the open cases of one group. A case closes as fixed only where the rule was able to look: what
 * could not be seen is not fixed. A case whose rule the policy no longer uses here closes as policy-changed, and so does that of
 * another policy, whose word nobody puts into this one's mouth: what this policy finds is a case of its own. Pure.
 */
export function settle<C extends OpenCase>(
  open: readonly C[],
  findings: readonly Finding[],
  coverage: readonly CoverageLine[],
  slug: string,
): Settlement<C> {
  const lines = new Map(coverage.map((line) => [line.instance, line]));
  const own = open.filter(({ policySlug }) => policySlug === slug);
  const byKey = new Map(own.map((row) => [matterKey(row), row]));
  const opened: Finding[] = [];
  const changed: { open: C; finding: Finding }[] = [];
  const unchanged: { open: C; finding: Finding }[] = [];
  for (const finding of findings) {
    const key = foundKey(finding);
    const row = byKey.get(key);
    byKey.delete(key);
    if (!row) opened.push(finding);
    else if (saysTheSame(row, finding)) unchanged.push({ open: row, finding });
    else changed.push({ open: row, finding });
  }
  const closed: { open: C; because: 'fixed' | 'policy-changed' }[] = open
    .filter(({ policySlug, instance }) => policySlug !== slug && isRegistered(lines.get(instance)))
    .map((row) => ({ open: row, because: 'policy-changed' }));
  for (const row of byKey.values()) {
    const line = lines.get(row.instance);
    if (!line || isSpared(line, row.subject)) closed.push({ open: row, because: 'policy-changed' });
    else if (couldLook(line, row.subject)) closed.push({ open: row, because: 'fixed' });
  }
  return { opened, changed, unchanged, closed };
}

/** Of a group that nobody registered no policy can say that it is its own now. */
const isRegistered = (line: CoverageLine | undefined): boolean => line?.reason !== 'no-entry';

/** An exception of the policy took it away; nobody has put anything right. */
const isSpared = ({ reason, spared }: CoverageLine, subject: string): boolean =>
  reason === 'excepted' || (spared?.includes(subject) ?? false);

const couldLook = (line: CoverageLine, subject: string): boolean =>
  (line.verdict === 'checked' || line.verdict === 'partly') && !line.unseenSubjects.includes(subject);

function saysTheSame(row: OpenCase, finding: Finding): boolean {
  if (row.says !== finding.says) return false;
  const keys = Object.keys(finding.detail);
  return keys.length === Object.keys(row.detail).length && keys.every((key) => row.detail[key] === finding.detail[key]);
}

import { fill } from '../cases/sentences.ts';
import type { Policy } from '../policy/policy.ts';
import type { Detail } from '../rules/rule.ts';
import type { NoticeLine } from './content.ts';
import type { DigestCase } from './digest-matters.ts';

/** A case as a line of HR's digest; null when no policy in force knows its rule any more. */
export function digestLine(row: DigestCase, policies: readonly Policy[]): NoticeLine | null {
  const policy = policies.find(({ slug }) => slug === row.policySlug) ?? policies[0];
  const use = policy?.uses.find(({ instance }) => instance === row.instance);
  const says = use?.rule.says[row.says];
  const fix = use?.rule.fix[row.says];
  if (!use || !says || !fix) return null;
  const detail = row.detail as Detail;
  return {
    caseId: row.id,
    number: String(row.number),
    topic: 'other',
    clauseId: use.clause.id,
    clauseText: use.clause.text,
    groupName: row.groupName,
    who: null,
    happened: fill(says, detail),
    fix: fill(fix, detail),
    paste: null,
    groupText: null,
    buttons: row.decide ? ['confirm', 'waive'] : [],
  };
}

import { clockOf, seenAt } from '../../cases/case-basis.ts';
import { nowIn } from '../../db/client.ts';
import { type CaseFile, loadMatter } from '../../decisions/load-matter.ts';
import { type OwnCase, ownCases } from '../../decisions/own-cases.ts';
import { type ExemptionRow, listExemptions } from '../../duties/load-exemptions.ts';
import type { Directory } from '../../events/person.ts';
import type { Clause } from '../../policy/policy.ts';
import { type RecordRead, readsAbout } from '../../record-reads/reads-of.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { policiesInForce, policyOfVersion } from '../../review/policies.ts';
import type { Sentence } from '../../rules/rule.ts';
import type { VisitorCall } from '../call.ts';

/** Everything that somebody may know of a case about himself. */
export interface OwnFile {
  readonly own: OwnCase;
  readonly file: CaseFile;
  readonly title: Sentence | null;
  /** As that version of the policy put it; null: it cannot be read any more. */
  readonly clause: Clause | null;
  readonly clock: unknown;
  readonly seen: { readonly verdict: string; readonly reason: string | null } | null;
  readonly exemption: ExemptionRow | null;
  /** Whether the use of the rule is there still, to be spared by it. */
  readonly rule: 'in-force' | 'gone';
  readonly reads: readonly RecordRead[];
  readonly directory: Directory;
  readonly at: Date;
}

/** The file of one case about this very person; null: there is none, or it is about somebody else, or nobody speaks of it yet. */
export const ownFile = ({ deps, corp, keys, visitor }: VisitorCall, id: string): Promise<OwnFile | null> =>
  deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const own = (await ownCases(tx, corp.slug, visitor.person.id)).find((one) => one.id === id);
    const file = own && (await loadMatter(tx, { corp: corp.slug, keys, at }, id));
    if (!own || !file) return null;
    const policy = await policyOfVersion(tx, corp.slug, file.policySlug, file.policyVersion);
    const now = (await policiesInForce(tx, corp.slug, at)).find(({ slug }) => slug === file.policySlug);
    const asked = await listExemptions(tx, corp.slug, keys, { personId: visitor.person.id, at });
    return {
      own,
      file,
      title: policy?.uses.find(({ instance }) => instance === file.instance)?.rule.title ?? null,
      clause: policy?.clauses.find((clause) => clause.id === file.clause) ?? null,
      clock: await clockOf(tx, corp.slug, file.window),
      seen: await seenAt(tx, corp.slug, file),
      exemption: asked.find(({ caseId }) => caseId === id) ?? null,
      rule: now?.uses.some(({ instance }) => instance === file.instance) ? 'in-force' : 'gone',
      reads: await readsAbout(tx, corp.slug, id),
      directory: await directoryOf(tx, corp.slug, at.getTime()),
      at,
    };
  });

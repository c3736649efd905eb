import { seenAt } from '../../cases/case-basis.ts';
import { type CaseNames, caseNames } from '../../cases/case-names.ts';
import { nowIn } from '../../db/client.ts';
import { type ActsNow, actsNow } from '../../decisions/acts-now.ts';
import { isAbout, seeMatter } from '../../decisions/hold-matter.ts';
import { type CaseFile, loadMatter } from '../../decisions/load-matter.ts';
import { type Offer, offersFor } from '../../decisions/offers.ts';
import { type OwnStrike, ownStrikes } from '../../decisions/strikes.ts';
import type { Directory } from '../../events/person.ts';
import { corpJurisdiction } from '../../legal/jurisdictions.ts';
import type { Clause, Policy } from '../../policy/policy.ts';
import { noteRead } from '../../record-reads/note-read.ts';
import { openedBy } from '../../record-reads/opened-by.ts';
import { type RecordRead, readsAbout } from '../../record-reads/reads-of.ts';
import { policiesInForce, policyOfVersion } from '../../review/policies.ts';
import type { Sentence } from '../../rules/rule.ts';
import type { Jurisdiction } from '../../sanctions/jurisdiction-file.ts';
import { type CaseFind, findsOfCase } from '../../words/case-finds.ts';
import type { VisitorCall } from '../call.ts';
import { mayOpen } from '../may-open.ts';

/** A case file that somebody who decides, or of an office that looks after such groups, has opened, with what he may do and read of it now. */
export interface OpenFile {
  readonly file: CaseFile;
  readonly names: CaseNames;
  readonly directory: Directory;
  readonly policies: readonly Policy[];
  readonly title: Sentence | null;
  readonly clause: Clause | null;
  readonly findings: readonly Found[];
  /** What was said is HR's to read alone. */
  readonly finds: readonly CaseFind[];
  readonly seen: { readonly verdict: string; readonly reason: string | null } | null;
  readonly strikes: readonly OwnStrike[];
  readonly reads: readonly RecordRead[];
  readonly offers: readonly Offer[];
  readonly acts: ActsNow;
  readonly law: Jurisdiction;
  readonly at: Date;
}

/** One change of what a case rests on, as the trail has it. */
export interface Found {
  readonly at: Date;
  readonly change: string;
  readonly says: string;
  readonly detail: unknown;
  readonly policyVersion: number;
  readonly inputHash: string;
}

/** Opens a file to its reader and notes it. `own`: it is about himself, and stays shut. */
export function openFile(call: VisitorCall, caseId: string): Promise<OpenFile | 'no-such' | 'own'> {
  const { deps, corp, keys, visitor, lang } = call;
  return deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const deciding = { corp: corp.slug, keys, at };
    const file = await loadMatter(tx, deciding, caseId);
    const held = file && (await seeMatter(tx, deciding, caseId));
    if (!file || !held) return 'no-such';
    const policies = await policiesInForce(tx, corp.slug, at);
    if ((await mayOpen(tx, deciding, visitor, held)) === 'no') return 'no-such';
    if (isAbout(held, visitor.userid)) return 'own';
    const reader = visitor.userid;
    const shown =
      (await openedBy(tx, corp.slug, { aboutId: caseId, reader, what: 'name', at })) === 'opened' ? 'name' : 'alias';
    const policy = await policyOfVersion(tx, corp.slug, file.policySlug, file.policyVersion);
    const { directory, person } = held;
    const open = {
      file,
      directory,
      at,
      names: caseNames(keys, file, { directory, person, shown, lang }),
      policies,
      title: policy?.uses.find(({ instance }) => instance === file.instance)?.rule.title ?? null,
      clause: policy?.clauses.find(({ id }) => id === file.clause) ?? null,
      findings: await tx.finding.findMany({ where: { corp: corp.slug, caseId }, orderBy: { at: 'asc' } }),
      finds: visitor.roles.has('hr') ? await findsOfCase(tx, { corp: corp.slug, keys, reader, at }, file) : [],
      seen: await seenAt(tx, corp.slug, file),
      strikes: person ? await ownStrikes(tx, corp.slug, { personId: person.id, timeZone: corp.timeZone, at }) : [],
      reads: await readsAbout(tx, corp.slug, caseId),
      law: corpJurisdiction(corp.slug),
      acts: await actsNow(tx, deciding, held, reader),
      offers: await offersFor(tx, deciding, held, reader),
    };
    const personId = person?.id ?? null;
    await noteRead(
      tx,
      { corp: corp.slug, keys, by: reader, at },
      { what: 'case-file', aboutId: caseId, subject: file.subject, personId, reason: null },
    );
    return open;
  });
}

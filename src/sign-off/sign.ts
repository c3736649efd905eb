import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import { newId } from '../ids.ts';
import { startOfDayMs } from '../policy/durations.ts';
import type { VersionOf } from './load-sign-off.ts';
import type { Signing } from './signing.ts';

export interface Signed extends VersionOf {
  readonly personId: string;
  readonly says: 'signed' | 'refused';
  readonly via: 'card' | 'page' | 'reply';
  /** His account. */
  readonly by: string;
}

export interface SignedSo {
  /** `closed`: the version is not published to people, or not any more. */
  readonly outcome: 'done' | 'repeat' | 'closed';
  readonly entries: AuditEntry[];
}

/** Somebody says himself that he was shown a version, agreeing or not: told either way. Whoever refused may sign later. */
export async function signVersion(
  tx: Tx,
  { corp, keys, at }: Signing,
  { policySlug, policyVersion, personId, says, via, by }: Signed,
): Promise<SignedSo> {
  const version = { corp, policySlug, policyVersion };
  const publication = await tx.signOffStep.findFirst({ where: { ...version, step: 'publication', until: null } });
  if (!publication) return { outcome: 'closed', entries: [] };
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`sign/${corp}/${personId}`}, 0))`;
  const fromMs = startOfDayMs(publication.onDay);
  const before = await tx.signature.findMany({ where: { ...version, personId, at: { gte: new Date(fromMs) } } });
  const last = before.sort((a, b) => b.at.getTime() - a.at.getTime())[0];
  // Who signed has signed; saying no afterwards does not undo that he was told.
  if (last && (last.says === says || last.says === 'signed')) return { outcome: 'repeat', entries: [] };
  await tx.signature.create({
    data: { ...version, id: newId(), personId, at, how: via, says, learnedAt: at, setBy: by },
  });
  const of = { policySlug, policyVersion, person: pseudonymOf(keys, personId) };
  return { outcome: 'done', entries: [{ v: 1, kind: 'version-shown', ...of, how: via, says }] };
}

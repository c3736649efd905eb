import type { CorpConfig } from '../config.ts';
import type { Tx } from '../db/client.ts';
import type { Directory, Person } from '../events/person.ts';
import { newId } from '../ids.ts';
import { jurisdictionOf } from '../legal/jurisdictions.ts';
import { noticeContent } from '../notices/content.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import type { Policy } from '../policy/policy.ts';
import { withRelations } from '../policy/relations.ts';
import type { Jurisdiction } from '../sanctions/jurisdiction-file.ts';
import { profileOf } from '../sanctions/load-jurisdiction.ts';
import { type SignOff, stillToTell } from '../sanctions/sign-off.ts';
import { loadSignOff } from './load-sign-off.ts';
import { signUrl } from './page-link.ts';
import type { Signing } from './signing.ts';
import { versionInWords } from './version-words.ts';

/** So many people are asked in one round; the next round asks the others. */
const MOST_AT_ONCE = 200;

interface Asking extends Signing {
  readonly place: Pick<CorpConfig, 'slug' | 'pages' | 'jurisdiction'>;
}

/**
 * Asks those who have still to be shown a version that was published to people, each once: by a card, or by a text that is answered
 * where cards do not show; all on its day, new hires
 * from their first day on. Answers how many it asked.
 */
export async function askToSign(tx: Tx, asking: Asking, policy: Policy, directory: Directory): Promise<number> {
  const { corp, keys, at, place } = asking;
  const version = { policySlug: policy.slug, policyVersion: policy.version };
  const signOff = await loadSignOff(tx, corp, version);
  if (!signOff?.publication) return 0;
  const asked = await tx.signAsk.findMany({ where: { corp, ...version }, select: { personId: true } });
  const already = new Set(asked.map(({ personId }) => personId));
  const known = withRelations(policy, directory);
  const waiting = toShow(signOff, known, jurisdictionOf(place), at.getTime()).filter(({ id }) => !already.has(id));
  const now = waiting.slice(0, MOST_AT_ONCE);
  const url = signUrl(place, policy.slug);
  for (const { id, userid } of now) {
    const noticeId = newId();
    await tx.signAsk.create({ data: { corp, id: noticeId, ...version, personId: id, askedAt: at } });
    const content = noticeContent('sign-off', 'zh', [], {
      plain: versionInWords(policy, signOff),
      page: url === null ? null : { url, count: 1 },
    });
    await enqueueNotice(tx, corp, keys, { id: noticeId, to: userid, content, notBefore: at, at });
  }
  return now.length;
}

/** Whom a version has still to be shown: those whom it binds only if they were, and whom a message of ours reaches. Pure. */
export function toShow(
  signOff: SignOff,
  directory: Directory,
  jurisdiction: Jurisdiction,
  nowMs: number,
): (Person & { readonly userid: string })[] {
  const people = [...directory.persons.values()].filter(
    (person): person is Person & { readonly userid: string } =>
      person.userid !== null &&
      person.status === 'active' &&
      profileOf(jurisdiction, person.relation === 'unknown' ? 'regular' : person.relation).signOff.includes('told'),
  );
  const waiting = new Set(stillToTell(signOff, people, nowMs).map(({ id }) => id));
  return people.filter(({ id }) => waiting.has(id));
}

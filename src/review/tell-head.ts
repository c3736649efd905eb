import { anchorWord } from '../audit/anchor-word.ts';
import { appendAudit } from '../audit/append.ts';
import { lockHead } from '../audit/head.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import type { Log } from '../log.ts';
import { noticeContent } from '../notices/content.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import { sayBoth } from '../notices/wording/say.ts';
import { localAt } from '../work-time/local-time.ts';
import { directoryOf } from './directory-now.ts';
import { headReaders, namedNow } from './head-readers.ts';
import { policiesInForce } from './policies.ts';

interface Telling {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly log: Pick<Log, 'warn'>;
  readonly at: Date;
  readonly timeZone: string;
}

/**
 * Tells the head of the trail, as it is at this moment, to people who have no hand in the database: what they keep on their phones shows
 * later whether all of it was written anew. Where there is nobody, the log says so. Answers to how many it was told.
 */
export async function tellHead(tx: Tx, { corp, keys, log, at, timeZone }: Telling): Promise<number> {
  const policies = await policiesInForce(tx, corp, at);
  const directory = await directoryOf(tx, corp, at.getTime());
  const readers = headReaders(policies, directory, await namedNow(tx, corp, directory, at));
  const head = await lockHead(tx, corp);
  await tx.auditCheck.updateMany({ where: { corp }, data: { readers: readers.length, toldAt: at } });
  if (readers.length === 0)
    log.warn({ corp }, 'nobody is told the head of the trail: name an auditor, a privacy officer or an office hr');
  if (readers.length === 0 || head.seq === 0) return 0;
  const places = { day: localAt(at.getTime(), timeZone).date, seq: String(head.seq) };
  const word = anchorWord(corp, head);
  const notes = [sayBoth('headIs', places), { zh: word, en: word }, sayBoth('headHow')];
  const told: { readonly noticeId: string; readonly to: ReturnType<typeof pseudonymOf> }[] = [];
  for (const to of readers) {
    const content = noticeContent('trail-head', 'zh', [], { notes });
    const noticeId = await enqueueNotice(tx, corp, keys, { to, content, notBefore: at, at });
    told.push({ noticeId, to: pseudonymOf(keys, to) });
  }
  const { seq, hash } = head;
  await appendAudit(tx, corp, keys, at, [{ v: 1, kind: 'head-told', seq, hash, told }]);
  return readers.length;
}

import { shortMoment } from '../../daily-close/matter-words.ts';
import type { Directory } from '../../events/person.ts';
import { type RecordRead, reasonOf } from '../../record-reads/reads-of.ts';
import type { VisitorCall } from '../call.ts';
import type { Html } from '../html.ts';
import { sayIn, type WordingKey } from '../words/say.ts';
import { cell } from './form-parts.ts';

const WHAT: Readonly<Record<RecordRead['what'], WordingKey>> = {
  'case-file': 'ownReadFile',
  name: 'ownReadName',
  excerpt: 'ownReadExcerpt',
  evidence: 'ownReadEvidence',
};

/** Who has read what is known about the reader of this page, when and why, the latest first. */
export function readCells(
  { corp, keys, lang }: VisitorCall,
  reads: readonly RecordRead[],
  { byAccount }: Directory,
): Html[] {
  const say = sayIn(lang);
  return reads.map((read) => {
    const who = byAccount.get(read.reader)?.name || read.reader;
    const why = reasonOf(keys, read);
    const small = [say(WHAT[read.what]), why === null ? '' : say('ownReadWhy', { why })].filter((part) => part !== '');
    return cell(who, small.join(' · '), shortMoment(read.at, corp.timeZone));
  });
}

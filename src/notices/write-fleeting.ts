import type { NoticeContent } from './content.ts';
import { type Envelope, noticeNumber, request, type Written } from './letter.ts';
import { clip, neutralise } from './neutralise.ts';
import { say } from './wording/say.ts';

/** Of each sentence: four of them and the words around stay inside the 2,048 bytes of a text. */
const MOST_CHARACTERS = 130;

/** What was said in a group, for one reader: a confidential text, which cannot be passed on and shows his name behind it [90236]. */
export function writeExcerpt({ notes, lang }: NoticeContent, envelope: Envelope): Written {
  const [head = '', ...rest] = notes.map((note) => clip(neutralise(note[lang]), MOST_CHARACTERS));
  const lines = [
    say(lang, 'openExcerpt') + head,
    ...rest,
    say(lang, 'noticeNumber', { number: noticeNumber(envelope.number) }),
  ];
  return { body: request(envelope, { msgtype: 'text', text: { content: lines.join('\n') }, safe: 1 }), shown: 0 };
}

/** A file that WeCom holds for three days. A ZIP cannot be confidential: WeCom shows only documents that way [90236]. */
export function writeFile(mediaId: string, envelope: Envelope): Written {
  return { body: request(envelope, { msgtype: 'file', file: { media_id: mediaId } }), shown: 0 };
}

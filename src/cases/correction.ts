import { type NoticeContent, type NoticeLine, noticeContent } from '../notices/content.ts';
import { sayBoth } from '../notices/wording/say.ts';

/** So many matters fit into one text however long their words are; the others are counted. */
const MOST_LINES = 3;

/** One message that takes all of these back, whatever their number. Pure. */
export function correctionOf(lines: readonly NoticeLine[]): NoticeContent {
  const shown = lines.slice(0, MOST_LINES).map((line) => ({ ...line, paste: null, buttons: [] }));
  const notes = lines.length > MOST_LINES ? [sayBoth('noteTakenBack', { count: String(lines.length) })] : [];
  return noticeContent('correction', 'zh', shown, { notes });
}

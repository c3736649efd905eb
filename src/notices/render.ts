import type { NoticeContent, NoticeKind } from './content.ts';
import type { Envelope, Written } from './letter.ts';
import { writeCard } from './write-card.ts';
import { writeDailyClose } from './write-daily-close.ts';
import { writeDigest } from './write-digest.ts';
import { writeExcerpt, writeFile } from './write-fleeting.ts';
import { writeInventory } from './write-inventory.ts';
import { writePlain, writePlainText } from './write-plain.ts';
import { writePublished } from './write-published.ts';
import { writeText } from './write-text.ts';

/** The exact bytes of a request of `message/send`, and how many lines it shows; the others are for a later message. Pure. */
export function render(content: NoticeContent, envelope: Envelope): { readonly body: string; readonly shown: number } {
  const { body, shown } = write(content, envelope);
  return { body: JSON.stringify(body), shown };
}

/** Said once, with nothing to press. */
const TEXTS: ReadonlySet<NoticeKind> = new Set(['outcome', 'correction', 'verdict', 'heard', 'trail-head']);

function write(content: NoticeContent, envelope: Envelope): Written {
  if (content.kind === 'inventory') return writeInventory(content, envelope);
  if (content.published) return writePublished(content, content.published, envelope);
  if (content.kind === 'excerpt') return writeExcerpt(content, envelope);
  if (content.file) return writeFile(content.file.mediaId, envelope);
  if (content.plain && content.kind === 'sign-off' && envelope.form === 'text')
    return writePlainText(content, content.plain, envelope);
  if (content.plain) return writePlain(content, content.plain, envelope);
  if (content.dailyClose) return writeDailyClose(content, content.dailyClose, envelope);
  if (envelope.form === 'text' || TEXTS.has(content.kind)) return writeText(content, envelope);
  if (content.kind === 'digest') return writeDigest(content, envelope);
  return content.lines.some((line) => line.buttons.length > 0)
    ? writeCard(content, envelope)
    : writeText(content, envelope);
}

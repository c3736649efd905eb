import type { NoticeContent } from './content.ts';
import type { Envelope, Written } from './letter.ts';
import { writeCard } from './write-card.ts';
import { writeDailyClose } from './write-daily-close.ts';
import { writeDigest } from './write-digest.ts';
import { writeInventory } from './write-inventory.ts';
import { writePublished } from './write-published.ts';
import { writeText } from './write-text.ts';

/** The exact bytes of a request of `message/send`, and how many lines it shows; the others are for a later message. Pure. */
export function render(content: NoticeContent, envelope: Envelope): { readonly body: string; readonly shown: number } {
  const { body, shown } = write(content, envelope);
  return { body: JSON.stringify(body), shown };
}

function write(content: NoticeContent, envelope: Envelope): Written {
  if (content.kind === 'inventory') return writeInventory(content, envelope);
  if (content.published) return writePublished(content, content.published, envelope);
  if (content.dailyClose) return writeDailyClose(content, content.dailyClose, envelope);
  if (envelope.form === 'text' || content.kind === 'outcome' || content.kind === 'correction')
    return writeText(content, envelope);
  if (content.kind === 'digest') return writeDigest(content, envelope);
  return content.lines.some((line) => line.buttons.length > 0)
    ? writeCard(content, envelope)
    : writeText(content, envelope);
}

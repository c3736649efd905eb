import { button, CARD, cardBase, numbered } from './card-parts.ts';
import type { Figure, NoticeContent } from './content.ts';
import {
  type Body,
  type Envelope,
  noticeNumber,
  request,
  type SpokenLine,
  spoken,
  spokenNotes,
  type Written,
} from './letter.ts';
import { clip } from './neutralise.ts';
import { say } from './wording/say.ts';
import type { WordingKey } from './wording/zh.ts';

const FIGURES: Readonly<Record<Figure['of'], WordingKey>> = {
  opened: 'figureOpened',
  closed: 'figureClosed',
  waiting: 'figureWaiting',
  unreached: 'figureUnreached',
  held: 'figureHeld',
};
/** Matters that HR may decide on the card itself; two buttons each, and one for 已阅. */
const MOST_DECIDED = 2;

/** HR's one card of the day: figures, notes, and the matters that wait for a person first. Every line counts as shown. */
export function writeDigest(content: NoticeContent, envelope: Envelope): Written {
  return {
    body: request(envelope, { msgtype: 'template_card', template_card: digestCard(content, envelope) }),
    shown: content.lines.length,
  };
}

function digestCard(content: NoticeContent, envelope: Envelope): Body {
  const { lang } = content;
  const lines = content.lines.map((line) => spoken(line, content)).sort((a, b) => b.buttons.length - a.buttons.length);
  const decided = lines.filter((line) => line.buttons.length > 0).slice(0, MOST_DECIDED);
  const text = spokenNotes(content).join('\n');
  const list = lines
    .map((line, at) => entryOf(line, decided.length > at ? `${numbered(at)} ` : '', content))
    .join('\n');
  return {
    ...cardBase('button_interaction', envelope, lang, { title: say(lang, 'titleDigest'), desc: '' }),
    ...(list !== '' && {
      quote_area: { type: 0, title: say(lang, 'quoteList'), quote_text: cutLines(list, CARD.quote) },
    }),
    ...(text !== '' && { sub_title_text: clip(text, CARD.text) }),
    horizontal_content_list: [
      ...content.figures.slice(0, CARD.rows - 1).map((figure) => ({
        keyname: say(lang, FIGURES[figure.of]),
        value: say(lang, 'figureCount', { count: String(figure.count) }),
      })),
      { keyname: say(lang, 'rowNumber'), value: noticeNumber(envelope.number) },
    ],
    button_list: [
      ...decided.flatMap((line, at) =>
        line.buttons.map((action) =>
          button(numbered(at) + say(lang, labelOf(action)), action, envelope.keyOf(line.caseId, action)),
        ),
      ),
      button(say(lang, 'buttonSeen'), 'seen', envelope.keyOf(envelope.noticeId, 'seen')),
    ],
  };
}

const labelOf = (action: SpokenLine['buttons'][number]): WordingKey =>
  action === 'waive' ? 'buttonWaive' : 'buttonConfirm';

const entryOf = (line: SpokenLine, item: string, { lang }: NoticeContent): string =>
  item + say(lang, 'digestLine', { number: line.number, group: line.group, happened: clip(line.happened, 40) });

/** Whole lines only, as long as they fit; the last says that there are more. */
function cutLines(text: string, most: number): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of text.split('\n')) {
    length += [...line].length + 1;
    if (length > most - 2) return [...kept, '…'].join('\n');
    kept.push(line);
  }
  return kept.join('\n');
}

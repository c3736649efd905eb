import { BUTTONS, button, CARD, type CardRow, cardBase, numbered, numberRow } from './card-parts.ts';
import type { Figure, Lang, NoticeContent } from './content.ts';
import { type Body, type Envelope, request, type SpokenLine, spoken, spokenNotes, type Written } from './letter.ts';
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
/** Matters that HR may decide on the card itself; two buttons each, two for a rule that the brake holds, and one for 已阅. */
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
  const lines = content.lines
    .map((line) => spoken(line, content))
    .sort((one, other) => other.buttons.length - one.buttons.length);
  const decided = lines
    .filter((line) => line.buttons.length > 0)
    .slice(0, content.brake ? MOST_DECIDED - 1 : MOST_DECIDED);
  const text = spokenNotes(content).join('\n');
  const list = lines
    .map((line, at) => entryOf(line, at < decided.length ? `${numbered(at)} ` : '', content))
    .join('\n');
  const quote = { type: 0, title: say(lang, 'quoteList'), quote_text: cutLines(list, CARD.quote) };
  return {
    ...cardBase('button_interaction', envelope, lang, { title: say(lang, 'titleDigest'), desc: '' }),
    ...(list !== '' && { quote_area: quote }),
    ...(text !== '' && { sub_title_text: clip(text, CARD.text) }),
    horizontal_content_list: [
      ...content.figures.slice(0, CARD.rows - 1).map((figure) => figureRow(figure, lang)),
      numberRow(envelope, lang),
    ],
    button_list: [
      ...decided.flatMap((line, at) => decisionButtons(line, at, lang, envelope)),
      ...(content.brake ? BRAKE_BUTTONS.map((action) => ownButton(action, lang, envelope)) : []),
      button(say(lang, 'buttonSeen'), 'seen', envelope.keyOf(envelope.noticeId, 'seen')),
    ],
  };
}

const BRAKE_BUTTONS = ['release', 'stop-rule'] as const;

const ownButton = (action: (typeof BRAKE_BUTTONS)[number], lang: Lang, envelope: Envelope): Body =>
  button(say(lang, BUTTONS[action].label), action, envelope.keyOf(envelope.noticeId, action));

const figureRow = ({ of, count }: Figure, lang: Lang): CardRow => ({
  keyname: say(lang, FIGURES[of]),
  value: say(lang, 'figureCount', { count: String(count) }),
});

const decisionButtons = ({ buttons, caseId }: SpokenLine, at: number, lang: Lang, envelope: Envelope): Body[] =>
  buttons.map((action) =>
    button(numbered(at) + say(lang, BUTTONS[action].label), action, envelope.keyOf(caseId, action)),
  );

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

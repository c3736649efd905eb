import { BUTTONS, button, CARD, type CardRow, cardBase, numbered, numberRow } from './card-parts.ts';
import type { Figure, Lang, NoticeContent, NoticeLine } from './content.ts';
import { reasonChoice } from './docket-reasons.ts';
import {
  type Body,
  type Envelope,
  longestFit,
  moreLine,
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
/** Matters that HR may decide on the card itself; two buttons each, two for a rule that the brake holds, and one for 已阅. */
const MOST_DECIDED = 2;

/**
 * HR's one card of the day: figures, notes, and the matters that wait for a person first. What its list cannot hold is left to
 * the next one, so every line counts as dealt with; of those that `fitDigest` left, each is shown.
 */
export function writeDigest(content: NoticeContent, envelope: Envelope): Written {
  return {
    body: request(envelope, { msgtype: 'template_card', template_card: digestCard(content, envelope) }),
    shown: content.lines.length,
  };
}

/** The digest with those of its first lines that a card can show. */
export function fitDigest(content: NoticeContent): NoticeContent {
  const first = (count: number): NoticeContent => ({ ...content, lines: content.lines.slice(0, count) });
  const fits = (candidate: NoticeContent) => [...listOf(candidate)].length <= CARD.quote;
  return longestFit(content.lines.length, first, fits).candidate;
}

/** One line a matter, those that can be decided here numbered, and how many more wait. */
function listOf(content: NoticeContent): string {
  const decided = decidedOf(content);
  const waiting = content.figures.find(({ of }) => of === 'waiting')?.count ?? 0;
  const entries = content.lines.map((line) => entryOf(line, decided.indexOf(line), content));
  return [...entries, ...moreLine(content.lang, waiting, content.lines.length)].join('\n');
}

const decidedOf = ({ lines, brake }: NoticeContent): NoticeLine[] =>
  lines.filter(({ buttons }) => buttons.length > 0).slice(0, brake ? MOST_DECIDED - 1 : MOST_DECIDED);

function digestCard(content: NoticeContent, envelope: Envelope): Body {
  const { lang } = content;
  const decided = decidedOf(content).map((line) => spoken(line, content));
  const { page } = content;
  const text = [...spokenNotes(content), ...(page ? [say(lang, 'digestFinds')] : [])].join('\n');
  const list = listOf(content);
  const quote = { type: 0, title: say(lang, 'quoteList'), quote_text: clip(list, CARD.quote) };
  return {
    ...cardBase('button_interaction', envelope, lang, { title: say(lang, 'titleDigest'), desc: '' }),
    ...(list !== '' && { quote_area: quote }),
    ...(text !== '' && { sub_title_text: clip(text, CARD.text) }),
    horizontal_content_list: [
      ...content.figures.slice(0, CARD.rows - 1).map((figure) => figureRow(figure, lang)),
      numberRow(envelope, lang),
    ],
    ...(page && { card_action: { type: 1, url: page.url } }),
    ...(decided.some(({ buttons }) => buttons.includes('waive')) && {
      button_selection: reasonChoice(['waive'], lang),
    }),
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

function entryOf(line: NoticeLine, nth: number, content: NoticeContent): string {
  const { number, group, happened } = spoken(line, content);
  const entry = say(content.lang, 'digestLine', { number, group, happened: clip(happened, 40) });
  return nth < 0 ? entry : `${numbered(nth)} ${entry}`;
}

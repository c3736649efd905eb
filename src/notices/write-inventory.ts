import { button, CARD, cardBase, numbered, numberRow } from './card-parts.ts';
import type { Ask, Lang, NoticeContent } from './content.ts';
import { type Envelope, noticeNumber, request, spokenNotes, type Written } from './letter.ts';
import { clip, neutralise } from './neutralise.ts';
import { say } from './wording/say.ts';

/** What a choice shows before the phone cuts it. */
const MOST_TITLE = 20;
const MOST_OPTION = 20;

/** An owner's card: it asks, or leads to the page that asks. */
export const writeInventory = (content: NoticeContent, envelope: Envelope): Written =>
  content.page ? writeLeading(content, content.page, envelope) : writeAsking(content, envelope);

/** A card that leads to a page [90236]: the first groups with what we think they are, and one button that opens it. */
function writeLeading(
  content: NoticeContent,
  { url, count }: NonNullable<NoticeContent['page']>,
  envelope: Envelope,
): Written {
  const { lang, asks } = content;
  const rows = asks.map(({ title, options, selected }, at) => ({
    keyname: numbered(at),
    value: clip([clip(neutralise(title), MOST_TITLE), ...guessOf(options, selected, lang)].join('：'), CARD.value),
  }));
  const card = {
    ...cardBase('button_interaction', envelope, lang, {
      title: say(lang, 'titleInventory'),
      desc: spokenNotes(content).join('；'),
    }),
    horizontal_content_list: [...rows, ...othersRow(count - asks.length, lang), numberRow(envelope, lang)],
    card_action: { type: 1, url },
    button_list: [{ type: 1, text: say(lang, 'buttonOpenPage'), style: 1, url }],
  };
  return { body: request(envelope, { msgtype: 'template_card', template_card: card }), shown: 0 };
}

const othersRow = (count: number, lang: Lang) =>
  count > 0 ? [{ keyname: say(lang, 'rowOthers'), value: say(lang, 'inventoryOnPage', { count: String(count) }) }] : [];

/** What we think a group is; nothing when nothing could be proposed. */
const guessOf = (options: Ask['options'], selected: string, lang: Lang): string[] =>
  options.filter(({ id }) => id === selected && id.startsWith('kind.')).map(({ text }) => neutralise(text[lang]));

/** A card that asks [90236]: up to three groups, each with its choices, and one button. The number tells two alike apart. */
function writeAsking(content: NoticeContent, envelope: Envelope): Written {
  const { lang, asks } = content;
  const number = `（${noticeNumber(envelope.number)}）`;
  const notes = clip(spokenNotes(content).join('；'), CARD.desc - number.length);
  const { text, key } = button(say(lang, 'buttonDeclare'), 'declare', envelope.keyOf(envelope.noticeId, 'declare'));
  const card = {
    ...cardBase('multiple_interaction', envelope, lang, {
      title: say(lang, 'titleInventory'),
      desc: `${notes}${number}`,
    }),
    select_list: asks.map(({ key: question, title, options, selected }) => ({
      question_key: question,
      title: clip(neutralise(title), MOST_TITLE),
      selected_id: selected,
      option_list: options.map(({ id, text }) => ({ id, text: clip(neutralise(text[lang]), MOST_OPTION) })),
    })),
    submit_button: { text, key },
  };
  return { body: request(envelope, { msgtype: 'template_card', template_card: card }), shown: 0 };
}

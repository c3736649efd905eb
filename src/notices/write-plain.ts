import { BUTTONS, button, CARD, cardBase, numberRow } from './card-parts.ts';
import type { NoticeContent, Plain } from './content.ts';
import { reasonChoice } from './docket-reasons.ts';
import { type Envelope, noticeNumber, request, type Written } from './letter.ts';
import { clip, neutralise } from './neutralise.ts';
import { say } from './wording/say.ts';

/** A card about no case [90236]: its sentences, its rows, and buttons that mean this very card. */
export function writePlain(
  { lang, page }: Pick<NoticeContent, 'lang' | 'page'>,
  { title, text, quote, quoteTitle, rows, buttons, about }: Plain,
  envelope: Envelope,
): Written {
  const quoted =
    quote === null
      ? null
      : { type: 0, title: quoteTitle?.[lang] ?? say(lang, 'quoteReady'), quote_text: inside(quote[lang], CARD.quote) };
  const card = {
    ...cardBase('button_interaction', envelope, lang, { title: neutralise(title[lang]), desc: '' }),
    sub_title_text: inside(text[lang], CARD.text),
    ...(quoted && { quote_area: quoted }),
    horizontal_content_list: [
      ...rows.map(({ name, value }) => ({
        keyname: clip(name[lang], CARD.keyname),
        value: clip(neutralise(value), CARD.value),
      })),
      numberRow(envelope, lang),
    ],
    ...(page && { card_action: { type: 1, url: page.url } }),
    ...(REFUSES.some((one) => buttons.includes(one)) && { button_selection: reasonChoice(buttons, lang) }),
    button_list: buttons.map((action) =>
      button(say(lang, BUTTONS[action].label), action, envelope.keyOf(about ?? envelope.noticeId, action)),
    ),
  };
  return { body: request(envelope, { msgtype: 'template_card', template_card: card }), shown: 0 };
}

/** Whoever presses one of these chooses why. */
const REFUSES = ['exempt-refuse', 'pack-refuse'] as const;

/** The same in words, for whom cards do not show: it is answered by a reply. */
export function writePlainText(
  { lang, page }: Pick<NoticeContent, 'lang' | 'page'>,
  { title, text }: Plain,
  envelope: Envelope,
): Written {
  const lines = [
    neutralise(title[lang]),
    neutralise(text[lang]),
    ...(page ? [page.url] : []),
    say(lang, 'replyToSign'),
    say(lang, 'noticeNumber', { number: noticeNumber(envelope.number) }),
  ];
  return { body: request(envelope, { msgtype: 'text', text: { content: lines.join('\n') } }), shown: 0 };
}

const inside = (text: string, most: number): string => clip(neutralise(text), most);

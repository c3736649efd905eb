import { BUTTONS, button, CARD, cardBase, numbered, numberRow } from './card-parts.ts';
import type { NoticeContent } from './content.ts';
import { type Body, type Envelope, request, type Written } from './letter.ts';
import { clip, neutralise } from './neutralise.ts';
import { say } from './wording/say.ts';

/** The card of a day [90236]: up to five matters with a button each, and the way to say more. */
export function writeDailyClose(
  content: NoticeContent,
  { matters, open }: NonNullable<NoticeContent['dailyClose']>,
  envelope: Envelope,
): Written {
  const { lang, page } = content;
  const rows = matters.map(({ says }, at) => ({
    keyname: numbered(at),
    value: clip(neutralise(says[lang]), CARD.value),
  }));
  const buttons = matters.map(
    ({ obligationId }, at): Body =>
      button(numbered(at) + say(lang, BUTTONS.closed.label), 'closed', envelope.keyOf(obligationId, 'closed')),
  );
  const card = {
    ...cardBase('button_interaction', envelope, lang, {
      title: say(lang, 'titleDailyClose', { count: String(open) }),
      desc: say(lang, 'dailyCloseDesc'),
    }),
    sub_title_text: say(lang, page ? 'dailyCloseHowOnPage' : 'dailyCloseHow'),
    horizontal_content_list: [...rows, numberRow(envelope, lang)],
    ...(page && { card_action: { type: 1, url: page.url } }),
    button_list: page ? [...buttons, { type: 1, text: say(lang, 'buttonMatters'), style: 2, url: page.url }] : buttons,
  };
  return { body: request(envelope, { msgtype: 'template_card', template_card: card }), shown: 0 };
}

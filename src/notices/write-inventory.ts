import { button, CARD, cardBase } from './card-parts.ts';
import type { NoticeContent } from './content.ts';
import { type Envelope, noticeNumber, request, spokenNotes, type Written } from './letter.ts';
import { clip, neutralise } from './neutralise.ts';
import { say } from './wording/say.ts';

/** What a choice shows before the phone cuts it. */
const MOST_TITLE = 20;
const MOST_OPTION = 20;

/** A card that asks [90236]: up to three groups, each with its choices, and one button. The number tells two alike apart. */
export function writeInventory(content: NoticeContent, envelope: Envelope): Written {
  const { lang, asks } = content;
  const number = noticeNumber(envelope.number);
  const notes = clip(spokenNotes(content).join('；'), CARD.desc - number.length - 1);
  const { text, key } = button(say(lang, 'buttonDeclare'), 'declare', envelope.keyOf(envelope.noticeId, 'declare'));
  const card = {
    ...cardBase('multiple_interaction', envelope, lang, {
      title: say(lang, 'titleInventory'),
      desc: `${notes} ${number}`,
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

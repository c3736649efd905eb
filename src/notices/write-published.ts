import { button, CARD, cardBase, numberRow } from './card-parts.ts';
import type { NoticeContent, Published } from './content.ts';
import { type Envelope, request, type Written } from './letter.ts';
import { clip, neutralise } from './neutralise.ts';
import { say } from './wording/say.ts';

/** What a card shows of a text in the company's own words; more of it needs a page. */
export const MOST_ON_A_CARD = CARD.text + CARD.quote;

/** A notice of the company [90236]: its text, who says it, and one button. */
export function writePublished(content: NoticeContent, published: Published, envelope: Envelope): Written {
  const { lang, page } = content;
  const { publicationId, groupName, by, clauseId } = published;
  const [head, rest] = parts(neutralise(published.text), page ? say(lang, 'publishedMore') : '…');
  const card = {
    ...cardBase('button_interaction', envelope, lang, {
      title: say(lang, 'titlePublished'),
      desc: neutralise(groupName),
    }),
    sub_title_text: head,
    ...(rest !== '' && { quote_area: { type: 0, title: say(lang, 'quoteMore'), quote_text: rest } }),
    horizontal_content_list: [
      { keyname: say(lang, 'rowBy'), value: clip(neutralise(by), CARD.value) },
      { keyname: say(lang, 'rowClause'), value: clip(neutralise(clauseId), CARD.value) },
      numberRow(envelope, lang),
    ],
    ...(page && { card_action: { type: 1, url: page.url } }),
    button_list: [button(say(lang, 'buttonReceived'), 'received', envelope.keyOf(publicationId, 'received'))],
  };
  return { body: request(envelope, { msgtype: 'template_card', template_card: card }), shown: 0 };
}

/** The beginning, and what stands behind it; what fits nowhere is cut, and `more` says where it stands. */
function parts(text: string, more: string): readonly [head: string, rest: string] {
  const signs = [...text];
  if (signs.length <= CARD.text) return [text, ''];
  const rest = signs.slice(CARD.text);
  const fits = rest.length <= CARD.quote;
  return [
    signs.slice(0, CARD.text).join(''),
    fits ? rest.join('') : rest.slice(0, CARD.quote - [...more].length).join('') + more,
  ];
}

import { type Card, pressables, questions } from '../inbox/card.ts';
import type { Delivery } from '../inbox/messages.ts';
import { type Html, html } from './html.ts';

const cut = (text: string | undefined, characters: number): string => {
  const letters = [...(text ?? '')];
  return letters.length > characters ? `${letters.slice(0, characters).join('')}…` : letters.join('');
};

const line = (look: string, text: string | undefined, characters: number): Html | null =>
  text ? html`<div class="${look}">${cut(text, characters)}</div>` : null;

interface Opening {
  readonly pressAction: string;
  /** Where a link leads. */
  readonly opens: (url: string) => string;
}

/** A template card as the client draws it, its buttons in a form that presses them. */
export function cardView({ message, card, greyed, recalledAt }: Delivery, { pressAction, opens }: Opening): Html {
  if (!card) return html``;
  return html`<form class="card" method="post" action="${pressAction}">
    <input type="hidden" name="msgid" value="${message.msgid}">
    ${head(card)}
    ${line('title', card.main_title?.title, 36)}${line('desc', card.main_title?.desc, 44)}
    ${emphasis(card)}${quote(card, opens)}
    ${line('sub', card.sub_title_text, 160)}
    ${rows(card, opens)}${columns(card)}
    ${asked(card, greyed)}
    ${foot(card, { greyed, life: recalledAt ? 'dead' : 'alive', opens })}
  </form>`;
}

function head(card: Card): Html | null {
  const { source } = card;
  const menu = pressables(card).filter(({ what }) => what === 'menu');
  if (!source?.desc && menu.length === 0) return null;
  const entries = menu.map(({ text, key }) => html`<button name="key" value="${key}">${text}</button>`);
  return html`<div class="head"><span class="colour-${source?.desc_color ?? 0}">${cut(source?.desc, 20)}</span>${
    menu.length === 0
      ? null
      : html`<details class="menu"><summary title="${card.action_menu?.desc ?? ''}">···</summary>${entries}</details>`
  }</div>`;
}

function emphasis({ emphasis_content: big }: Card): Html | null {
  if (!big?.title && !big?.desc) return null;
  return html`<div class="emphasis"><b>${cut(big.title, 14)}</b><span>${cut(big.desc, 22)}</span></div>`;
}

function quote({ quote_area: area }: Card, opens: Opening['opens']): Html | null {
  if (!area?.title && !area?.quote_text) return null;
  const inside = html`${area.title ? html`<b>${area.title}</b>` : null}<div>${area.quote_text ?? ''}</div>`;
  return area.url
    ? html`<a class="quote" href="${opens(area.url)}">${inside}</a>`
    : html`<div class="quote">${inside}</div>`;
}

function rows({ horizontal_content_list: list = [] }: Card, opens: Opening['opens']): Html | null {
  if (list.length === 0) return null;
  const each = list.map((row) => {
    const value = cut(row.value, 30);
    const drawn =
      row.type === 1
        ? html`<a href="${opens(row.url ?? '')}">${value}</a>`
        : html`<span class="${row.type ? 'link' : ''}">${value}</span>`;
    return html`<dt>${cut(row.keyname, 5)}</dt><dd>${drawn}</dd>`;
  });
  return html`<dl>${each}</dl>`;
}

function columns(card: Card): Html[] {
  const { image_text_area: area, card_image: image } = card;
  const picture = image?.url || area?.image_url ? html`<div class="picture">图片</div>` : html``;
  const texts = area ? [html`<div class="sub"><b>${area.title ?? ''}</b> ${area.desc ?? ''}</div>`] : [];
  const list = (card.vertical_content_list ?? []).map(
    ({ title, desc }) => html`<div class="sub"><b>${title ?? ''}</b><br>${desc ?? ''}</div>`,
  );
  return [picture, ...texts, ...list];
}

function asked(card: Card, greyed: string | null): Html[] {
  return questions(card).map(({ key, title, mode, options, preset, state }) => {
    const disabled = greyed !== null || state === 'fixed' ? html`disabled` : null;
    if (card.checkbox?.question_key === key) {
      const type = mode === 'many' ? 'checkbox' : 'radio';
      return html`<div class="options">${options.map(
        ({ id, text }) =>
          html`<label><input type="${type}" name="q.${key}" value="${id}" ${preset.includes(id) ? html`checked` : null} ${disabled}> ${cut(text, 17)}</label>`,
      )}</div>`;
    }
    return html`<label class="select"><span>${title}</span><select name="q.${key}" ${disabled}>${options.map(
      ({ id, text }) =>
        html`<option value="${id}" ${preset.includes(id) ? html`selected` : null}>${cut(text, 10)}</option>`,
    )}</select></label>`;
  });
}

interface Foot extends Pick<Opening, 'opens'> {
  readonly greyed: string | null;
  readonly life: 'alive' | 'dead';
}

function foot(card: Card, { greyed, life, opens }: Foot): Html {
  const jumps = (card.jump_list ?? []).map(
    ({ title, url }) => html`<a class="jump" href="${opens(url ?? '')}">${cut(title, 18)}</a>`,
  );
  const buttons = pressables(card).filter(({ what }) => what !== 'menu');
  const action =
    card.card_action?.url && buttons.length === 0
      ? html`<a class="jump" href="${opens(card.card_action.url)}">查看详情</a>`
      : html``;
  if (buttons.length === 0) return html`${jumps}${action}`;
  if (greyed !== null) return html`${jumps}<div class="buttons"><span class="grey">${greyed}</span></div>`;
  const each = buttons.map(({ what, text, key, url, style }) =>
    what === 'link'
      ? html`<a class="button style-${style}" href="${opens(url)}">${cut(text, 10)}</a>`
      : html`<button class="style-${style}" name="key" value="${key}" ${life === 'dead' ? html`disabled` : null}>${cut(text, 10)}</button>`,
  );
  return html`${jumps}<div class="buttons count-${each.length}">${each}</div>`;
}

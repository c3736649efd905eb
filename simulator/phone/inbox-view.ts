import type { Delivery } from '../inbox/messages.ts';
import { articles, inWechat } from '../inbox/readable.ts';
import type { Employee } from '../world/people.ts';
import { cardView } from './card-view.ts';
import { type Html, html } from './html.ts';
import { cardDescription, markdown, plainText } from './rich-text.ts';
import { chatTime } from './times.ts';

export interface Looking {
  readonly pressAction: string;
  /** Where a link of a message leads: it opens as the person whose phone this is. */
  readonly opens: (url: string) => string;
  /** Which of the two apps he reads in. */
  readonly client: 'wecom' | 'wechat';
  readonly homeFirst: boolean;
}

const GAP_MS = 5 * 60_000;

/** All messages of one phone, oldest first, with the time wherever some passed. */
export function inboxView(employee: Employee, looking: Looking): Html {
  let last = Number.NEGATIVE_INFINITY;
  const drawn = employee.inbox.map((delivery) => {
    const bubble =
      looking.client === 'wechat' ? wechatBubble(delivery, looking.homeFirst) : wecomBubble(delivery, looking);
    const at = delivery.shownAt.getTime();
    const stamp = at - last > GAP_MS ? html`<time>${chatTime(delivery.shownAt)}</time>` : null;
    last = at;
    return html`${stamp}${bubble}`;
  });
  return drawn.length === 0 ? html`<p class="empty">还没有消息 · no messages yet</p>` : html`${drawn}`;
}

const row = (inside: Html, note: Html | null = null): Html =>
  html`<article><div class="avatar">规</div><div class="said">${inside}${note}</div></article>`;

function wecomBubble(delivery: Delivery, looking: Looking): Html {
  if (delivery.recalledAt) return html`<p class="system">「群规」撤回了一条消息 · recalled</p>`;
  const notes = delivery.presses.map(({ text, at }) => html`<small>已点「${text}」 ${chatTime(at)}</small>`);
  const updated = delivery.updatedAt ? html`<small>卡片已更新 ${chatTime(delivery.updatedAt)}</small>` : null;
  return row(contentView(delivery, looking), html`${notes}${updated}`);
}

function contentView(delivery: Delivery, looking: Looking): Html {
  const { message } = delivery;
  const { content, type } = message;
  const part = (name: string): string => (typeof content[name] === 'string' ? content[name] : '');
  switch (type) {
    case 'template_card':
      return cardView(delivery, looking);
    case 'text':
      return html`<div class="bubble">${plainText(part('content'))}</div>`;
    case 'markdown':
      return html`<div class="bubble markdown">${markdown(part('content'))}</div>`;
    case 'textcard':
      return html`<a class="card textcard" href="${looking.opens(part('url'))}"><div class="title">${part('title')}</div><div class="desc">${cardDescription(part('description'))}</div><div class="jump">${part('btntxt') || '详情'}</div></a>`;
    case 'news':
    case 'mpnews':
      return html`<div class="card">${articles(content).map(
        ({ title, description, url }) =>
          html`<a class="textcard" href="${looking.opens(url)}"><div class="title">${title}</div><div class="desc">${description}</div></a>`,
      )}</div>`;
    default:
      return html`<div class="bubble">[${type}] ${part('title')}</div>`;
  }
}

/** WeChat's side: a text of 20 bytes, a hint, or nothing at all [90236]. */
function wechatBubble(delivery: Delivery, homeFirst: boolean): Html {
  const shown = inWechat(delivery, homeFirst);
  if (shown === null)
    return html`<p class="system">一条「${delivery.message.type}」消息在微信侧不显示 · not shown in WeChat</p>`;
  return row(html`<div class="bubble">${plainText(shown)}</div>`);
}

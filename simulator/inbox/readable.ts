import { cardText } from './card.ts';
import type { Delivery } from './messages.ts';

const LINK = /<a href=[^>]*>([^<]*)<\/a>/g;
const MARKUP = /<[^>]*>/g;

/** The words of a message as a person reads them. */
export function readable({ message, card }: Delivery): string {
  if (card) return cardText(card);
  const { content, type } = message;
  const part = (name: string): string => (typeof content[name] === 'string' ? content[name] : '');
  switch (type) {
    case 'text':
      return part('content').replace(LINK, '$1');
    case 'markdown':
      return part('content').replace(MARKUP, '');
    case 'textcard':
      return `${part('title')}\n${part('description')
        .replace(/<br\s*\/?>/g, '\n')
        .replace(MARKUP, '')}`;
    case 'news':
    case 'mpnews':
      return articles(content)
        .map(({ title, description }) => `${title}\n${description}`)
        .join('\n');
    default:
      return part('title') || `[${type}]`;
  }
}

export function articles(
  content: Readonly<Record<string, unknown>>,
): { title: string; description: string; url: string }[] {
  if (!Array.isArray(content.articles)) return [];
  return content.articles.map((one: Record<string, unknown>) => ({
    title: String(one.title ?? ''),
    description: String(one.description ?? one.digest ?? ''),
    url: String(one.url ?? ''),
  }));
}

/** The longest beginning of at most so many bytes that cuts no character in two. */
export function cutToBytes(text: string, bytes: number): string {
  const buffer = Buffer.from(text);
  if (buffer.length <= bytes) return text;
  let end = bytes;
  while (end > 0 && ((buffer[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return buffer.subarray(0, end).toString('utf8');
}

const HINTS: Readonly<Record<string, string>> = {
  textcard: '[卡片消息]',
  news: '[图文消息]',
  mpnews: '[图文消息]',
  image: '[图片]',
  file: '[文件]',
  voice: '[语音]',
  video: '[视频]',
};
const UNSEEN = ['template_card', 'markdown', 'miniprogram_notice'];

/**
 * What WeChat's side shows [90236]: cards, markdown and mini-program notices nothing; with 「始终进入主页」 on, 20 bytes
 * of a text and a hint for the rest. Null: nothing is shown there.
 */
export function inWechat(delivery: Delivery, homeFirst: boolean): string | null {
  const { type } = delivery.message;
  if (UNSEEN.includes(type)) return null;
  if (!homeFirst) return readable(delivery);
  return type === 'text' ? cutToBytes(readable(delivery), 20) : (HINTS[type] ?? '[新消息]');
}

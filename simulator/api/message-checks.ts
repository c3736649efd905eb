import { checkCard } from './card-checks.ts';
import type { Body, Call } from './endpoint.ts';
import { liveMedia } from './media.ts';
import { neededText, objectOf, textOf, wholeOf } from './params.ts';
import { Refusal } from './refusal.ts';

const bytes = (text: string): number => Buffer.byteLength(text);

/** One check a msgtype [90236]: throws Refusal, or gives the content as it will be shown. */
const CHECKS: Readonly<Record<string, (content: Body, call: Call) => Body>> = {
  text: (content) => ({ ...content, content: cut(neededText(content, 'content', 44004), 2_048) }),
  markdown: (content) => within(content, 'content', 2_048),
  textcard: (content) => {
    neededText(content, 'title', 41016);
    neededText(content, 'description');
    checkUrl(neededText(content, 'url'));
    if ([...textOf(content, 'btntxt')].length > 4) throw new Refusal(40058, 'btntxt');
    return { ...content, title: first(content, 'title', 128), description: first(content, 'description', 512) };
  },
  news: (content) => {
    for (const article of articlesOf(content)) {
      neededText(article, 'title', 41016);
      if (textOf(article, 'appid') === '') checkUrl(neededText(article, 'url'));
    }
    return content;
  },
  mpnews: (content) => {
    for (const article of articlesOf(content)) {
      neededText(article, 'title', 41016);
      neededText(article, 'thumb_media_id', 41006);
      within(article, 'content', 666 * 1024);
    }
    return content;
  },
  image: media,
  voice: media,
  video: media,
  file,
  miniprogram_notice: (content) => {
    neededText(content, 'appid');
    neededText(content, 'title', 41016);
    return content;
  },
  template_card: checkCard,
};

/** The type's own part of the body, checked. 40008 for a type that does not exist. */
export function checkedContent(call: Call): { type: string; content: Body } {
  const type = textOf(call.body, 'msgtype');
  const check = CHECKS[type];
  if (!check) throw new Refusal(40008);
  return { type, content: check(objectOf(call.body, type) ?? {}, call) };
}

function media(content: Body): Body {
  neededText(content, 'media_id', 41006);
  return content;
}

/** Of a file that is there still, with its name as phones show it; a confidential one is none of the formats that WeCom shows only there [90236]. */
function file(content: Body, { company, body, now }: Call): Body {
  const found = liveMedia(company, neededText(content, 'media_id', 41006), now);
  if (found?.type !== 'file') throw new Refusal(40007);
  if (wholeOf(body, 'safe', 0) === 1 && !SAFE_FORMATS.test(found.name)) throw new Refusal(40004, 'safe');
  return { ...content, title: found.name };
}

const SAFE_FORMATS = /\.(txt|pdf|docx?|pptx?|xlsx?|xml|jpe?g|png|bmp|gif)$/i;

function articlesOf({ articles }: Body): Body[] {
  if (!Array.isArray(articles) || articles.length < 1 || articles.length > 8) throw new Refusal(45008);
  return articles as Body[];
}

/** Refused when longer: only a text is cut. */
function within(content: Body, name: string, limit: number): Body {
  if (bytes(neededText(content, name, 44004)) > limit) throw new Refusal(45002);
  return content;
}

const first = (content: Body, name: string, characters: number): string =>
  [...textOf(content, name)].slice(0, characters).join('');

/** A text beyond its limit is cut in silence, in the middle of a character if need be: then the last one is gone. */
function cut(text: string, limit: number): string {
  if (bytes(text) <= limit) return text;
  return Buffer.from(text).subarray(0, limit).toString('utf8').replace(/�+$/, '');
}

function checkUrl(url: string): void {
  if (!/^https?:\/\//.test(url)) throw new Refusal(40058, 'url needs a scheme');
  if (bytes(url) > 2_048) throw new Refusal(40039);
}

import type { Chance } from '../chance.ts';

/** What can be sent in a group beside words, as far as a test cares; the rest is made up. */
export type Sent =
  | { readonly is: 'image' | 'sticker'; readonly bytes?: number; readonly of?: string }
  | { readonly is: 'voice' | 'video'; readonly seconds: number }
  | { readonly is: 'file'; readonly name: string; readonly bytes?: number }
  | { readonly is: 'link'; readonly url: string; readonly title?: string }
  | { readonly is: 'mini-program'; readonly title: string; readonly appId?: string }
  | { readonly is: 'card'; readonly of: string; readonly corpName?: string }
  | { readonly is: 'place'; readonly title: string; readonly address: string }
  /** A red packet; `total` in cents. */
  | { readonly is: 'red-packet'; readonly wish: string; readonly count?: number; readonly total?: number }
  /** Messages of another conversation, passed on. */
  | {
      readonly is: 'forwarded';
      readonly title?: string;
      readonly texts: readonly string[];
      readonly from?: 'group' | 'single';
    }
  /** Any other type in WeCom's own words. */
  | { readonly is: 'raw'; readonly msgtype: string; readonly body: Readonly<Record<string, unknown>> };

export interface Worded {
  /** The fields of the record beside its head, with `msgtype` [91774]. */
  readonly body: Readonly<Record<string, unknown>> & { readonly msgtype: string };
  /** What a client shows in the list of conversations. */
  readonly shown: string;
}

interface Where {
  readonly chance: Chance;
  readonly at: Date;
  /** With outsiders inside, some types have another name. */
  readonly group: 'internal' | 'external';
}

/** A thing as the archive words it, type by type [91774]. */
export function worded(sent: Sent, where: Where): Worded {
  const { chance } = where;
  const media = (of = chance.hex(32)) => ({ md5sum: of, sdkfileid: chance.word(64) });
  const as = (msgtype: string, shown: string, part: object, key = msgtype): Worded => ({
    body: { msgtype, [key]: part },
    shown,
  });
  switch (sent.is) {
    case 'image':
      return as('image', '[图片]', { ...media(sent.of), filesize: sent.bytes ?? 70_961 });
    case 'sticker':
      return as('emotion', '[表情]', {
        ...media(sent.of),
        type: 1,
        width: 290,
        height: 290,
        imagesize: sent.bytes ?? 9_626,
      });
    case 'voice':
      return as('voice', `[语音] ${sent.seconds}"`, {
        ...media(),
        voice_size: sent.seconds * 680,
        play_length: sent.seconds,
      });
    case 'video':
      return as('video', '[视频]', { ...media(), filesize: sent.seconds * 140_000, play_length: sent.seconds });
    case 'file': {
      const fileext = /\.([^.]+)$/.exec(sent.name)?.[1] ?? '';
      return as('file', `[文件] ${sent.name}`, {
        ...media(),
        filename: sent.name,
        fileext,
        filesize: sent.bytes ?? 18_181,
      });
    }
    case 'link': {
      const title = sent.title ?? sent.url;
      return as('link', `[链接] ${title}`, { title, description: '', link_url: sent.url, image_url: '' });
    }
    case 'mini-program':
      return as('weapp', `[小程序] ${sent.title}`, {
        title: sent.title,
        description: '',
        username: `${chance.word(8)}@app`,
        displayname: sent.title,
        appid: sent.appId ?? `wx${chance.hex(16)}`,
        pagepath: 'pages/home/index',
      });
    case 'card':
      return as('card', '[名片]', { corpname: sent.corpName ?? '', userid: sent.of });
    case 'place':
      return as('location', `[位置] ${sent.title}`, {
        longitude: 116.5,
        latitude: 39.9,
        address: sent.address,
        title: sent.title,
        zoom: 15,
      });
    case 'red-packet':
      return redPacket(sent, where);
    case 'forwarded':
      return forwarded(sent, where);
    case 'raw':
      return { body: { ...sent.body, msgtype: sent.msgtype }, shown: `[${sent.msgtype}]` };
  }
}

/** Among outsiders the type is another, and its object keeps its name [91774]. */
function redPacket({ wish, count = 1, total = 100 }: Extract<Sent, { is: 'red-packet' }>, { group }: Where): Worded {
  const redpacket = { type: count > 1 ? 2 : 1, wish, totalcnt: count, totalamount: total };
  const msgtype = group === 'external' ? 'external_redpacket' : 'redpacket';
  return { body: { msgtype, redpacket }, shown: `[红包] ${wish}` };
}

/** Each message inside is JSON within JSON, its time in seconds [91774]. */
function forwarded(
  { title = '群聊', texts, from = 'group' }: Extract<Sent, { is: 'forwarded' }>,
  { at }: Where,
): Worded {
  const item = texts.map((content, turn) => ({
    type: 'ChatRecordText',
    msgtime: Math.floor(at.getTime() / 1_000) - 600 + turn,
    content: JSON.stringify({ content }),
    from_chatroom: from === 'group',
  }));
  return { body: { msgtype: 'chatrecord', chatrecord: { title, item } }, shown: `[聊天记录] ${title}` };
}

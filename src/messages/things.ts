import type { MessageThing } from '../events/message-thing.ts';
import { numberOf, type Part, textOf } from './parts.ts';

// What a message carries, type by type [91774]. Media are never fetched: size, length and sum are told without.

export const imageOf = (part: Part): MessageThing => ({
  is: 'image',
  bytes: numberOf(part, 'filesize'),
  md5: textOf(part, 'md5sum'),
});

export const voiceOf = (part: Part): MessageThing => ({ is: 'voice', seconds: numberOf(part, 'play_length') });

export const videoOf = (part: Part): MessageThing => ({
  is: 'video',
  seconds: numberOf(part, 'play_length'),
  bytes: numberOf(part, 'filesize'),
  md5: textOf(part, 'md5sum'),
});

export const fileOf = (part: Part, on: 'message' | 'disk' | 'call'): MessageThing => {
  const name = textOf(part, 'filename');
  const extension = textOf(part, 'fileext') || (/\.([^.]+)$/.exec(name)?.[1] ?? '');
  return {
    is: 'file',
    name,
    extension: extension.toLowerCase(),
    bytes: numberOf(part, 'filesize'),
    md5: textOf(part, 'md5sum'),
    on,
  };
};

export const linkOf = (url: string, title: string): MessageThing => ({ is: 'link', url, title });

export const miniProgramOf = (part: Part): MessageThing => ({
  is: 'mini-program',
  appId: textOf(part, 'appid') || textOf(part, 'username'),
  title: textOf(part, 'title'),
  name: textOf(part, 'displayname'),
});

const RED_PACKETS = { 1: 'plain', 2: 'lucky', 3: 'reward' } as const;

export const redPacketOf = (part: Part): MessageThing => ({
  is: 'red-packet',
  how: RED_PACKETS[numberOf(part, 'type') as 1 | 2 | 3] ?? 'unknown',
  count: numberOf(part, 'totalcnt'),
  totalFen: numberOf(part, 'totalamount'),
});

const POSTS = { 2: 'picture', 4: 'video', 9: 'live' } as const;

export const channelPostOf = (part: Part): MessageThing => ({
  is: 'channel-post',
  channel: textOf(part, 'sph_name'),
  how: POSTS[numberOf(part, 'feed_type') as 2 | 4 | 9] ?? 'unknown',
});

const CALLS = { 1: 'video', 2: 'voice', 3: 'video', 4: 'voice' } as const;

export const callOf = (part: Part): MessageThing => ({
  is: 'call',
  how: CALLS[numberOf(part, 'invitetype') as 1 | 2 | 3 | 4] ?? 'unknown',
  seconds: numberOf(part, 'callduration'),
});

/** The same without what somebody named or wrote: all that may be kept where a policy lets no words be kept. */
export function bare(thing: MessageThing): MessageThing {
  switch (thing.is) {
    case 'link':
    case 'document':
      return { ...thing, url: '', title: '' };
    case 'mini-program':
      return { ...thing, title: '', name: '' };
    case 'file':
      return { ...thing, name: '', md5: '' };
    case 'image':
    case 'sticker':
    case 'video':
      return { ...thing, md5: '' };
    case 'card':
      return { ...thing, id: '', corpName: '' };
    case 'place':
      return { ...thing, title: '', address: '' };
    case 'channel-post':
      return { ...thing, channel: '' };
    case 'forwarded':
      return { ...thing, text: null };
    default:
      return thing;
  }
}

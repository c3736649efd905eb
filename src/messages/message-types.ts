import type { MessageKind } from '../events/message.ts';
import type { MessageThing } from '../events/message-thing.ts';
import { numberOf, type Part, partIn, partOf, partsOf, textOf, textsOf, words } from './parts.ts';
import {
  callOf,
  channelPostOf,
  fileOf,
  imageOf,
  linkOf,
  miniProgramOf,
  redPacketOf,
  videoOf,
  voiceOf,
} from './things.ts';

export interface Content {
  readonly kind: MessageKind;
  readonly text: string | null;
  readonly things: readonly MessageThing[];
}

/** One type of the archive: under which key its object lies, and how that is read. */
interface Type {
  readonly key: string;
  readonly read: (part: Part, whole: Part) => Content;
}

const plain =
  (kind: MessageKind, thing: (part: Part) => MessageThing): Type['read'] =>
  (part) => ({ kind, text: null, things: [thing(part)] });
const written =
  (kind: MessageKind, text: (part: Part, whole: Part) => string | null): Type['read'] =>
  (part, whole) => ({ kind, text: text(part, whole), things: [] });

/** What WeCom writes in place of a type that it could not archive itself [91552]. */
const UNKNOWN_TO_WECOM = '【未知消息类型】';

function readText(part: Part): Content {
  const text = textOf(part, 'content');
  return text === UNKNOWN_TO_WECOM
    ? { kind: 'other', text: null, things: [] }
    : { kind: 'text', text: text === '' ? null : text, things: [] };
}

/** Every msgtype of the archive [91774]. What is not here is parked as unknown. */
const TYPES: Readonly<Record<string, Type>> = {
  text: { key: 'text', read: readText },
  image: { key: 'image', read: plain('image', imageOf) },
  voice: { key: 'voice', read: plain('voice', voiceOf) },
  video: { key: 'video', read: plain('video', videoOf) },
  card: {
    key: 'card',
    read: plain('card', (part) => ({ is: 'card', id: textOf(part, 'userid'), corpName: textOf(part, 'corpname') })),
  },
  location: {
    key: 'location',
    read: plain('location', (part) => ({
      is: 'place',
      title: textOf(part, 'title'),
      address: textOf(part, 'address'),
    })),
  },
  emotion: { key: 'emotion', read: plain('emotion', (part) => ({ is: 'sticker', md5: textOf(part, 'md5sum') })) },
  file: { key: 'file', read: plain('file', (part) => fileOf(part, 'message')) },
  link: { key: 'link', read: plain('link', (part) => linkOf(textOf(part, 'link_url'), textOf(part, 'title'))) },
  weapp: { key: 'weapp', read: plain('mini-program', miniProgramOf) },
  chatrecord: { key: 'chatrecord', read: readForwarded },
  todo: { key: 'todo', read: written('todo', (part) => words(textOf(part, 'title'), textOf(part, 'content'))) },
  vote: {
    key: 'vote', // or at the top level: the page gives no sample
    read: written('vote', (part) => words(textOf(part, 'votetitle'), ...textsOf(part, 'voteitem'))),
  },
  collect: {
    key: 'collect',
    read: written('form', (part) =>
      words(textOf(part, 'title'), ...partsOf(part, 'details').map((line) => textOf(line, 'ques'))),
    ),
  },
  redpacket: { key: 'redpacket', read: readRedPacket },
  external_redpacket: { key: 'redpacket', read: readRedPacket },
  meeting: {
    key: 'meeting',
    read: written('meeting', (part) => words(textOf(part, 'topic'), textOf(part, 'remarks'))),
  },
  meeting_notification: { key: 'info', read: written('meeting-notice', () => null) },
  docmsg: {
    key: 'doc',
    read: plain('document', (part) => ({
      is: 'document',
      title: textOf(part, 'title'),
      url: textOf(part, 'link_url'),
    })),
  },
  markdown: { key: 'info', read: written('markdown', (part) => words(textOf(part, 'content'))) },
  news: {
    key: 'info',
    read: (part) => ({
      kind: 'news',
      text: null,
      things: partsOf(part, 'item').map((item) => linkOf(textOf(item, 'url'), textOf(item, 'title'))),
    }),
  },
  calendar: {
    key: 'calendar',
    read: written('calendar', (part) => words(textOf(part, 'title'), textOf(part, 'remarks'))),
  },
  mixed: { key: 'mixed', read: (part) => joined('mixed', partsOf(part, 'item'), 'type') },
  meeting_voice_call: {
    key: 'meeting_voice_call',
    read: (part) => ({
      kind: 'call-recording',
      text: null,
      things: partsOf(part, 'demofiledata').map((file) => fileOf(file, 'call')),
    }),
  },
  voip_doc_share: { key: 'voip_doc_share', read: plain('call-document', (part) => fileOf(part, 'call')) },
  sphfeed: { key: 'sphfeed', read: plain('channel-post', channelPostOf) },
  voiptext: { key: 'info', read: plain('call', callOf) },
  qydiskfile: {
    key: 'info',
    read: (part) => ({
      kind: 'disk-file',
      text: null,
      things: [fileOf(part, 'disk'), linkOf(textOf(part, 'url'), textOf(part, 'filename'))],
    }),
  },
  solitaire: { key: 'info', read: written('solitaire', (part) => words(textOf(part, 'solitaire_content'))) },
  note: { key: 'info', read: (part) => joined('note', partsOf(part, 'items'), 'msg_type') },
};

/** What a message of this type says and carries; `unknown-type`, or `unknown-shape` where its object is missing. */
export function contentOf(msgtype: string, whole: Part): Content | 'unknown-type' | 'unknown-shape' {
  const type = Object.hasOwn(TYPES, msgtype) ? TYPES[msgtype] : undefined;
  if (!type) return 'unknown-type';
  const part = partOf(whole, type.key) ?? (msgtype === 'vote' && 'votetitle' in whole ? whole : null);
  return part ? type.read(part, whole) : 'unknown-shape';
}

function readRedPacket(part: Part): Content {
  return { kind: 'red-packet', text: words(textOf(part, 'wish')), things: [redPacketOf(part)] };
}

/** Text and pictures in one message: each part is an object of its own type, written as text. */
function joined(kind: MessageKind, items: readonly Part[], typeKey: string): Content {
  const parts = items.flatMap((item) => {
    const type = textOf(item, typeKey).toLowerCase();
    const content = contentOf(type, { [TYPES[type]?.key ?? type]: partIn(textOf(item, 'content')) });
    return typeof content === 'string' ? [] : [content];
  });
  return {
    kind,
    text: words(...parts.map(({ text }) => text ?? '')),
    things: parts.flatMap(({ things }) => things),
  };
}

const FORWARDED = 'chatrecord';

/** `ChatRecordText` → `text`. */
const forwardedType = (type: string): string => type.replace(/^ChatRecord/, '').toLowerCase();

function readForwarded(part: Part): Content {
  const things = partsOf(part, 'item').flatMap((item): MessageThing[] => {
    const type = forwardedType(textOf(item, 'type'));
    const inner = partIn(textOf(item, 'content'));
    const content = type === FORWARDED ? 'unknown-type' : contentOf(type, { [TYPES[type]?.key ?? type]: inner });
    const read = typeof content === 'string' ? null : content;
    return [
      {
        is: 'forwarded',
        text: read?.text ?? null,
        sentAtMs: numberOf(item, 'msgtime') * 1_000,
        from: item.from_chatroom === true ? 'group' : 'single',
      },
      ...(read?.things ?? []),
    ];
  });
  return { kind: 'forwarded', text: null, things };
}

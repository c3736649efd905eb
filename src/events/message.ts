import type { PersonId } from '../ids.ts';
import type { MessageThing } from './message-thing.ts';
import type { Reading } from './reading.ts';

/**
 * What a message is, by the types of the archive [91774]. `other`: a type that WeCom itself could not name, or that is newer than
 * this program. Recalls, consents and switches of the corp are no messages: they are `ArchiveSign`s.
 */
export const MESSAGE_KINDS = [
  'text',
  'image',
  'voice',
  'video',
  'card', // the visiting card of a person
  'location',
  'emotion', // a sticker; built-in emoji come as text
  'file',
  'link',
  'mini-program',
  'forwarded', // 聊天记录: messages of another conversation
  'todo',
  'vote',
  'form', // 收集表
  'red-packet',
  'meeting',
  'meeting-notice', // somebody joined, or it ended: written by WeCom
  'document',
  'markdown', // robots only
  'news',
  'calendar',
  'mixed', // text and pictures in one
  'call-recording', // meeting_voice_call
  'call-document', // voip_doc_share
  'channel-post', // 视频号
  'call',
  'disk-file', // 微盘
  'solitaire', // 接龙
  'note',
  'other',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** One message in a group, as rules see it. Messages are ordered by (sentAtMs, id); nothing in it changes while it is judged. */
export interface Message {
  /** WeCom's msgid: one message of one corp. */
  readonly id: string;
  readonly chatId: string;
  readonly from: Sender;
  /** Milliseconds, by WeCom's clock. */
  readonly sentAtMs: number;
  readonly kind: MessageKind;
  /** Code points of what the sender wrote himself: the quote before it is not counted. 0: no words. */
  readonly length: number;
  /** What the sender wrote himself, without the quote before it. Null: no words, or the policy lets none be kept. */
  readonly text: string | null;
  /** In the order of the text. */
  readonly mentions: readonly Mention[];
  readonly quote: Quote | null;
  /** Equal words in one corp have equal hashes; keyed, so that nobody can try words out. Empty: nothing to compare. */
  readonly hash: string;
  readonly revokedAtMs: number | null;
  /** Links, files, pictures, red packets …; of a mixed or forwarded message those of its parts too. */
  readonly things: readonly MessageThing[];
}

/** Who spoke. Robots' ids begin with `wb`, outsiders' with `wo` or `wm`; every other id is an account of the corp, lower-cased. */
export interface Sender {
  readonly id: string;
  readonly kind: 'employee' | 'external' | 'robot';
  /** Who held the account at that moment; null: an outsider, a robot, or nobody the directory knew. */
  readonly personId: PersonId | null;
}

/**
 * Whom an `@` or a quote names. WeCom gives plain text and no ids [91774]: the name is matched against the group's nicknames, then
 * contact names and aliases, the longest first. `several`: more than one member is called so, and nobody guesses which.
 */
export type Named =
  | { readonly is: 'one'; readonly id: string }
  | { readonly is: 'several'; readonly ids: readonly string[] }
  | { readonly is: 'all' } // @所有人
  /** No member is called so: he left, renamed himself and was not read since, or the @ means nothing. */
  | { readonly is: 'nobody'; readonly may?: readonly MayMean[] };

/** A name that nobody has as far as is known: kept for a day, so that who has it is met when he is read. */
export interface MayMean {
  /** The name, keyed: nobody can try names out. */
  readonly name: string;
  /** Of the mention, if it is this name; in a quote of no meaning. */
  readonly length: number;
  /** What the message means then, where a mention of this length leaves other words. */
  readonly reading?: Reading;
}

/** One `@` in the text: whom it names and where it stands. `at` and `length` count UTF-16 units of `text`, the `@` included. */
export type Mention = Named & { readonly at: number; readonly length: number };

/** What a reply quotes. WeCom does not tell the quoted message's id. */
export interface Quote {
  readonly of: Named;
  /** The latest earlier message of the group with these words, of whom the quote names; null: none is known. */
  readonly messageId: string | null;
  /** As `Message.hash`, over the quoted words. */
  readonly hash: string;
}

/** Members that an `@` names for sure, each once. */
export const mentionedFor = (message: Message): readonly string[] => [
  ...new Set(message.mentions.flatMap((mention) => (mention.is === 'one' ? [mention.id] : []))),
];

type Placed = Pick<Message, 'id' | 'sentAtMs'>;

/** The order in which messages were said; the same for every order of arrival. */
export const bySaid = (a: Placed, b: Placed): number =>
  a.sentAtMs - b.sentAtMs || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** What the archive tells beside messages [91774]. */
export type ArchiveSign =
  | { readonly kind: 'recalled'; readonly messageId: string; readonly atMs: number }
  /** An outsider agreed or refused that a conversation is archived. `place`: the group, or the account he talks to alone. */
  | {
      readonly kind: 'consent';
      readonly external: string;
      readonly agreed: 'agreed' | 'refused';
      readonly place: string;
      readonly atMs: number;
    };

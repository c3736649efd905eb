import { timingSafeEqual } from 'node:crypto';
import type { CallbackKey, Config, SurfaceConfig, SurfaceName } from '../config.ts';
import { SURFACES } from '../config.ts';
import type { Corp } from '../ids.ts';
import { type Opened, openEnvelope } from '../wecom/callback/envelope.ts';
import type { SealedQuery } from '../wecom/callback/query.ts';
import { readEncrypt } from '../wecom/callback/read-encrypt.ts';
import { type Refused, refused } from '../wecom/callback/refusal.ts';

/** One request of WeCom as it came: still encrypted, fit to be kept on disk. */
export interface SealedCall {
  readonly corp: Corp;
  readonly surface: SurfaceName;
  readonly query: SealedQuery;
  readonly body: Buffer;
}

/** A request whose receiver id matched: it is WeCom's, and from here on it is always kept. */
export interface OpenedCall {
  readonly kind: 'opened';
  readonly sealed: SealedCall;
  readonly plaintext: Buffer;
  /** Of which trace it is; absent: of none. */
  readonly trace?: string | null;
}

/** Whom a path names, and with which keys WeCom may speak to it. */
export interface Receiver {
  readonly kind: 'receiver';
  readonly corp: Corp;
  readonly surface: SurfaceName;
  readonly keys: readonly CallbackKey[];
  readonly receiverId: string;
}

type Book = Pick<Config, 'corps'>;

/** The parts of a path as somebody wrote them. */
export interface Addressed {
  readonly corp: string;
  readonly surface: string;
  readonly word?: string;
}

/** The receiver of a path; a corp or surface that is not configured, or another word behind it, is refused like any stranger. */
export function receiverAt(config: Book, { corp, surface, word }: Addressed): Receiver | Refused {
  const receiver = receiverOf(config, corp, surface);
  if (receiver.kind === 'refused') return receiver;
  return leadsTo(config.corps.get(receiver.corp)?.surfaces[receiver.surface]?.path, word)
    ? receiver
    : refused('address');
}

/** The same of a call that was taken before, by whatever path. */
export function receiverOf(config: Book, corp: string, surface: string): Receiver | Refused {
  const name = SURFACES.find((known) => known === surface);
  const found = config.corps.get(corp as Corp);
  const settings = name && found?.surfaces[name];
  if (!found || !settings) return refused('address');
  const { callbackKeys: keys, receiverId } = settings;
  return { kind: 'receiver', corp: found.slug, surface: settings.name, keys, receiverId };
}

/** In constant time: the word is found by nobody who tries. */
function leadsTo(path: SurfaceConfig['path'], word: string | undefined): boolean {
  if (word === undefined) return path?.plain !== 'closed';
  const [given, wanted] = [word, path?.word ?? ''].map((text) => Buffer.from(text));
  return (
    given !== undefined && wanted !== undefined && given.length === wanted.length && timingSafeEqual(given, wanted)
  );
}

/** Opens one POST. Nothing is parsed and nothing decrypted before its signature passed. */
export function openCall(receiver: Receiver, query: SealedQuery, body: Buffer): OpenedCall | Refused {
  const { corp, surface, keys, receiverId } = receiver;
  const found = readEncrypt(body, surface === 'robot' ? 'json' : 'xml');
  if (found.kind === 'refused') return found;
  const opened: Opened | Refused = openEnvelope(keys, receiverId, query, found.encrypt);
  if (opened.kind === 'refused') return opened;
  return { kind: 'opened', sealed: { corp, surface, query, body }, plaintext: opened.plaintext };
}

import type { CallbackKey, Config, SurfaceName } from '../config.ts';
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

/** The receiver of a path; a corp or surface that is not configured is refused like any stranger. */
export function receiverAt(config: Book, corp: string, surface: string): Receiver | Refused {
  const name = SURFACES.find((known) => known === surface);
  const found = config.corps.get(corp as Corp);
  const settings = name && found?.surfaces[name];
  if (!found || !settings) return refused('address');
  const { callbackKeys: keys, receiverId } = settings;
  return { kind: 'receiver', corp: found.slug, surface: settings.name, keys, receiverId };
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

import { type Refused, refused } from './refusal.ts';

/** The parameters that WeCom signs with, under WeCom's own names [90930]. */
export interface SealedQuery {
  readonly msg_signature: string;
  readonly timestamp: string;
  readonly nonce: string;
}

export interface ReadQuery extends SealedQuery {
  readonly kind: 'query';
  /** Only in the URL check; empty otherwise. */
  readonly echostr: string;
}

const SHAPES = {
  msg_signature: /^[0-9a-f]{40}$/,
  timestamp: /^\d{1,13}$/,
  nonce: /^[\w-]{1,64}$/,
} as const;

const OURS = new Set(['msg_signature', 'timestamp', 'nonce', 'echostr']);

/** Reads the raw query string: each parameter once and by its plain name, or a refusal. Strangers beside them are ignored. */
export function readQuery(search: string): ReadQuery | Refused {
  const found = new Map<string, string>();
  for (const pair of search.split('&')) {
    const at = pair.indexOf('=');
    const name = decoded(at < 0 ? pair : pair.slice(0, at));
    const value = at < 0 ? '' : decoded(pair.slice(at + 1));
    if (name === null || value === null) return refused('query');
    const plain = name.split('[', 1)[0] ?? name;
    if (!OURS.has(plain)) continue;
    if (plain !== name || found.has(name)) return refused('query');
    found.set(name, value);
  }
  const query = {
    kind: 'query' as const,
    msg_signature: found.get('msg_signature') ?? '',
    timestamp: found.get('timestamp') ?? '',
    nonce: found.get('nonce') ?? '',
    // A '+' that some hop wrote as a space: base64 knows no space, so this is the only thing it can have been.
    echostr: (found.get('echostr') ?? '').replaceAll(' ', '+'),
  };
  return isWellFormed(query) ? query : refused('query');
}

/** True when all three have the only shapes WeCom sends: no digit can then move from one to its neighbour unseen. */
export function isWellFormed(query: SealedQuery): boolean {
  return (
    SHAPES.msg_signature.test(query.msg_signature) &&
    SHAPES.timestamp.test(query.timestamp) &&
    SHAPES.nonce.test(query.nonce)
  );
}

function decoded(text: string): string | null {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

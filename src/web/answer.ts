import { type Html, pageText } from './html.ts';

/** What a browser gets. The door adds nothing to it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string | Buffer;
}

/**
 * Nothing but our own style sheet, its pictures and our own forms: no script, no frame, no other address. No address leaves in
 * a Referer, for the way in carries a code.
 */
const GUARDED: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const HSTS = { 'strict-transport-security': 'max-age=31536000' };

/** What every answer carries; a browser is told to stay with HTTPS where it came by HTTPS. */
export const guarded = (origin: string): Readonly<Record<string, string>> =>
  origin.startsWith('https:') ? { ...GUARDED, ...HSTS } : GUARDED;

/** A page, kept by nobody on the way. */
export const page = (status: number, content: Html): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  cookies: [],
  body: pageText(content),
});

/** Go and look there, with a GET: what was done is not done again by a reload. */
export const lookAt = (url: string, cookies: readonly string[] = []): Answer => ({
  status: 303,
  headers: { location: url, 'cache-control': 'no-store' },
  cookies,
  body: '',
});

/** A file to be kept, under this name; no cache keeps it on the way. */
export const attached = (name: string, type: string, bytes: Uint8Array): Answer => ({
  status: 200,
  headers: {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  },
  cookies: [],
  body: Buffer.from(bytes),
});

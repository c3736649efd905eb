import { timingSafeEqual } from 'node:crypto';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { ButtonAction } from '../notices/content.ts';

const DAY_MS = 86_400_000;

/** How long a button works. */
const BUTTON_DAYS = 14;

export interface Button {
  /** A case; for `seen`, a notice. */
  readonly id: string;
  readonly action: ButtonAction;
  readonly expiresAtMs: number;
}

type Signs = Pick<CorpKeys, 'sign'>;

/** The key of a button: `id.action.expiry.hmac`, some 110 bytes of the 1,024 that WeCom allows [90236]. */
export function buttonKey(keys: Signs, corp: Corp, { id, action, expiresAtMs }: Button): string {
  const said = `${id}.${action}.${expiresAtMs.toString(36)}`;
  return `${said}.${macOf(keys, corp, said)}`;
}

/** When a button that is made now stops working. */
export const buttonExpiryMs = (atMs: number): number => atMs + BUTTON_DAYS * DAY_MS;

/** What a key says, if it is ours and of this corp; its expiry is the caller's to compare. Constant time. */
export function readButton(keys: Signs, corp: Corp, key: string): Button | 'forged' {
  const [, id, action, expiry, mac] = SHAPE.exec(key) ?? [];
  if (id === undefined || action === undefined || expiry === undefined || mac === undefined) return 'forged';
  const ours = Buffer.from(macOf(keys, corp, `${id}.${action}.${expiry}`));
  const theirs = Buffer.from(mac);
  if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) return 'forged';
  const known = ButtonAction.safeParse(action);
  return known.success ? { id, action: known.data, expiresAtMs: Number.parseInt(expiry, 36) } : 'forged';
}

const SHAPE = /^([0-9a-f-]{36})\.([a-z-]{1,20})\.([0-9a-z]{1,10})\.([\w-]{1,100})$/;

const macOf = (keys: Signs, corp: Corp, said: string): string => keys.sign('button', `${corp}.${said}`);

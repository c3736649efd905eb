import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { sameText } from './secrets.ts';

type Signs = Pick<CorpKeys, 'sign'>;

/** What a form of ours carries: it belongs to one session of one corp, and no other site can know it. */
export const formToken = (keys: Signs, corp: Corp, sessionId: string): string =>
  keys.sign('page-form', `${corp}.${sessionId}`);

/** What a browser says of where a form came from. */
export interface FormOrigin {
  readonly secFetchSite: string | null;
  readonly origin: string | null;
}

/**
 * Whether a form was ours: its token is that of this session, and the browser, if it says anything, says that it came from our
 * own page. `null` as origin is what a page without Referer sends.
 */
export function isOurForm(
  { secFetchSite, origin }: FormOrigin,
  { sent, expected, ownOrigin }: { readonly sent: string; readonly expected: string; readonly ownOrigin: string },
): boolean {
  if (secFetchSite !== null && secFetchSite !== 'same-origin') return false;
  if (origin !== null && origin !== 'null' && origin !== ownOrigin) return false;
  return sameText(sent, expected);
}

/** Why a call was refused before its receiver id matched. The caller learns none of these; they are counted. */
export const CAUSES = [
  'query', // a parameter is missing, repeated or of the wrong shape
  'body', // not exactly one <Encrypt> in the one shape that WeCom sends
  'encoding', // not base64 of whole 32-byte blocks
  'signature', // none of our tokens made it
  'padding',
  'length',
  'receiver', // sealed for somebody else
  'echo', // a URL check whose plaintext is no echo
  'size', // over 64 KiB
  'address', // no such corp or surface, or the word behind them is another
  'source', // well signed, from an address that WeCom does not name, where the corp wants such calls refused
] as const;
export type Cause = (typeof CAUSES)[number];

export interface Refused {
  readonly kind: 'refused';
  readonly cause: Cause;
}

export const refused = (cause: Cause): Refused => ({ kind: 'refused', cause });

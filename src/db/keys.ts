import type { Corp } from '../ids.ts';

/** Where a sealed value lives. It opens nowhere else: the place is authenticated with it. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** The keys of one corp, loaded: sealing and naming are then plain functions. */
export interface CorpKeys {
  /** AES-256-GCM, `v1.kid.nonce.ct.tag`, bound to corp, table, column and row. */
  seal(place: Place, plaintext: string): string;
  /** Throws E-SEAL when the value was moved, changed, or sealed by a key we do not hold. */
  open(place: Place, sealed: string): string;
  /** The same id gives the same name for ever, and nobody without the key can go back. 22 characters. */
  pseudonym(id: string): string;
  /** HMAC-SHA-256 for a purpose (`button`), base64url; compare with `timingSafeEqual`. */
  sign(purpose: string, text: string): string;
}

export interface Keyring {
  of(corp: Corp): Promise<CorpKeys>;
}

import { z } from 'zod';

/** What is known of a notice's way, kept in the row's `outcome`. */
export const Outcome = z.strictObject({
  /** When each call began. */
  triedMs: z.array(z.int()),
  /** A call of which nobody knows whether WeCom took it: from then on only the same bytes, and not after four hours. */
  certainty: z.enum(['certain', 'uncertain']),
  errcode: z.int().nullable(),
  because: z.string().nullable(),
  /** What the button will say once the card is closed. */
  label: z.string().nullable(),
  /** How many of the card's questions its reader left open when he pressed; the card says so, and he may press again. */
  missing: z.int().min(1).nullable().default(null),
});
export type Outcome = z.infer<typeof Outcome>;

export const firstTry = (atMs: number): Outcome => ({
  triedMs: [atMs],
  certainty: 'certain',
  errcode: null,
  because: null,
  label: null,
  missing: null,
});

/** Reads the column; a row that was never tried has none. */
export const readOutcome = (value: unknown): Outcome =>
  value === null || value === undefined ? { ...firstTry(0), triedMs: [] } : Outcome.parse(value);

import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/** How far the archive is read, and how well that goes. */
export interface Cursor {
  readonly seq: bigint;
  readonly heardAt: Date | null;
  readonly caughtUpAt: Date | null;
  /** When the last answer came, empty or not. */
  readonly pulledAt: Date | null;
  readonly atOnce: number;
  readonly failures: number;
  readonly trouble: string | null;
  readonly alarmedAt: Date | null;
}

/** Records taken at once while all goes well: small, so that a death costs little. */
export const AT_ONCE = 100;

/** The corp's cursor; before the first record when it has none yet. */
export async function cursorOf(tx: Tx, corp: Corp): Promise<Cursor> {
  const row = await tx.archiveCursor.upsert({
    where: { corp },
    update: {},
    create: { corp, seq: 0, atOnce: AT_ONCE, failures: 0 },
  });
  return { ...row, seq: BigInt(row.seq.toFixed(0)) };
}

/** Moves the cursor in the transaction of the rows; `moved` when another process did so first, and then nothing may be committed. */
export async function advance(
  tx: Tx,
  corp: Corp,
  from: Cursor,
  to: { readonly seq: bigint; readonly heardAt: Date | null; readonly at: Date },
): Promise<'advanced' | 'moved'> {
  const atOnce = Math.min(AT_ONCE, from.atOnce * 2);
  const moved = await tx.$executeRaw`
    update qungui.archive_cursor
    set seq = ${String(to.seq)}::numeric, heard_at = coalesce(${to.heardAt}::timestamptz, heard_at), pulled_at = ${to.at},
        at_once = ${atOnce}, failures = 0, trouble = null
    where corp = ${corp} and seq = ${String(from.seq)}::numeric`;
  return moved === 1 ? 'advanced' : 'moved';
}

/** Everything up to now is read. */
export async function caughtUp(tx: Tx, corp: Corp, at: Date): Promise<void> {
  await tx.archiveCursor.updateMany({
    where: { corp },
    data: { pulledAt: at, caughtUpAt: at, failures: 0, trouble: null, alarmedAt: null },
  });
}

/** What went wrong: the way to WeCom, several records together, or one record alone. */
export type Over = 'the way' | 'several' | 'one';

/** The trouble that a record makes alone: told apart, so that a record is parked for its own deaths only. */
export const troubleOf = (code: string, over: Over): string => (over === 'one' ? `${code}/alone` : code);

/** A pull failed: counted in a row of the same trouble, and fewer records are taken at once when the library died of them. */
export async function stumbled(tx: Tx, corp: Corp, trouble: string, over: Over): Promise<void> {
  const smaller = over === 'several' ? 4 : 1;
  await tx.$executeRaw`
    update qungui.archive_cursor
    set failures = case when trouble = ${trouble} then failures + 1 else 1 end, trouble = ${trouble},
        at_once = greatest(1, at_once / ${smaller}::int)
    where corp = ${corp}`;
}

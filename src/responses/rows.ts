import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Changing } from '../obligations/changes.ts';

/** An obligation that has its row: what can become otherwise, and whether anything was written otherwise. */
export interface Kept extends Changing {
  readonly id: string;
  readonly instance: string;
  readonly first: string;
  readonly foundAtMs: number;
  readonly isOpen: boolean;
  /** The digest of what was written last. */
  readonly digest: string;
}

interface Row {
  readonly id: string;
  readonly key: string;
  readonly instance: string;
  readonly first: string;
  readonly foundAtMs: number;
  readonly isOpen: boolean;
  readonly digest: string;
  readonly cancelled: Changing['cancelled'];
  readonly acknowledgeState: string | null;
  readonly acknowledgeEndedMs: number | null;
  readonly resultState: string | null;
  readonly resultEndedMs: number | null;
}

/** The rows of a group since a moment, and all others of these keys. */
export async function keptIn(
  tx: Tx,
  corp: Corp,
  chatId: string,
  since: Date,
  keys: readonly string[],
): Promise<Kept[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select id::text, key, instance, messages[1] as first, (extract(epoch from found_at) * 1000)::float8 as "foundAtMs",
           closed_at is null as "isOpen", digest, cancelled,
           acknowledge_state as "acknowledgeState", (extract(epoch from acknowledge_ended_at) * 1000)::float8 as "acknowledgeEndedMs",
           result_state as "resultState", (extract(epoch from result_ended_at) * 1000)::float8 as "resultEndedMs"
    from qungui.obligation
    where corp = ${corp} and (chat_id = ${chatId} and opened_at >= ${since} or key = any(${[...keys]}::text[]))
    order by opened_at, key`;
  return rows.map(({ acknowledgeState, acknowledgeEndedMs, resultState, resultEndedMs, ...row }) => {
    const result = clockOf(resultState, resultEndedMs);
    return { ...row, acknowledge: clockOf(acknowledgeState, acknowledgeEndedMs), result: result && { clock: result } };
  });
}

type State = NonNullable<Changing['acknowledge']>['state'];

const clockOf = (state: string | null, endedAtMs: number | null) =>
  state === null ? null : { state: state as State, endedAtMs };

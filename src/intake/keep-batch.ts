import { hash } from 'node:crypto';
import type { SurfaceName } from '../config.ts';
import type { Deps } from '../deps.ts';
import { type Corp, newId } from '../ids.ts';
import { wishedAgain } from '../timers/arm.ts';
import { bodyOf } from './body.ts';

/** What is written of one opened call. */
export interface Arrival {
  readonly surface: SurfaceName;
  readonly plaintext: Buffer;
  /** Seconds, as WeCom wrote them into the query. */
  readonly timestamp: string;
  /** Of which trace it is; absent: of none. */
  readonly trace?: string | null;
}

export interface Kept {
  /** In the order of the arrivals, as are the flags. */
  readonly answers: readonly ('new' | 'repeat')[];
  /** Of new rows whose request was far off our clock. */
  readonly flags: readonly ('stale' | 'ahead' | null)[];
  /** Groups that get one more look, because a repeat came of something finished. */
  readonly looks: number;
}

/** Far off our clock: flagged and counted, never refused, because the state is fetched anyway. */
const FAR_OFF_S = 300;
const END_OF_YEAR_9999_S = 253_402_300_799;

interface Row {
  readonly id: string;
  readonly digest: string;
  readonly arrival: Arrival;
  /** Further copies of it in the same batch: one statement cannot touch a row twice. */
  copies: number;
}

interface Told {
  readonly digest: string;
  readonly ours: boolean;
  readonly flag: 'stale' | 'ahead' | null;
  readonly looks: number;
}

/** Keeps a batch of one corp's callbacks in one transaction: all of them, or an error and none. */
export async function keepBatch(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  corp: Corp,
  arrivals: readonly Arrival[],
): Promise<Kept> {
  const { rows, rowOf } = grouped(arrivals);
  const { seal } = await keys.of(corp);
  const saidS = rows.map(({ arrival }) => secondsOf(arrival.timestamp));
  const bodies = rows.map(({ id, arrival }) =>
    seal({ table: 'callback', column: 'body', row: id }, bodyOf(arrival.plaintext)),
  );
  const [told] = (await db.batch(corp, (tx) => [
    tx.$queryRaw`
      with now as materialized (select qungui.clock() as at, make_interval(secs => ${FAR_OFF_S}) as far),
      given as (
        select i.*, now.at,
               case when i.said_at < now.at - now.far then 'stale'
                    when i.said_at > now.at + now.far then 'ahead' end as flag
        from now, lateral (
          select u.id, u.surface, u.digest, u.body, u.copies, u.trace,
                 to_timestamp(u.said_s) as said_at
          from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.arrival.surface)}::text[],
                      ${rows.map((row) => row.digest)}::text[], ${bodies}::text[],
                      ${rows.map((row) => row.copies)}::int[], ${saidS}::float8[],
                      ${rows.map((row) => row.arrival.trace ?? null)}::text[])
               as u(id, surface, digest, body, copies, said_s, trace)
        ) i
      ),
      kept as (
        insert into qungui.callback as had
               (corp, id, surface, digest, body, state, said_at, flag, repeats, received_at, not_before, trace)
        select ${corp}, id, surface, digest, body, 'new', said_at, flag, copies, at, at, trace from given
        on conflict (corp, digest) do update set repeats = had.repeats + 1 + excluded.repeats
        returning had.id, had.digest, had.flag, had.repeats, had.state, had.chat_id
      ),
      looks as (
        insert into qungui.timer (corp, id, kind, subject, due_at, state, armed_at)
        select ${corp}, gen_random_uuid(), 'look-group', again.chat_id, now.at, 'armed', now.at
        from now, (select distinct chat_id from kept where state = 'done' and chat_id is not null order by chat_id) again
        ${wishedAgain}
        returning 1
      )
      select kept.digest, given.id is not null as ours, kept.flag, (select count(*)::int from looks) as looks
      from kept left join given using (id)
      where kept.repeats > 0 or kept.flag is not null`,
  ])) as [Told[]];
  return { ...answersOf(rowOf, told), looks: told[0]?.looks ?? 0 };
}

/** The statement tells only of rows that are not plainly new; a second copy in one batch is a repeat of the first. */
function answersOf(rowOf: readonly Row[], told: readonly Told[]): Pick<Kept, 'answers' | 'flags'> {
  const byDigest = new Map(told.map((row) => [row.digest, row]));
  const seen = new Set<Row>();
  const answers: ('new' | 'repeat')[] = [];
  const flags: ('stale' | 'ahead' | null)[] = [];
  for (const row of rowOf) {
    const { ours, flag } = byDigest.get(row.digest) ?? { ours: true, flag: null };
    const isNew = ours && !seen.has(row);
    seen.add(row);
    answers.push(isNew ? 'new' : 'repeat');
    flags.push(isNew ? flag : null);
  }
  return { answers, flags };
}

function grouped(arrivals: readonly Arrival[]): { readonly rows: readonly Row[]; readonly rowOf: readonly Row[] } {
  const byDigest = new Map<string, Row>();
  const rowOf = arrivals.map((arrival) => {
    const digest = hash('sha256', arrival.plaintext, 'hex');
    const found = byDigest.get(digest);
    if (found) found.copies += 1;
    const row = found ?? { id: newId(), digest, arrival, copies: 0 };
    byDigest.set(digest, row);
    return row;
  });
  // Two processes that keep the same repeats lock their rows in the same order.
  const rows = [...byDigest.values()].sort((a, b) => (a.digest < b.digest ? -1 : 1));
  return { rows, rowOf };
}

/** A time beyond all calendars is no time: PostgreSQL could not hold it, and one such row would refuse its whole batch. */
const secondsOf = (timestamp: string): number => Math.min(Number(timestamp), END_OF_YEAR_9999_S);

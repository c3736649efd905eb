import { appendAudit } from '../audit/append.ts';
import type { RetentionConfig } from '../config.ts';
import { type Db, nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { type Corp, newId } from '../ids.ts';
import type { Period, Step } from './step.ts';
import { BODIES, STEPS, USUAL_DAYS } from './what-goes.ts';

/** So many rows a transaction: nobody waits for it long. */
const AT_ONCE = 1_000;
/** So many batches of one thing a night; the next night goes on. */
const MOST_BATCHES = 500;
const DAY_MS = 86_400_000;

export interface Erased {
  readonly what: string;
  /** The period that was over, or `persons-right`. */
  readonly because: Period | 'persons-right';
  readonly rows: number;
}

type RetentionDeps = Pick<Deps, 'config' | 'db' | 'keys'> & { readonly eraser?: Db | null };

/**
 * Erases what is older than the periods of qungui.yaml, as the eraser's login and in small batches, and writes into the trail how many
 * rows of what. Killed anywhere it loses nothing: each batch is noted in its own transaction. `no-login`: there is no eraser here.
 */
export async function eraseOld(
  deps: RetentionDeps,
  corp: Corp,
  atOnce = AT_ONCE,
): Promise<readonly Erased[] | 'no-login'> {
  const { eraser } = deps;
  if (!eraser) return 'no-login';
  const days = deps.config.retention ?? USUAL_DAYS;
  for (const step of STEPS)
    await inBatches(
      eraser,
      corp,
      step,
      (tx, at) => eraseSome(tx, corp, step, before(at, days, step.period), atOnce),
      atOnce,
    );
  await inBatches(
    eraser,
    corp,
    BODIES,
    (tx, at) => eraseBodies(tx, corp, before(at, days, BODIES.period), atOnce),
    atOnce,
  );
  return tellErased(deps, corp);
}

const before = (at: Date, days: RetentionConfig, period: Period): Date =>
  new Date(at.getTime() - days[period] * DAY_MS);

/** How many rows would go now, by what. Counts as the app, changes nothing. */
export async function countOld(deps: Pick<Deps, 'config' | 'db'>, corp: Corp): Promise<readonly Erased[]> {
  const days = deps.config.retention ?? USUAL_DAYS;
  return deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const found: Erased[] = [];
    for (const step of STEPS) {
      const [row] = await tx.$queryRawUnsafe<{ rows: number }[]>(
        `select count(*)::int as rows from qungui."${step.table}" t where t.corp = $1 and ${step.since} < $2 and ${step.where}`,
        corp,
        before(at, days, step.period),
      );
      found.push({ what: step.what, because: step.period, rows: row?.rows ?? 0 });
    }
    const [bodies] = await tx.$queryRawUnsafe<{ rows: number }[]>(
      `select count(*)::int as rows ${BODIES_OF}`,
      corp,
      before(at, days, BODIES.period),
    );
    return [...found, { what: BODIES.what, because: BODIES.period, rows: bodies?.rows ?? 0 }];
  });
}

async function inBatches(
  eraser: Db,
  corp: Corp,
  { what, period }: { readonly what: string; readonly period: Period },
  some: (tx: Tx, at: Date) => Promise<number>,
  atOnce: number,
): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const rows = await eraser.withCorp(corp, async (tx) => {
      const at = await nowIn(tx);
      const count = await some(tx, at);
      if (count > 0)
        await tx.$executeRaw`
          insert into qungui.erasure (corp, id, what, because, rows, at) values (${corp}, ${newId()}::uuid, ${what}, ${period}, ${count}, ${at})`;
      return count;
    });
    if (rows < atOnce) return;
  }
}

/** Names of tables and conditions are constants of ours; values are parameters. */
function eraseSome(
  tx: Tx,
  corp: Corp,
  { table, since, where, empties }: Step,
  olderThan: Date,
  atOnce: number,
): Promise<number> {
  const some = `select t.ctid from qungui."${table}" t where t.corp = $1 and ${since} < $2 and ${where} limit $3::int`;
  const what = empties ? `update qungui."${table}" set ${empties.join(', ')}` : `delete from qungui."${table}"`;
  return tx.$executeRawUnsafe(`${what} where corp = $1 and ctid = any (array(${some}))`, corp, olderThan, atOnce);
}

const BODIES_OF = `
  from qungui.audit_body b join qungui.audit_record r on r.corp = b.corp and r.seq = b.seq
  where b.corp = $1 and r.at < $2
    and not exists (select from qungui.kept_cases($1) kept where b.body like '%"' || kept || '"%')`;

const eraseBodies = (tx: Tx, corp: Corp, olderThan: Date, atOnce: number): Promise<number> =>
  tx.$executeRawUnsafe(
    `delete from qungui.audit_body where corp = $1 and seq = any (array(select b.seq ${BODIES_OF} order by b.seq limit $3::int))`,
    corp,
    olderThan,
    atOnce,
  );

/** Whatever was erased and not told yet, also by a process that died: one entry for each thing. */
export async function tellErased({ db, keys }: Pick<Deps, 'db' | 'keys'>, corp: Corp): Promise<readonly Erased[]> {
  const ours = await keys.of(corp);
  return db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const told = await tx.$queryRaw<Erased[]>`
      with told as (update qungui.erasure set told_at = ${at} where corp = ${corp} and told_at is null returning what, because, rows)
      select what, because, sum(rows)::int as rows from told group by what, because order by what, because`;
    const entries = told.map((one) => ({ v: 1, kind: 'record-erased', ...one, by: null }) as const);
    await appendAudit(tx, corp, ours, at, entries);
    return told;
  });
}

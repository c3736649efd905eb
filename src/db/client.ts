import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import type { Corp } from '../ids.ts';
import type { Clock } from '../time.ts';
import { Prisma, PrismaClient } from './generated/client.ts';
import { openStatementNames } from './statement-names.ts';

/** What a use case sees of the database: one transaction that can read and write one corp's rows. */
export type Tx = Prisma.TransactionClient;

export interface Db {
  /**
   * Runs `work` in one transaction under row-level security of `corp`. The only door to the tables. When two of them stand in
   * each other's way PostgreSQL ends one, and that one is run again from its start: `work` changes nothing but rows.
   */
  withCorp<T>(corp: Corp, work: (tx: Tx) => Promise<T>, limits?: { readonly timeoutMs: number }): Promise<T>;
  /** Runs ready statements in one transaction and one round trip less than `withCorp`: for hot paths. */
  batch(
    corp: Corp,
    statements: (tx: Pick<Tx, '$executeRaw' | '$queryRaw'>) => Prisma.PrismaPromise<unknown>[],
  ): Promise<unknown[]>;
  readonly clock: Clock;
  close(): Promise<void>;
}

export type Movability = 'fixed' | 'movable';

/** Opens the app's pool. `movable` (QUNGUI_CLOCK) is what lets this process see and move an offset of the clock. */
export function openDb(url: string, movability: Movability, poolSize = 10): Db {
  const pool = new Pool({ connectionString: url, max: poolSize, options: `-c app.clock=${movability}` });
  pool.on('error', () => undefined); // an idle connection that died; the next query opens another and says so if it cannot
  const nameOf = openStatementNames();
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => nameOf(sql) }),
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  });
  return {
    withCorp: (corp, work, limits) =>
      unlessInTheWay(() =>
        prisma.$transaction(
          async (tx) => {
            await tx.$executeRaw`select set_config('app.corp', ${corp}, true)`;
            return work(tx);
          },
          limits ? { timeout: limits.timeoutMs } : undefined,
        ),
      ),
    batch: async (corp, statements) => {
      const [, ...results] = await prisma.$transaction([
        prisma.$executeRaw`select set_config('app.corp', ${corp}, true)`,
        ...statements(prisma),
      ]);
      return results;
    },
    clock: {
      async now() {
        const [row] = await prisma.$queryRaw<{ now: Date }[]>`select qungui.clock() as now`;
        if (!row) throw new TypeError('the clock answered nothing');
        return row.now;
      },
    },
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

const MOST_TRIES = 3;

/** A deadlock is nobody's fault and leaves nothing behind. */
async function unlessInTheWay<T>(transact: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transact();
    } catch (err) {
      if (tries >= MOST_TRIES || !isDeadlock(err)) throw err;
    }
  }
}

/** P2034 of a model's query; the code of PostgreSQL in the words about a raw one. */
const isDeadlock = (err: unknown): boolean =>
  err instanceof Prisma.PrismaClientKnownRequestError && (err.code === 'P2034' || err.message.includes('`40P01`'));

/** The clock inside a transaction. */
export async function nowIn(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`select qungui.clock() as now`;
  if (!row) throw new TypeError('the clock answered nothing');
  return row.now;
}

/** Moves the clock of every process of this database. Refused in SQL unless the process is movable. */
export async function moveClock(db: Db, corp: Corp, forwardMs: number): Promise<Date> {
  return db.withCorp(corp, async (tx) => {
    const [row] = await tx.$queryRaw<
      { now: Date }[]
    >`select qungui.move_clock(${forwardMs} * interval '1 millisecond') as now`;
    if (!row) throw new TypeError('the clock answered nothing');
    return row.now;
  });
}

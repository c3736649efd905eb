import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, nowIn, type Tx } from '../../src/db/client.ts';
import { hrQueue, queueCounts } from '../../src/decisions/hr-queue.ts';
import { loadMatter } from '../../src/decisions/load-matter.ts';
import { ownCases } from '../../src/decisions/own-cases.ts';
import { PersonId } from '../../src/ids.ts';
import { medianAfterFirst } from '../median.ts';
import { say } from '../say.ts';
import { corp, openHouse } from '../timers/house.ts';
import { fillCases, fillGroups, fillPeople } from './rows.ts';

const CASES = 100_000;
const ROUNDS = 21;
const STATES = ['to-do', 'statement', 'ready', 'decided', 'appealed', 'over'] as const;

/**
 * The queue of those who decide over 100 000 cases of one corp, in 2 000 groups and about 5 000 people: the first page of each state, a
 * page in the middle, the counts, one case file, and one person's own cases. Medians of twenty, one after another, behind one that warms up.
 */
export async function run(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'qungui-bench-'));
  const deps = await openHouse(home);
  try {
    say(`machine: ${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}`);
    say(`load: ${loadavg()[0]?.toFixed(1)} in the last minute`);
    await fillGroups(deps.db, corp);
    const person = await fillPeople(deps.db, corp);
    await fillCases(deps.db, corp, CASES);
    const keys = await deps.keys.of(corp);
    const pages: number[] = [];
    for (const state of STATES) pages.push(await timed(deps.db, (tx) => page(tx, state, null)));
    const some = await deps.db.withCorp(corp, (tx) =>
      tx.case.findFirstOrThrow({ where: { corp, stage: 'appealed' }, select: { id: true } }),
    );
    console.log(
      JSON.stringify({
        cases: CASES,
        first_page_ms: Math.max(...pages),
        later_page_ms: await timed(deps.db, (tx) => page(tx, 'to-do', BigInt(CASES / 2))),
        counts_ms: await timed(deps.db, (tx) => queueCounts(tx, corp)),
        case_file_ms: await timed(deps.db, async (tx) => loadMatter(tx, { corp, keys, at: await nowIn(tx) }, some.id)),
        own_cases_ms: await timed(deps.db, (tx) => ownCases(tx, corp, PersonId.parse(person))),
      }),
    );
  } finally {
    await deps.close();
    rmSync(home, { recursive: true, force: true });
  }
}

const page = (tx: Tx, state: (typeof STATES)[number], after: bigint | null) =>
  hrQueue(tx, corp, { state, assignee: null, instance: null, chatId: null, limit: 20, after });

/** Milliseconds with the transaction around it, as a page pays them. */
async function timed(db: Db, work: (tx: Tx) => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const beganMs = performance.now();
    await db.withCorp(corp, work);
    took.push(performance.now() - beganMs);
  }
  return Math.round(medianAfterFirst(took) * 10) / 10;
}

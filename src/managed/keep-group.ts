import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { nowIn } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import { armTimer } from '../timers/arm.ts';
import type { AppchatApi, ManagedGroup } from '../wecom/appchat/appchat.ts';
import { WeComRefused } from '../wecom/refused.ts';
import { resting } from '../wecom/trouble.ts';
import { BY_ITSELF, type ChangeRow, endChanges, replan } from './change-rows.ts';
import type { KeepDeps } from './deps.ts';
import { endLease, takeLease } from './lease.ts';
import { makeGroup } from './make-group.ts';
import type { Plan } from './plan.ts';
import { type NotKept, type Turn, type Turning, takeTurn } from './turn.ts';

/** What keeping a group came to. */
export interface Outcome {
  readonly state: 'kept' | 'held' | 'busy' | 'not-ours' | 'not-made' | 'gone' | NotKept;
  /** What was carried out, one line a change. */
  readonly done: readonly ChangeRow[];
  readonly refused: readonly ChangeRow[];
  /** Removals that wait until a person confirms the number. */
  readonly held: Turn['held'];
  /** What is left to people, as the last look saw it; null before a look. */
  readonly plan: Plan | null;
}

export interface Wish {
  /** Who has it done. */
  readonly by: string;
  /** How many removals he has seen and wants; 0: none. */
  readonly confirmedRemovals: number;
}

export const ITSELF: Wish = { by: BY_ITSELF, confirmedRemovals: 0 };

const NOTHING = { done: [], refused: [], held: null, plan: null } as const;

/**
 * Brings a group that the service made to its roster, a step at a time, each after reading the group again. May be killed
 * anywhere and begun again: what was under way is read off the group, never repeated blindly. Other groups are not touched.
 */
export async function keepGroup(deps: KeepDeps, corp: Corp, chatId: string, wish: Wish): Promise<Outcome> {
  const lease = await takeLease(deps.db, corp, chatId, null);
  if (!(lease instanceof Date)) return { state: lease, ...NOTHING };
  const keys = await deps.keys.of(corp);
  const run: Run = { deps, corp, keys, chatId, wish, released: new Set(), lease, done: [], refused: [] };
  try {
    const made = await makeGroup(deps, corp, keys, chatId);
    if (made !== 'made') return { state: 'not-made', ...NOTHING };
    return await keepIt(run);
  } finally {
    await endLease(deps.db, corp, chatId, run.lease);
  }
}

interface Run {
  readonly deps: KeepDeps;
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly chatId: string;
  readonly wish: Wish;
  readonly released: Set<string>;
  lease: Date;
  readonly done: ChangeRow[];
  readonly refused: ChangeRow[];
}

/** A run that has not come to an end after so many steps is not coming to one. */
const MOST_TURNS = 5_000;

async function keepIt(run: Run): Promise<Outcome> {
  const { deps, corp, chatId, done, refused } = run;
  const { appchat } = deps.wecom.of(corp);
  for (let turns = 0; turns < MOST_TURNS; turns += 1) {
    const seen = await appchat.get(chatId);
    if (!seen) return { state: 'gone', done, refused, held: null, plan: null };
    const turn = await look(run, seen);
    if (typeof turn === 'string') return { state: turn, done, refused, held: null, plan: null };
    if (turn.waitMs > 0) throw resting('appchat/update', turn.waitMs);
    if (turn.begun.length === 0) {
      await afterwards(run);
      return { state: turn.held ? 'held' : 'kept', done, refused, held: turn.held, plan: turn.plan };
    }
    await carryOut(run, appchat, turn.begun);
    const lease = await takeLease(deps.db, corp, chatId, run.lease);
    if (!(lease instanceof Date)) return { state: 'busy', done, refused, held: null, plan: turn.plan };
    run.lease = lease;
  }
  throw new TypeError('a roster that never settles');
}

async function look(run: Run, seen: ManagedGroup): Promise<Turn | NotKept> {
  const { deps, corp, keys, chatId, wish, released } = run;
  return deps.db.withCorp(corp, async (tx) => {
    const { name } = await tx.managedGroup.findUniqueOrThrow({ where: { corp_chatId: { corp, chatId } } });
    const before = released.size;
    const confirmed = before === 0 ? wish.confirmedRemovals : 0;
    const turning: Turning = { corp, keys, chatId, by: wish.by, confirmed, released };
    const turn = await takeTurn(tx, turning, name, { ...seen, members: [...new Set(seen.members)] });
    if (released.size > before)
      await appendAudit(tx, corp, keys, await nowIn(tx), [
        { v: 1, kind: 'removals-confirmed', chatId, count: released.size - before, by: pseudonymOf(keys, wish.by) },
      ]);
    return turn;
  });
}

/** One call. A refusal of several at once says nothing about each: they are asked for again one by one. */
async function carryOut(run: Run, appchat: AppchatApi, rows: readonly ChangeRow[]): Promise<void> {
  try {
    await appchat.update(changeOf(run.chatId, rows));
  } catch (err) {
    return refusedOrUnknown(run, rows, err);
  }
  await end(run, rows, 'done', null);
  run.done.push(...rows);
}

function changeOf(chatId: string, rows: readonly ChangeRow[]) {
  const targets = rows.map(({ target }) => target);
  const [target = ''] = targets;
  switch (rows[0]?.what) {
    case 'rename':
      return { chatId, name: target };
    case 'owner':
      return { chatId, owner: target };
    case 'add':
      return { chatId, add: targets };
    default:
      return { chatId, remove: targets };
  }
}

/** Refusals that are about the people named, not about us: bad, gone, out of scope, the owner, the size [90313]. */
const ABOUT_PEOPLE = new Set([40003, 40031, 46004, 60011, 60111, 86004, 86005, 86006, 86007, 86207, 86216]);

async function refusedOrUnknown(run: Run, rows: readonly ChangeRow[], err: unknown): Promise<void> {
  if (!(err instanceof WeComRefused)) {
    const answered = err instanceof HouseError && NEVER_ASKED.has(err.code);
    if (answered) await back(run, rows, null);
    else if (err instanceof HouseError) await end(run, rows, 'unknown', null);
    throw err;
  }
  if (!ABOUT_PEOPLE.has(err.errcode)) {
    await back(run, rows, null);
    throw err;
  }
  if (rows.length > 1) return back(run, rows, err.errcode);
  await end(run, rows, 'refused', err.errcode);
  run.refused.push(...rows.map((row) => ({ ...row, errcode: err.errcode })));
}

/** WeCom was not asked at all. */
const NEVER_ASKED = new Set([
  'E-WECOM-PACE',
  'E-WECOM-TOKEN',
  'E-WECOM-TOKEN-LATE',
  'E-WECOM-SECRET',
  'E-WECOM-SURFACE',
]);

const back = ({ deps, corp }: Run, rows: readonly ChangeRow[], errcode: number | null): Promise<void> =>
  deps.db.withCorp(corp, (tx) => replan(tx, corp, rows, errcode));

const end = (
  { deps, corp, keys }: Run,
  rows: readonly ChangeRow[],
  state: 'done' | 'unknown' | 'refused',
  errcode: number | null,
) =>
  deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    await appendAudit(tx, corp, keys, at, await endChanges(tx, { corp, keys, at }, rows, state, errcode));
  });

/** What changed is looked at by the rules as well. */
async function afterwards({ deps, corp, chatId, done }: Run): Promise<void> {
  if (done.length === 0) return;
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    await armTimer(tx, corp, { kind: 'look-group', subject: chatId, dueAt: at, at });
  });
}

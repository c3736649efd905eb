import type { CorpConfig } from '../config.ts';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { HouseError } from '../errors.ts';
import { lookEverywhere } from '../groups/look-everywhere.ts';
import type { Corp } from '../ids.ts';
import { elapsedMs, pause } from '../time.ts';
import { armTimer } from '../timers/arm.ts';
import { fireDueTimers } from '../timers/fire.ts';
import { corpsOf } from './corps.ts';
import { counted } from './counted.ts';
import type { Answer } from './desk.ts';
import { difference, type Tally, tally } from './sync-changes.ts';
import { table } from './table.ts';

const BATCH = 50;
const POLL_MS = 200;
/** A worker that took the work may be busy with it; after so long it is left to itself. */
const PATIENCE_MS = 600_000;

type Synced =
  | {
      readonly corp: Corp;
      readonly state: 'synced' | 'still-going';
      /** Accounts there are by now. */
      readonly people: number;
      readonly changes: Tally;
    }
  | { readonly corp: Corp; readonly state: 'failed'; readonly error: Trouble };

interface Trouble {
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

export async function syncNow(deps: Deps, slug: string | undefined): Promise<Answer> {
  const all: Synced[] = [];
  for (const corp of corpsOf(deps.config, slug)) all.push(await syncCorp(deps, corp));
  return {
    exit: all.some(({ state }) => state === 'failed') ? 3 : 0,
    json: { corps: all },
    text: all.map(report).join('\n'),
  };
}

/** Works like a worker beside whatever workers there are: what one has in hand, the others pass by. */
async function syncCorp(deps: Deps, { slug: corp }: CorpConfig): Promise<Synced> {
  const { at, timerId, before } = await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    await armTimer(tx, corp, { kind: 'sync-directory', subject: '-', dueAt: at, at });
    // Who asks by hand wants to see everything read, not only what the night would have read.
    await lookEverywhere(tx, corp, at);
    const armed = await tx.timer.findFirstOrThrow({ where: { corp, kind: 'sync-directory', state: 'armed' } });
    return { at, timerId: armed.id, before: await tally(tx, corp, at) };
  });
  const { listening, heard } = listenTo(deps);
  const state = await workOff(listening, corp);
  if (state === 'synced' && (await endOf(deps, corp, timerId)) === 'failed')
    return { corp, state: 'failed', error: troubleOf(heard) };
  return deps.db.withCorp(corp, async (tx) => {
    const people = await tx.account.count({ where: { corp, until: null } });
    return { corp, state, people, changes: difference(before, await tally(tx, corp, at)) };
  });
}

async function workOff(deps: Deps, corp: Corp): Promise<'synced' | 'still-going'> {
  const startedMs = elapsedMs();
  while (elapsedMs() - startedMs < PATIENCE_MS) {
    if ((await fireDueTimers(deps, corp, BATCH)) > 0) continue;
    if ((await stillDue(deps, corp)) === 0) return 'synced';
    await pause(POLL_MS);
  }
  return 'still-going';
}

/** Timers that a worker has taken and not finished. */
const stillDue = ({ db }: Deps, corp: Corp): Promise<number> =>
  db.withCorp(corp, async (tx) =>
    tx.timer.count({
      where: {
        corp,
        state: 'armed',
        kind: { in: ['sync-directory', 'judge-again', 'look-group'] },
        dueAt: { lte: await nowIn(tx) },
      },
    }),
  );

/** `failed`: the reading was put off to be tried again, or given up, by whoever had it in hand. */
const endOf = ({ db }: Deps, corp: Corp, timerId: string): Promise<'failed' | 'done'> =>
  db.withCorp(corp, async (tx) => {
    const { state, endedAt } = await tx.timer.findFirstOrThrow({ where: { corp, id: timerId } });
    if (state === 'armed' || endedAt === null) return 'failed';
    return (await tx.auditRecord.count({ where: { corp, kind: 'sync-failed', at: endedAt } })) > 0 ? 'failed' : 'done';
  });

/** Why a timer did not fire is said in the log alone. */
function listenTo(deps: Deps): { readonly listening: Deps; readonly heard: unknown[] } {
  const heard: unknown[] = [];
  const warn: Deps['log']['warn'] = (fields, text) => {
    if (fields.kind === 'sync-directory') heard.push(fields.err);
    else deps.log.warn(fields, text);
  };
  return { listening: { ...deps, log: { ...deps.log, warn } }, heard };
}

function troubleOf([first]: readonly unknown[]): Trouble {
  if (first instanceof HouseError)
    return { code: first.code, what: first.message, why: first.why, remedy: first.remedy };
  return {
    code: 'E-SYNC',
    what: 'people and groups could not be read',
    why: first instanceof Error ? first.message : 'a worker tried it and wrote the cause into its log',
    remedy: 'it is tried again by itself; if it goes on, read the log of the workers',
  };
}

function report(one: Synced): string {
  if (one.state === 'failed') {
    const { code, what, why, remedy } = one.error;
    return `✗ ${one.corp}: ${code}: ${what}\n  why: ${why}\n  do:  ${remedy}\n`;
  }
  const rows = Object.entries(one.changes).filter(([, count]) => count > 0);
  const going = one.state === 'still-going' ? ' Workers still have groups in hand; what changed so far:' : '';
  const { people, changes } = one;
  const read = `${counted(people, 'person', 'people')} and ${counted(changes.groupsRead, 'group')}`;
  return `✓ ${one.corp}: ${read} were read.${going}\n${table(['what', 'how many'], rows.map(rowOf), '  ') || '  nothing changed\n'}`;
}

const rowOf = ([name, count]: [string, number]): string[] => [
  name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
  String(count),
];

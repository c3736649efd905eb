import { type DeadLetter, deadLetters, dropLetter, retryLetter } from '../backlog/dead-letters.ts';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { corpOf, corpsOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { clockOf } from './moments.ts';
import { printable, table } from './table.ts';

export interface SettleOptions {
  readonly corp?: string;
  readonly by: string;
}

/** Enough of an id to tell it from others. */
const SHOWN = 13;

export async function list(deps: Pick<Deps, 'config' | 'db'>, slug: string | undefined): Promise<Answer> {
  const corps = [];
  for (const { slug: corp, timeZone } of corpsOf(deps.config, slug))
    corps.push({ corp, timeZone, letters: await deps.db.withCorp(corp, (tx) => deadLetters(tx, corp)) });
  const text = corps.map(({ corp, timeZone, letters }) => {
    const at = clockOf(timeZone);
    const rows = letters.map((one) => [one.id.slice(0, SHOWN), one.what, one.kind, one.state, one.why, at(one.since)]);
    return `${corp}\n${table(['id', 'what', 'kind', 'state', 'why', 'since'], rows, '  ') || '  ✓ everything is tried or done\n'}`;
  });
  return {
    exit: corps.some(({ letters }) => letters.length > 0) ? 1 : 0,
    json: { corps: corps.map(({ corp, letters }) => ({ corp, letters })) },
    text: text.join('\n'),
  };
}

/** One of them, with all of its id. Exit 1 as in the list: it waits for somebody. */
export async function show(deps: Pick<Deps, 'config' | 'db'>, id: string, slug: string | undefined): Promise<Answer> {
  const { slug: corp, timeZone } = corpOf(deps.config, slug);
  const letter = meant(await deps.db.withCorp(corp, (tx) => deadLetters(tx, corp)), id);
  const lines = Object.entries({ ...letter, since: clockOf(timeZone)(letter.since) });
  return {
    exit: 1,
    json: { corp, letter },
    text: lines.map(([name, value]) => `${name}: ${printable(value)}\n`).join(''),
  };
}

/** Each in a transaction of its own; exit 3 when some could not be. */
export async function settle(
  deps: Deps,
  verb: 'retry' | 'drop',
  wanted: readonly string[],
  { corp: slug, by }: SettleOptions,
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, slug);
  const keys = await deps.keys.of(corp);
  const all = await deps.db.withCorp(corp, (tx) => deadLetters(tx, corp));
  const letters = wanted.map((id) => meant(all, id));
  const done = [];
  for (const letter of letters) {
    const outcome = await deps.db.withCorp(corp, async (tx) =>
      (verb === 'retry' ? retryLetter : dropLetter)(tx, { corp, keys, by, at: await nowIn(tx) }, letter),
    );
    done.push({ id: letter.id, what: letter.what, outcome });
  }
  for (const bell of ['callbacks', 'timers', 'notices'] as const) await deps.bell.ring(bell, corp);
  const lines = done.map(
    ({ id, what, outcome }) => `${outcome === 'done' ? '✓' : '!'} ${what} ${id}: ${SAYS[verb][outcome]}\n`,
  );
  return {
    exit: done.every(({ outcome }) => outcome === 'done') ? 0 : 3,
    json: { corp, letters: done },
    text: lines.join(''),
  };
}

const SAYS = {
  retry: {
    done: 'begun again',
    gone: 'somebody settled it meanwhile',
    'nothing-to-try':
      'it cannot be tried again: it may have arrived, or what it said is gone; drop it, or read people and groups: sync',
  },
  drop: { done: 'let go', gone: 'somebody settled it meanwhile', 'nothing-to-try': '' },
} as const;

function meant(all: readonly DeadLetter[], id: string): DeadLetter {
  const [only, ...others] = all.filter((one) => one.id.startsWith(id.toLowerCase()));
  if (!only) throw wrongUse(`nothing that waits is called ${id}`, 'no id begins so', 'copy it from: dlq ls');
  if (others.length > 0) throw wrongUse(`${id} is not enough`, `${others.length + 1} ids begin so`, 'write more of it');
  return only;
}

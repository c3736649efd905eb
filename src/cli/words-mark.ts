import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { markHit } from '../words/hits.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';

interface Options {
  readonly corp?: string;
  readonly by: string;
  readonly note?: string;
}

/** Keeps what somebody says of a find, and has its group judged again. */
export async function mark(
  deps: Deps,
  hit: string,
  marked: 'right' | 'wrong',
  { corp: wanted, by, note = '' }: Options,
): Promise<Answer> {
  const { slug: corp } = corpOf(deps.config, wanted);
  const keys = await deps.keys.of(corp);
  const { id, chatId } = await deps.db.withCorp(corp, async (tx) =>
    markHit(tx, corp, keys, { hit, marked, by, note: note === '' ? null : note }, await nowIn(tx)),
  );
  await deps.bell.ring('timers', corp);
  return {
    exit: 0,
    json: { corp, hit: id, chatId, marked },
    text: `✓ ${id} is ${marked}; its group is judged again\n`,
  };
}

import type { Tx } from '../db/client.ts';
import type { MayMean, Mention, Message } from '../events/message.ts';
import type { Reading } from '../events/reading.ts';
import type { Corp } from '../ids.ts';
import { isUnmet, withMet } from '../messages/may-mean.ts';

const SOMEBODY = { is: 'one', id: '' } as const;

/**
 * The mentions of a message, each name that nobody has yet with what the message means should it be that one, where that is something
 * else: "@Li Yangben 收到" says nothing but 收到 once somebody is called so. Null: it always means the same.
 */
export function otherReadings(
  message: Message,
  reading: Reading,
  read: (message: Message) => Reading,
): readonly Mention[] | null {
  if (!isUnmet(message)) return null;
  const asItIs = JSON.stringify(reading);
  let differs = false;
  const waysOf = (mention: Mention, ways: readonly MayMean[]): readonly MayMean[] =>
    ways.map((way) => {
      if (way.length === mention.length) return way;
      const other = read({ ...message, mentions: withMet(message.mentions, mention, SOMEBODY, way) });
      if (JSON.stringify(other) === asItIs) return way;
      differs = true;
      return { ...way, reading: other };
    });
  const mentions = message.mentions.map(
    (mention): Mention =>
      mention.is === 'nobody' && mention.may ? { ...mention, may: waysOf(mention, mention.may) } : mention,
  );
  return differs ? mentions : null;
}

/** Keeps them beside the names; in one statement, and none where there are none. */
export async function keepOtherReadings(
  tx: Tx,
  corp: Corp,
  read: readonly { readonly id: string; readonly otherwise: readonly Mention[] | null }[],
): Promise<void> {
  const rows = read.filter(({ otherwise }) => otherwise !== null);
  if (rows.length === 0) return;
  await tx.$executeRaw`
    update qungui.message m set mentions = r.mentions::jsonb
    from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ otherwise }) => JSON.stringify(otherwise))}::text[]) as r (id, mentions)
    where m.corp = ${corp} and m.id = r.id`;
}

import type { Tx } from '../db/client.ts';
import { beginReach, HEARD_IN_ARCHIVE, SHOWN_BY_ARCHIVE, setReach } from '../groups/reach.ts';
import type { Corp } from '../ids.ts';
import { armTimers } from '../timers/arm.ts';
import type { Said } from './said.ts';
import { senderOf } from './who.ts';

/** The end of the id of a message that went to or came from outside [91774]. */
const FROM_OUTSIDE = /_(?:external|updown_stream)$/;

/**
 * Groups that the archive heard of. One that nobody knew is a group that was found: an internal one when nobody outside is in it,
 * else one of customers until WeCom says otherwise. An internal one that people only declared is seen from now on. Each is looked at.
 */
export async function foundInArchive(tx: Tx, corp: Corp, said: readonly Said[], at: Date): Promise<void> {
  const heard = new Map<string, 'inside' | 'outside'>();
  for (const one of said) if (heard.get(one.chatId) !== 'outside') heard.set(one.chatId, sideOf(one));
  const chatIds = [...heard.keys()];
  const found = await addUnknown(tx, corp, chatIds, at);
  const inside = found.filter((chatId) => heard.get(chatId) === 'inside');
  await beginReach(tx, corp, inside, { reach: 'internal', evidence: HEARD_IN_ARCHIVE }, at);
  const declared = await declaredOnly(tx, corp, chatIds);
  for (const chatId of declared)
    await setReach(tx, corp, chatId, { reach: 'internal', evidence: HEARD_IN_ARCHIVE }, at);
  await armTimers(tx, corp, { kind: 'look-group', subjects: [...found, ...declared], at });
}

const sideOf = ({ id, from, to }: Said): 'inside' | 'outside' =>
  FROM_OUTSIDE.test(id) || [from.id, ...to].some((one) => senderOf(one).kind === 'external') ? 'outside' : 'inside';

async function addUnknown(tx: Tx, corp: Corp, chatIds: readonly string[], at: Date): Promise<string[]> {
  if (chatIds.length === 0) return [];
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    insert into qungui.chat_group (corp, chat_id, found_at)
    select ${corp}, chat_id, ${at} from unnest(${[...chatIds]}::text[]) as chat_id
    on conflict do nothing returning chat_id as "chatId"`;
  return rows.map(({ chatId }) => chatId);
}

async function declaredOnly(tx: Tx, corp: Corp, chatIds: readonly string[]): Promise<string[]> {
  const rows = await tx.reachState.findMany({
    where: {
      corp,
      chatId: { in: [...chatIds] },
      until: null,
      reach: 'internal',
      evidence: { notIn: [HEARD_IN_ARCHIVE, SHOWN_BY_ARCHIVE] },
    },
    select: { chatId: true },
  });
  return rows.map(({ chatId }) => chatId);
}

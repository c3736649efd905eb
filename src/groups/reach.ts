import type { Tx } from '../db/client.ts';
import { holdingAt, type Moment } from '../db/moment.ts';
import { REACHES, type Reach } from '../events/group.ts';
import { type Corp, newId } from '../ids.ts';

/** What can be seen of a group and done in it, and why we say so. */
export interface Reached {
  readonly reach: Reach;
  readonly evidence: string;
}

/** Evidence of an internal group whose messages came, and of one that WeCom shows to the archive [92951]. */
export const HEARD_IN_ARCHIVE = 'messages of the archive';
export const SHOWN_BY_ARCHIVE = 'msgaudit/groupchat/get';

/** Nothing was said of it yet. */
export const UNKNOWN: Reached = { reach: 'unknown', evidence: '' };

/** Says it of groups of which nothing was said yet; the others keep what was seen. */
export async function beginReach(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
  { reach, evidence }: Reached,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    insert into qungui.reach_state (corp, id, chat_id, since, reach, evidence)
    select ${corp}, gen_random_uuid(), chat_id, ${at}, ${reach}, ${evidence} from unnest(${[...chatIds]}::text[]) as chat_id
    on conflict (corp, chat_id) where until is null do nothing`;
}

/** Says it of one group from `at` on; what was said until then stays as history. */
export async function setReach(tx: Tx, corp: Corp, chatId: string, said: Reached, at: Date): Promise<void> {
  const current = await tx.reachState.findFirst({ where: { corp, chatId, until: null } });
  if (current?.reach === said.reach && current.evidence === said.evidence) return;
  if (current) await tx.reachState.updateMany({ where: { corp, id: current.id }, data: { until: at } });
  await tx.reachState.create({ data: { corp, id: newId(), chatId, since: at, ...said } });
}

/** What is said of a group now, or was said at a moment. Unknown where nothing was said. */
export async function reachOf(tx: Tx, corp: Corp, chatId: string, moment: Moment): Promise<Reached> {
  return (await reachesOf(tx, corp, [chatId], moment)).get(chatId) ?? UNKNOWN;
}

/** The same of many groups; those of which nothing was said are left out. */
export async function reachesOf(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
  moment: Moment,
): Promise<Map<string, Reached>> {
  const rows = await tx.reachState.findMany({ where: { corp, chatId: { in: [...chatIds] }, ...holdingAt(moment) } });
  return new Map(rows.map(({ chatId, reach, evidence }) => [chatId, { reach: known(reach), evidence }]));
}

const known = (text: string): Reach => REACHES.find((one) => one === text) ?? 'unknown';

import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { OpenMatter } from './open-matters.ts';

/** The last thing that somebody who is waited for said of a matter without ending it. */
export type SaidOf =
  | { readonly says: 'moved'; readonly day: string }
  | { readonly says: 'handed-over'; readonly to: string }
  | { readonly says: 'not-mine' };

/** By the id of the matter. */
export async function saidOf(tx: Tx, corp: Corp, matters: readonly OpenMatter[]): Promise<ReadonlyMap<string, SaidOf>> {
  const on = [...new Set(matters.flatMap(({ messages }) => messages.slice(0, 1)))];
  const presses = await tx.obligationPress.findMany({
    where: { corp, onId: { in: on }, says: { in: ['moved', 'handed-over', 'not-mine'] } },
    orderBy: { at: 'asc' },
  });
  return new Map(
    matters.flatMap(({ id, messages, awaited }): [string, SaidOf][] => {
      const last = presses.filter(({ onId, byUserid }) => onId === messages[0] && awaited.includes(byUserid)).at(-1);
      if (last?.says === 'moved' && last.toDate) return [[id, { says: 'moved', day: last.toDate }]];
      if (last?.says === 'handed-over' && last.toUserid) return [[id, { says: 'handed-over', to: last.toUserid }]];
      return last?.says === 'not-mine' ? [[id, { says: 'not-mine' }]] : [];
    }),
  );
}

/** The matters among these that somebody has answered with 收到, also where the next judgement has not come to it yet. */
export async function receivedBy(
  tx: Tx,
  corp: Corp,
  userid: string,
  matters: readonly OpenMatter[],
): Promise<ReadonlySet<string>> {
  const on = matters.flatMap(({ messages }) => messages.slice(0, 1));
  const presses = await tx.obligationPress.findMany({
    where: { corp, onId: { in: on }, byUserid: userid, says: { in: ['received', 'moved', 'not-mine'] } },
    select: { onId: true },
  });
  const answered = new Set(presses.map(({ onId }) => onId));
  return new Set(matters.flatMap(({ id, messages: [first = ''] }) => (answered.has(first) ? [id] : [])));
}

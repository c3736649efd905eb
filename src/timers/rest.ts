import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { type DueTimer, MOST_ATTEMPTS } from './claim.ts';

/** What no process survived is left alone for most of a day, whoever asks for it: then the sweep and the night try again. */
const REST_MS = 20 * 3_600_000;

/** All of these read and judge a group: what kills one of them kills the others. */
const LOOKS = ['look-group', 'look-again', 'case-step'];

/** Until when this timer must not be fired, because one of its kind and subject, or any look at its group, was deadly. */
export async function restsUntil(tx: Tx, corp: Corp, { kind, subject }: DueTimer): Promise<Date | null> {
  const [deadly] = await tx.$queryRaw<{ endedAt: Date | null }[]>`
    select max(g.ended_at) as "endedAt" from qungui.timer g
    where g.corp = ${corp} and g.state = 'given-up' and g.attempts > ${MOST_ATTEMPTS}::int
      and g.ended_at > qungui.clock() - ${REST_MS}::int * interval '1 millisecond'
      and (g.kind = ${kind} and g.subject = ${subject}
           or g.kind = any(${LOOKS}::text[]) and ${kind} = any(${LOOKS}::text[])
              and coalesce((select c.chat_id from qungui."case" c where c.corp = ${corp} and c.id::text = g.subject), g.subject)
                = coalesce((select c.chat_id from qungui."case" c where c.corp = ${corp} and c.id::text = ${subject}), ${subject}))`;
  return deadly?.endedAt ? new Date(deadly.endedAt.getTime() + REST_MS) : null;
}

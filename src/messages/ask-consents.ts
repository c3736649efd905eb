import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { recordConsents } from './consents.ts';

/** Groups asked about after one pull: others come with the next. */
const AT_ONCE = 10;
/** How far back a group must have spoken to be of concern. */
const LATELY_MS = 5 * 86_400_000;

/**
 * Asks WeCom whether the outsiders of groups that spoke lately agreed to the archive, where one of them has said nothing yet
 * [91782]. What cannot be asked stays unknown, and rules about messages do not run there.
 */
export async function askConsents(deps: Pick<Deps, 'db' | 'wecom' | 'log'>, corp: Corp): Promise<void> {
  for (const chatId of await undecidedGroups(deps, corp)) {
    try {
      const said = await deps.wecom.of(corp).archive.roomConsents(chatId);
      await deps.db.withCorp(corp, (tx) =>
        recordConsents(
          tx,
          corp,
          said.map(({ external, agreed, sinceMs }) => ({
            external,
            agreed,
            place: chatId,
            atMs: sinceMs,
            learned: 'call',
          })),
        ),
      );
    } catch (err) {
      deps.log.debug({ err, corp, chatId }, 'consents were not told; they stay unknown');
    }
  }
}

/** In turn: which groups come first moves on with the clock, so that none that never answers keeps the others waiting. */
const undecidedGroups = (deps: Pick<Deps, 'db'>, corp: Corp): Promise<string[]> =>
  deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const turn = String(Math.floor(at.getTime() / 60_000));
    const rows = await tx.$queryRaw<{ chatId: string }[]>`
      select distinct m.chat_id as "chatId", md5(m.chat_id || ${turn}) as turn from qungui.membership m
      where m.corp = ${corp} and m.until is null and m.member_kind = 'external'
        and exists (select from qungui.message s where s.corp = m.corp and s.chat_id = m.chat_id
                    and s.sent_at > ${new Date(at.getTime() - LATELY_MS)})
        and not exists (select from qungui.archive_consent c where c.corp = m.corp and c.place = m.chat_id
                        and c.external_id = m.member_id and c.until is null)
      order by turn limit ${AT_ONCE}::int`;
    return rows.map(({ chatId }) => chatId);
  });

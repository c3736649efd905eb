import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { lookAtNews } from '../hearing/said-anew.ts';
import type { Corp } from '../ids.ts';
import type { Consent, Pair } from '../wecom/archive/archive.ts';
import { recordConsents } from './consents.ts';
import { loadKeeping } from './keeping.ts';
import { senderOf } from './who.ts';

/** Groups asked about after one pull: others come with the next. */
const AT_ONCE = 10;
/** Pairs of people, a call's worth [91782]. */
const PAIRS_AT_ONCE = 100;
/** How far back a group must have spoken to be of concern. */
const LATELY_MS = 5 * 86_400_000;

/**
 * Asks WeCom whether the outsiders of groups that spoke lately agreed to the archive, where one of them has said nothing yet, and
 * of one-to-one conversations where a policy keeps them [91782]. What cannot be asked stays unknown, and rules about messages do not run there.
 */
export async function askConsents(deps: AskDeps, corp: Corp): Promise<void> {
  const { archive } = deps.wecom.of(corp);
  for (const chatId of await undecidedGroups(deps, corp))
    await ask(deps, corp, async () =>
      (await archive.roomConsents(chatId)).map((consent) => ({ ...consent, place: chatId })),
    );
  const pairs = await undecidedPairs(deps, corp);
  if (pairs.length === 0) return;
  await ask(deps, corp, async () =>
    (await archive.pairConsents(pairs)).map((consent) => ({ ...consent, place: consent.userid })),
  );
}

type AskDeps = Pick<Deps, 'db' | 'wecom' | 'log'>;

async function ask(
  deps: AskDeps,
  corp: Corp,
  question: () => Promise<readonly (Consent & { readonly place: string })[]>,
): Promise<void> {
  try {
    const said = (await question()).map(({ external, agreed, place, sinceMs }) => ({
      external,
      agreed,
      place,
      atMs: sinceMs,
      learned: 'call' as const,
    }));
    await deps.db.withCorp(corp, async (tx) => {
      const news = await recordConsents(tx, corp, said);
      await lookWhereAgreed(tx, corp, news);
    });
  } catch (err) {
    deps.log.debug({ err, corp }, 'consents were not told; they stay unknown');
  }
}

/** What was said there before anybody knew that it may be judged is judged now; a place that is a person is no group. */
async function lookWhereAgreed(tx: Tx, corp: Corp, places: readonly string[]): Promise<void> {
  const groups = await tx.chatGroup.findMany({
    where: { corp, chatId: { in: [...places] } },
    select: { chatId: true },
  });
  const news = groups.map(({ chatId }) => ({ chatId, from: null }));
  if (news.length > 0) await lookAtNews(tx, corp, news, await nowIn(tx));
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

/** Who writes to whom one to one, where a policy keeps that, and the outsider has said nothing of it yet. */
const undecidedPairs = (deps: Pick<Deps, 'db'>, corp: Corp): Promise<Pair[]> =>
  deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    if ((await loadKeeping(tx, corp, [], at)).oneToOne !== 'kept') return [];
    const since = new Date(at.getTime() - LATELY_MS);
    return (await conversations(tx, corp, since)).flatMap(pairOf);
  });

/** The latest first: at most so many are asked about, and who answered is asked no more. */
async function conversations(tx: Tx, corp: Corp, since: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    select m.chat_id as "chatId" from qungui.message m
    where m.corp = ${corp} and m.sent_at > ${since} and m.chat_id like '% %' and m.chat_id ~ 'w[om][A-Za-z0-9_-]{30}'
      and not exists (select from qungui.archive_consent c where c.corp = m.corp and c.until is null
                      and m.chat_id in (c.external_id || ' ' || c.place, c.place || ' ' || c.external_id))
    group by m.chat_id order by max(m.sent_at) desc limit ${PAIRS_AT_ONCE}::int`;
  return rows.map(({ chatId }) => chatId);
}

/** One to one, the place of a message is both ids. Between two employees nobody is asked. */
function pairOf(chatId: string): Pair[] {
  const [one = '', other = ''] = chatId.split(' ');
  const [inside, outside] = senderOf(one).kind === 'external' ? [other, one] : [one, other];
  return senderOf(outside).kind === 'external' && senderOf(inside).kind === 'employee'
    ? [{ userid: inside, external: outside }]
    : [];
}

import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Mention, Quote } from '../events/message.ts';
import type { Reading } from '../events/reading.ts';
import { lookAtNews } from '../hearing/said-anew.ts';
import type { Corp } from '../ids.ts';
import { armTimers } from '../timers/arm.ts';
import { nameHider } from './complete.ts';
import { type Meets, meetsIn, metBy, settled, unmetNames, withMet } from './may-mean.ts';
import type { NameBook } from './mentions.ts';
import { loadNames, type Placed } from './names-at.ts';

/** Whom a name meant is known by what he is first read under within a day; later somebody else may have taken it. */
const MET_WITHIN_MS = 86_400_000;

/** As the index has it. */
const UNMET = Prisma.sql`(m.mentions @? '$[*].may' or m.quote @? '$.of.may')`;

type QuoteKept = Omit<Quote, 'messageId'>;
interface Row extends Placed {
  readonly id: string;
  readonly sentAt: Date;
  readonly mentions: readonly Mention[];
  readonly quote: QuoteKept | null;
  readonly reading: Reading | null;
}

/** What is known of a message now. */
export interface Met extends Pick<Row, 'id' | 'chatId' | 'sentAt' | 'mentions' | 'quote'> {
  readonly reading: Reading | null;
  /** `met`: a name in it is somebody's now. `settled`: none can become so any more. */
  readonly is: 'met' | 'settled';
}

/** Of all messages of these groups, or of these among them. */
export interface Whose {
  readonly chatIds: readonly string[];
  readonly ids?: string[];
}

/**
 * Names in messages of these groups that nobody had, looked up again: by what those who were there were read under next. Who is met is
 * meant from the message's own time on, and his group is looked at. Whichever is known first, the names or the message, ends in the same.
 */
export async function meetNames(
  tx: Tx,
  corp: Corp,
  keys: Pick<CorpKeys, 'sign'>,
  whose: Whose,
  at: Date,
): Promise<readonly Met[]> {
  const rows = await unmetIn(tx, corp, whose);
  if (rows.length === 0) return [];
  const names = await loadNames(tx, corp, rows);
  const meets = meetsOf(keys);
  const found = rows.flatMap((row) => {
    const untilMs = row.sentAtMs + MET_WITHIN_MS;
    const books = [...names.after(row, Math.min(untilMs, at.getTime()))].map(meets);
    return metIn(row, books, at.getTime() > untilMs ? 'over' : 'open') ?? [];
  });
  await writeMet(tx, corp, found);
  const news = found.filter(({ is }) => is === 'met').map(({ chatId, sentAt }) => ({ chatId, from: sentAt }));
  if (news.length > 0) await lookAtNews(tx, corp, news, at);
  return found;
}

/** A book is made ready to be met by its hidden names once. */
function meetsOf(keys: Pick<CorpKeys, 'sign'>): (book: NameBook) => Meets {
  const known = new Map<NameBook, Meets>();
  return (book) => {
    const meets = known.get(book) ?? meetsIn(book, nameHider(keys));
    known.set(book, meets);
    return meets;
  };
}

/** What becomes of a message; null: it stays as it is. */
function metIn(row: Row, books: readonly Meets[], window: 'open' | 'over'): Met | null {
  const first = <One>(look: (meets: Meets) => One | undefined): One | undefined => {
    for (const meets of books) {
      const found = look(meets);
      if (found) return found;
    }
    return undefined;
  };
  let { mentions, reading } = row;
  let is: Met['is'] | null = null;
  for (const mention of row.mentions) {
    const met = first((meets) => metBy(mention, meets));
    if (!met || !mentions.includes(mention)) continue;
    mentions = withMet(mentions, mention, met.named, met.by);
    reading = met.by.reading ?? reading;
    is = 'met';
  }
  const of = row.quote && first((meets) => metBy(row.quote?.of ?? ALL, meets))?.named;
  if (of) is = 'met';
  const quote = row.quote && of ? { ...row.quote, of } : row.quote;
  if (window === 'open') return is && { ...row, mentions, quote, reading, is };
  return {
    ...row,
    mentions: mentions.map(settled),
    quote: quote && { ...quote, of: settled(quote.of) },
    reading,
    is: is ?? 'settled',
  };
}

const ALL = { is: 'all' } as const;

/** With those who were in the group by the records, where no roster says it. */
const unmetIn = (tx: Tx, corp: Corp, { chatIds, ids }: Whose): Promise<Row[]> => tx.$queryRaw<Row[]>`
  select m.id, m.chat_id as "chatId", json_build_object('id', m.from_id) as "from", m.sent_at as "sentAt",
         (extract(epoch from m.sent_at) * 1000)::float8 as "sentAtMs", m.mentions, m.quote, m.reading,
         array(select h.member_id from qungui.heard_member h
               where h.corp = m.corp and h.chat_id = m.chat_id and m.sent_at between h.first_at and h.last_at) as "to"
  from qungui.message m
  where m.corp = ${corp} and m.chat_id = any(${[...chatIds]}::text[]) and ${UNMET}
    and (${ids ?? null}::text[] is null or m.id = any(${ids ?? null}::text[]))
  order by m.sent_at, m.id`;

/** Whether a group was read since somebody was named so there, and nobody was. */
export async function namesAskedFor(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
): Promise<(chatId: string, name: string) => boolean> {
  const rows = await tx.$queryRaw<Pick<Row, 'chatId' | 'mentions' | 'quote'>[]>`
    select m.chat_id as "chatId", m.mentions, m.quote from qungui.message m
    join qungui.chat_group g on g.corp = m.corp and g.chat_id = m.chat_id and g.verified_at > m.learned_at
    where m.corp = ${corp} and m.chat_id = any(${[...chatIds]}::text[]) and ${UNMET}`;
  const asked = new Set(
    rows.flatMap(({ chatId, mentions, quote }) =>
      unmetNames({ mentions, quote: quote && { ...quote, messageId: null } }).map((name) => `${chatId}\n${name}`),
    ),
  );
  return (chatId, name) => asked.has(`${chatId}\n${name}`);
}

async function writeMet(tx: Tx, corp: Corp, found: readonly Met[]): Promise<void> {
  if (found.length === 0) return;
  const column = (of: (one: Met) => unknown) => found.map((one) => JSON.stringify(of(one)));
  await tx.$executeRaw`
    update qungui.message m set mentions = f.mentions::jsonb, quote = nullif(f.quote, 'null')::jsonb, reading = nullif(f.reading, 'null')::jsonb
    from unnest(${found.map(({ id }) => id)}::text[], ${column((one) => one.mentions)}::text[], ${column((one) => one.quote)}::text[],
                ${column((one) => one.reading)}::text[]) as f (id, mentions, quote, reading)
    where m.corp = ${corp} and m.id = f.id`;
}

/** These people are read under other names: groups in which a name is met by nobody are looked at again. */
export async function lookWhereUnmet(tx: Tx, corp: Corp, personIds: readonly string[], at: Date): Promise<void> {
  if (personIds.length === 0) return;
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    with who as (
      select a.userid, a.person_id from qungui.account a where a.corp = ${corp} and a.person_id = any(${[...personIds]}::uuid[]))
    select distinct m.chat_id as "chatId" from qungui.message m
    where m.corp = ${corp} and ${UNMET}
      and (exists (select from qungui.membership s join who on who.person_id = s.person_id or who.userid = s.member_id
                   where s.corp = m.corp and s.chat_id = m.chat_id and s.until is null)
           or exists (select from qungui.heard_member h join who on who.userid = h.member_id
                      where h.corp = m.corp and h.chat_id = m.chat_id))`;
  await armTimers(tx, corp, { kind: 'look-group', subjects: rows.map(({ chatId }) => chatId), at });
}

/** In the night: what can be met no more is forgotten. */
export async function forgetUnmet(tx: Tx, corp: Corp, at: Date): Promise<number> {
  return await tx.$executeRaw`
    update qungui.message m
    set mentions = coalesce((select jsonb_agg(one - 'may' order by nth) from jsonb_array_elements(m.mentions) with ordinality as e (one, nth)), '[]'),
        quote = m.quote #- '{of,may}'
    where m.corp = ${corp} and ${UNMET} and m.sent_at < ${new Date(at.getTime() - MET_WITHIN_MS)}`;
}

import { appendAudit } from '../audit/append.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import { markFind } from './mark-finds.ts';

/** A find as HR looks at it. */
export interface ShownHit {
  readonly id: string;
  readonly saidAt: Date;
  readonly groupName: string;
  readonly by: string;
  readonly instance: string;
  readonly clause: string;
  readonly category: string;
  /** Whether words around it are kept: the policy may keep none, or there were none. */
  readonly keeps: 'excerpt' | 'nothing';
  readonly marked: 'right' | 'wrong' | null;
}

interface Filter {
  readonly instance?: string | undefined;
  readonly marked: 'any' | 'not-yet';
  readonly most: number;
}

/** What was found, the latest first; nothing of what was said. Posts that are due are none: they are what was hoped for. */
export async function hitsFound(tx: Tx, corp: Corp, filter: Filter): Promise<readonly ShownHit[]> {
  const rows = await tx.contentHit.findMany({
    where: {
      corp,
      rule: { not: 'content/required-post' },
      goneAt: null,
      ...(filter.instance !== undefined && { instance: filter.instance }),
      ...(filter.marked === 'not-yet' && { marked: null }),
    },
    orderBy: [{ saidAt: 'desc' }, { id: 'asc' }],
    take: filter.most,
  });
  const names = await tx.groupState.findMany({
    where: { corp, chatId: { in: rows.map(({ chatId }) => chatId) }, until: null },
    select: { chatId: true, name: true },
  });
  const nameOf = new Map(names.map(({ chatId, name }) => [chatId, name]));
  return rows.map(({ id, saidAt, chatId, byId, instance, clause, category, excerpt, marked }) => ({
    id,
    saidAt,
    groupName: nameOf.get(chatId) ?? chatId,
    by: byId,
    instance,
    clause,
    category,
    keeps: excerpt === null ? 'nothing' : 'excerpt',
    marked: marked as ShownHit['marked'],
  }));
}

export interface Mark {
  /** The id, or its beginning as long as it names one. */
  readonly hit: string;
  readonly marked: 'right' | 'wrong';
  readonly by: string;
  readonly note: string | null;
}

/** Somebody says whether a find was right. A false alarm is no finding any more: its group is judged again. The last word counts. */
export async function markHit(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  { hit, marked, by, note }: Mark,
  at: Date,
): Promise<{ readonly id: string; readonly chatId: string }> {
  const span = idsFrom(hit);
  if (!span) throw noSuchHit(hit, 'none');
  const [first, last] = span;
  const rows = await tx.$queryRaw<{ id: string; chatId: string; instance: string }[]>`
    select id::text, chat_id as "chatId", instance from qungui.content_hit
    where corp = ${corp} and id between ${first}::uuid and ${last}::uuid limit 2`;
  const [found, other] = rows;
  if (!found || other) throw noSuchHit(hit, other ? 'several' : 'none');
  await appendAudit(tx, corp, keys, at, [await markFind(tx, corp, keys, found, { marked, by, note, at })]);
  return { id: found.id, chatId: found.chatId };
}

const HEX = 32;

/** The first and the last id that begins so; null: none can. Ids are looked up by their order, however many there are. Pure. */
function idsFrom(beginning: string): readonly [string, string] | null {
  const hex = beginning.toLowerCase().replaceAll('-', '');
  if (!/^[0-9a-f]{1,32}$/.test(hex)) return null;
  return [hex.padEnd(HEX, '0'), hex.padEnd(HEX, 'f')];
}

const noSuchHit = (hit: string, how: 'none' | 'several'): HouseError =>
  new HouseError({
    code: 'E-WORDS-HIT',
    what: `${hit} names ${how === 'none' ? 'no find' : 'more than one find'}`,
    why: 'finds go by the beginning of their id',
    remedy: 'take the id from: qungui words hits',
    retry: 'never',
  });

const DAY_MS = 86_400_000;

/** Excerpts that are older than so many days are forgotten, unless a case or a legal hold needs them; that something was found, and what people said of it, stays. */
export async function forgetExcerpts(tx: Tx, corp: Corp, keptDays: number, at: Date): Promise<void> {
  const before = new Date(at.getTime() - keptDays * DAY_MS);
  await tx.$executeRaw`
    update qungui.content_hit set excerpt = null
    where corp = ${corp} and found_at < ${before} and excerpt is not null
      and by_id not in (select qungui.held_members(${corp}))
      and not exists (select from qungui.kept_talk(${corp}) k
                      where k.chat_id = content_hit.chat_id and said_at between k.from_at and k.until_at)`;
}

export interface Precision {
  readonly policySlug: string;
  readonly instance: string;
  readonly hits: number;
  readonly right: number;
  readonly wrong: number;
  /** Of a hundred that people marked; null: nobody marked any. */
  readonly percent: number | null;
  readonly verdict: 'unreliable' | 'reliable' | 'too-few';
}

/** From so many marked finds on the share says something; below so many of a hundred a rule should not speak to people. */
export const [FEW, GOOD_PERCENT] = [20, 80] as const;

/** How often each rule about content was right, by what people said. */
export async function precisionOf(tx: Tx, corp: Corp): Promise<readonly Precision[]> {
  const rows = await tx.$queryRaw<
    { policySlug: string; instance: string; hits: number; right: number; wrong: number }[]
  >`
    select policy_slug as "policySlug", instance, count(*)::int as hits,
           (count(*) filter (where marked = 'right'))::int as "right", (count(*) filter (where marked = 'wrong'))::int as wrong
    from qungui.content_hit where corp = ${corp} and rule <> 'content/required-post' and (gone_at is null or marked is not null)
    group by policy_slug, instance order by policy_slug, instance`;
  return rows.map((row) => {
    const marked = row.right + row.wrong;
    const percent = marked === 0 ? null : (100 * row.right) / marked;
    return { ...row, percent, verdict: verdictOf(marked, percent) };
  });
}

function verdictOf(marked: number, percent: number | null): Precision['verdict'] {
  if (percent === null || marked < FEW) return 'too-few';
  return percent < GOOD_PERCENT ? 'unreliable' : 'reliable';
}

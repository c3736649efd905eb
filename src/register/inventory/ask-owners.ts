import type { AuditEntry } from '../../audit/entry.ts';
import { pseudonymOf } from '../../audit/pseudonym.ts';
import type { Tx } from '../../db/client.ts';
import type { Writing } from '../../groups/register.ts';
import { type Ask, noticeContent } from '../../notices/content.ts';
import { enqueueNotice } from '../../notices/enqueue.ts';
import { say, sayBoth } from '../../notices/wording/say.ts';
import type { Kind } from '../../policy/policy.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { dayOf } from '../../work-time/local-days.ts';
import { closeRegistered, type Line, linesOf } from './lines.ts';
import { awaiting, MOST_ON_A_CARD, type Option, overflows, purposeAsked, purposeKey, questionOf } from './plan-card.ts';

interface Asking {
  readonly inventoryId: string;
  readonly kinds: readonly Kind[];
  readonly timeZone: string;
  /** The first card, or the second and last. */
  readonly place: 1 | 2;
  /** Where an owner answers for more groups than a card has room for; null: there are no pages. */
  readonly pageUrl: string | null;
}

/**
 * Writes one card to each owner who is there and has something to answer. Nobody gets a second one unless his first was written, and the
 * table itself refuses a third. The entries belong into the trail.
 */
export async function askOwners(tx: Tx, writing: Writing, asking: Asking): Promise<AuditEntry[]> {
  const { corp, at } = writing;
  await closeRegistered(tx, corp, asking.inventoryId, at);
  const lines = await linesOf(tx, corp, asking.inventoryId);
  const { byAccount } = await directoryOf(tx, corp, at.getTime());
  const owners = new Set(lines.map(({ owner }) => owner).filter((owner) => byAccount.get(owner)?.status === 'active'));
  const entries: AuditEntry[] = [];
  for (const owner of owners) {
    const own = lines.filter((line) => line.owner === owner);
    const waiting = awaiting(own);
    if (waiting.length === 0) continue;
    await takeBackUnsent(tx, corp, asking.inventoryId, owner);
    entries.push(await writeCard(tx, writing, asking, { owner, waiting, all: own.length }));
  }
  return entries;
}

/** A first card that was not shown yet is not shown any more: the second one says the same. */
async function takeBackUnsent(tx: Tx, corp: Writing['corp'], inventoryId: string, owner: string): Promise<void> {
  const cards = await tx.inventoryCard.findMany({ where: { corp, inventoryId, owner }, select: { id: true } });
  const ids = cards.map(({ id }) => id);
  await tx.notice.updateMany({ where: { corp, id: { in: ids }, state: 'waiting' }, data: { state: 'recalled' } });
}

interface Asked {
  readonly owner: string;
  readonly waiting: readonly Line[];
  /** How many groups he owns in this round, also those that are clear. */
  readonly all: number;
}

async function writeCard(
  tx: Tx,
  { corp, keys, at }: Writing,
  { inventoryId, kinds, timeZone, place, pageUrl }: Asking,
  { owner, waiting, all }: Asked,
): Promise<AuditEntry> {
  const today = dayOf(at.getTime(), timeZone);
  const shown = waiting.slice(0, MOST_ON_A_CARD);
  // A card that asks can hold no link [90236]: who has more to answer than fits on one gets a card that leads to the page.
  const page = pageUrl !== null && overflows(waiting, kinds) ? { url: pageUrl, count: waiting.length } : null;
  const content = noticeContent('inventory', 'zh', [], {
    notes: page ? notesOfPage(place, waiting.length) : notesOfCard(place, all - shown.length),
    asks: [...shown.map((line) => askOf(line, kinds, today)), ...purposeAsk(shown)],
    page,
  });
  const noticeId = await enqueueNotice(tx, corp, keys, { to: owner, content, notBefore: at, at });
  const asked = page ? waiting : shown;
  const lineIds = asked.map(({ id }) => id);
  await tx.inventoryCard.create({ data: { corp, id: noticeId, inventoryId, owner, place, lineIds, writtenAt: at } });
  const chatIds = asked.map(({ chatId }) => chatId);
  return { v: 1, kind: 'inventory-asked', inventoryId, noticeId, to: pseudonymOf(keys, owner), place, chatIds };
}

const notesOfCard = (place: Asking['place'], others: number) => [
  sayBoth(place === 1 ? 'inventoryIntro' : 'inventoryAgain'),
  ...(others > 0 ? [sayBoth('inventoryOthers', { count: String(others) })] : []),
];

const notesOfPage = (place: Asking['place'], count: number) => [
  ...(place === 2 ? [sayBoth('inventoryAgain')] : []),
  sayBoth('inventoryCount', { count: String(count) }),
];

function askOf(line: Line, kinds: readonly Kind[], today: string): Ask {
  const { options, selected } = questionOf(line, kinds, today);
  return {
    key: line.id,
    title: line.name,
    selected,
    options: options.map((one) => ({ id: one.id, text: inWords(one) })),
  };
}

/** Where one group is asked about there is room for what it is for. */
function purposeAsk([line, ...others]: readonly Line[]): Ask[] {
  if (!line || others.length > 0 || line.reach === 'outside') return [];
  const { options, selected } = purposeAsked(line);
  const texts = options.map(({ id, word }) => ({
    id,
    text: word === null ? sayBoth('optionLater') : { zh: word, en: word },
  }));
  return [{ key: purposeKey(line.id), title: say('zh', 'titlePurpose'), selected, options: texts }];
}

/** `2026-12-09` is 「12月9日」: what a choice shows is cut after ten characters [90236]. */
function monthAndDay(date: string): { readonly month: string; readonly day: string } {
  const [, month, day] = date.split('-').map(Number);
  return { month: String(month), day: String(day) };
}

function inWords({ says, word }: Option) {
  if (says === 'kind') return { zh: word, en: word };
  if (says === 'migrate') return sayBoth('optionMigrate', monthAndDay(word));
  return sayBoth(says === 'unused' ? 'optionUnused' : says === 'not-mine' ? 'optionNotMine' : 'optionLater');
}

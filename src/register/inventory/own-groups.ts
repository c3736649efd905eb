import { appendAudit } from '../../audit/append.ts';
import type { CorpConfig } from '../../config.ts';
import { nowIn, type Tx } from '../../db/client.ts';
import type { Deps } from '../../deps.ts';
import type { Corp } from '../../ids.ts';
import { markPressed } from '../../notices/mark-pressed.ts';
import type { Kind } from '../../policy/policy.ts';
import { policiesInForce } from '../../review/policies.ts';
import { dayOf } from '../../work-time/local-days.ts';
import { answerLines, type Selected } from './answer.ts';
import { closeRegistered, holdInventory, isOpen, type Line, linesOf, openInventory } from './lines.ts';

/** Whose groups are meant: a person, whatever his account was called when the round began. */
export interface Owner {
  readonly personId: string;
  /** As he is called now. */
  readonly userid: string;
}

export interface OwnGroups {
  readonly lines: readonly Line[];
  readonly kinds: readonly Kind[];
  /** By the clocks of the place. */
  readonly today: string;
}

/** The groups of one owner in the round that is open, with the kinds they may be of; null: no round is open. */
export async function ownGroups(tx: Tx, corp: CorpConfig, owner: Owner): Promise<OwnGroups | null> {
  const round = await openInventory(tx, corp.slug);
  if (!round) return null;
  const at = await nowIn(tx);
  const policies = await policiesInForce(tx, corp.slug, at);
  return {
    lines: await linesOfOwner(tx, corp.slug, round, owner),
    kinds: policies.flatMap((policy) => [...policy.kinds.values()]),
    today: dayOf(at.getTime(), corp.timeZone),
  };
}

/** What answers on a page came to: how many were kept, or `closed` when no round is open any more. */
export type PageAnswers = { readonly kept: number } | 'closed';

/**
 * Takes what an owner chose on the page, as his card's press would: about his own groups that HR has not confirmed; whatever else
 * was sent is nothing. A card with nothing left to answer is closed.
 */
export async function answerOwnGroups(
  deps: Pick<Deps, 'db' | 'keys' | 'bell'>,
  { slug: corp }: CorpConfig,
  owner: Owner,
  selected: readonly Selected[],
): Promise<PageAnswers> {
  const keys = await deps.keys.of(corp);
  const answers = await deps.db.withCorp(corp, async (tx): Promise<PageAnswers> => {
    const held = await holdInventory(tx, corp);
    const round = held && (await openInventory(tx, corp));
    if (!round) return 'closed';
    const at = await nowIn(tx);
    await closeRegistered(tx, corp, round.id, at);
    const lines = (await linesOfOwner(tx, corp, round, owner)).filter(isOpen);
    const writing = { corp, keys, at, by: owner.userid };
    const { chosen, entries } = await answerLines(tx, writing, lines, selected, 'page');
    for (const id of await answeredCards(tx, corp, round.id, at))
      await markPressed(tx, corp, keys, id, '', 'declare', 'done');
    await appendAudit(tx, corp, keys, at, entries);
    return { kept: chosen };
  });
  await deps.bell.ring('notices', corp);
  return answers;
}

interface Round {
  readonly id: string;
  readonly startedAt: Date;
}

async function linesOfOwner(tx: Tx, corp: Corp, round: Round, owner: Owner): Promise<Line[]> {
  return linesOf(tx, corp, round.id, await accountsOf(tx, corp, round, owner));
}

/**
 * The accounts under which the round asks this person: those that were his when it began, and his present one unless it was
 * somebody else's then. Who was given the account of a leaver does not answer for the leaver's groups.
 */
async function accountsOf(tx: Tx, corp: Corp, { startedAt }: Round, owner: Owner): Promise<string[]> {
  const rows = await tx.$queryRaw<{ userid: string; holder: string }[]>`
    select distinct on (a.userid) a.userid, a.person_id::text as holder from qungui.account a
    where a.corp = ${corp} and a.userid in (
      select own.userid from qungui.account own where own.corp = ${corp} and own.person_id = ${owner.personId}::uuid)
    order by a.userid, (a.since <= ${startedAt} and (a.until is null or a.until > ${startedAt})) desc, a.since desc`;
  return rows.filter(({ holder }) => holder === owner.personId).map(({ userid }) => userid);
}

/** Cards on which nothing is left to answer: those not sent yet are taken back, the others are answered now and named. */
async function answeredCards(tx: Tx, corp: Corp, inventoryId: string, at: Date): Promise<string[]> {
  const cards = await tx.$queryRaw<{ id: string }[]>`
    update qungui.inventory_card c set answered_at = ${at}
    where c.corp = ${corp} and c.inventory_id = ${inventoryId}::uuid and c.answered_at is null
      and not exists (select from qungui.inventory_line l
                      where l.corp = c.corp and l.id::text = any(c.line_ids) and l.state = 'proposed')
    returning c.id::text`;
  const ids = cards.map(({ id }) => id);
  await tx.notice.updateMany({ where: { corp, id: { in: ids }, state: 'waiting' }, data: { state: 'recalled' } });
  return ids;
}

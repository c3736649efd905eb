import type { AuditEntry } from '../../audit/entry.ts';
import { pseudonymOf } from '../../audit/pseudonym.ts';
import type { Tx } from '../../db/client.ts';
import type { Writing } from '../../groups/register.ts';
import { newId } from '../../ids.ts';
import { policiesInForce } from '../../review/policies.ts';
import { holdInventory, isOpen, type LastAnswer, type Line, linesOf } from './lines.ts';
import { answerIn, purposeIn, purposeKey } from './plan-card.ts';

export interface Selected {
  readonly question: string;
  readonly options: readonly string[];
}

/** What a press on a card came to. */
export interface Taken {
  /** `partly`: what was chosen is kept, and he may press again, as after `nothing-chosen`. */
  readonly outcome: 'done' | 'partly' | 'nothing-chosen' | 'repeat' | 'closed';
  /** Of how many groups nothing is chosen yet. */
  readonly missing: number;
  readonly entries: AuditEntry[];
}

const nothing = (outcome: 'repeat' | 'closed'): Taken => ({ outcome, missing: 0, entries: [] });

/**
 * Takes what an owner chose on a card, until something is chosen for each of its groups. What he said on the page stands, for the
 * card shows older choices. The entries belong into the trail.
 */
export async function takeAnswers(
  tx: Tx,
  writing: Writing,
  cardId: string,
  selected: readonly Selected[],
): Promise<Taken> {
  const { corp, at } = writing;
  const [card] = await tx.$queryRaw<{ inventoryId: string; lineIds: string[]; answeredAt: Date | null }[]>`
    select inventory_id::text as "inventoryId", line_ids as "lineIds", answered_at as "answeredAt"
    from qungui.inventory_card where corp = ${corp} and id = ${cardId}::uuid for update`;
  if (!card || card.answeredAt) return nothing('repeat');
  const round = await holdInventory(tx, corp);
  if (round?.id !== card.inventoryId) return nothing('closed');
  const lines = (await linesOf(tx, corp, card.inventoryId)).filter((line) => card.lineIds.includes(line.id));
  const open = lines.filter(isOpen);
  const asked = open.filter((line) => line.answered?.via !== 'page');
  if (asked.length === 0 && open.length > 0) return nothing('repeat');
  const { chosen, entries } = await answerLines(tx, writing, asked, selected, 'card');
  const missing = asked.length - chosen;
  if (missing > 0) return { outcome: chosen === 0 ? 'nothing-chosen' : 'partly', missing, entries };
  await tx.inventoryCard.updateMany({ where: { corp, id: cardId }, data: { answeredAt: at } });
  return { outcome: 'done', missing, entries };
}

/**
 * Notes what was chosen about these lines: of what nothing was chosen, or nothing that is offered, it notes nothing, and what
 * says the same again says it once. Answers how many lines something was chosen for.
 */
export async function answerLines(
  tx: Tx,
  writing: Writing,
  lines: readonly Line[],
  selected: readonly Selected[],
  via: 'card' | 'page',
): Promise<{ chosen: number; entries: AuditEntry[] }> {
  const kinds = (await policiesInForce(tx, writing.corp, writing.at)).flatMap((policy) => [...policy.kinds.keys()]);
  const chosenIn = (key: string) => selected.find(({ question }) => question === key)?.options[0];
  const entries: AuditEntry[] = [];
  let chosen = 0;
  for (const line of lines) {
    const option = chosenIn(line.id);
    const meant = option === undefined ? null : answerIn(option, line, kinds);
    if (!meant) continue;
    chosen += 1;
    const answer = asAnswer(meant, purposeIn(chosenIn(purposeKey(line.id)), line));
    if (!isSame(line.answered, answer)) entries.push(await writeAnswer(tx, writing, line, answer, via));
  }
  return { chosen, entries };
}

const isSame = (one: LastAnswer | null, other: LastAnswer): boolean =>
  one !== null &&
  one.answer === other.answer &&
  one.kind === other.kind &&
  one.purpose === other.purpose &&
  one.until === other.until;

const asAnswer = ({ answer, word }: NonNullable<ReturnType<typeof answerIn>>, purpose: string | null): LastAnswer => ({
  answer,
  kind: answer === 'kind' ? word : null,
  purpose,
  until: answer === 'migrate' ? word : null,
});

/** Notes an answer about a line; the last one counts. */
export async function writeAnswer(
  tx: Tx,
  { corp, keys, at, by }: Writing,
  { id: lineId, inventoryId, chatId }: Line,
  answer: LastAnswer,
  via: 'card' | 'page' | 'cli',
): Promise<AuditEntry> {
  await tx.inventoryAnswer.create({ data: { corp, id: newId(), lineId, at, actor: by, via, ...answer } });
  await tx.inventoryLine.updateMany({
    where: { corp, id: lineId, state: { in: ['proposed', 'answered'] } },
    data: { state: 'answered' },
  });
  return {
    v: 1,
    kind: 'inventory-answered',
    inventoryId,
    chatId,
    answer: answer.answer,
    groupKind: answer.kind,
    via,
    actor: pseudonymOf(keys, by),
  };
}

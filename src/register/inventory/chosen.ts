import type { Tx } from '../../db/client.ts';
import type { Corp } from '../../ids.ts';
import { linesOf } from './lines.ts';
import { optionOf, purposeKey, purposeOption, purposesFor } from './plan-card.ts';

/** What stands chosen by now for the groups of a card, by question: on the card, on the page, or by HR's word. */
export async function chosenOn(tx: Tx, corp: Corp, cardId: string): Promise<ReadonlyMap<string, string>> {
  const card = await tx.inventoryCard.findFirst({ where: { corp, id: cardId } });
  if (!card) return new Map();
  const lines = (await linesOf(tx, corp, card.inventoryId)).filter(({ id }) => card.lineIds.includes(id));
  return new Map(
    lines.flatMap((line): [string, string][] => {
      if (!line.answered) return [];
      const purpose = purposesFor(line).indexOf(line.answered.purpose ?? '');
      return [
        [line.id, optionOf(line.answered)],
        ...(purpose < 0 ? [] : [[purposeKey(line.id), purposeOption(purpose)] satisfies [string, string]]),
      ];
    }),
  );
}

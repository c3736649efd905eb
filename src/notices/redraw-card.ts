import { z } from 'zod';
import { type Body, noticeNumber } from './letter.ts';
import { say } from './wording/say.ts';

/** A card of ours that asks, as it was sent [90236]. */
const Asking = z.object({
  template_card: z.looseObject({
    card_type: z.literal('multiple_interaction'),
    main_title: z.looseObject({}),
    select_list: z.array(
      z.looseObject({
        question_key: z.string(),
        selected_id: z.string(),
        option_list: z.array(z.looseObject({ id: z.string() })),
      }),
    ),
  }),
});

/** How a card that asks goes on: it is over and says so, or so many of its questions wait still. */
export type Redrawing = { readonly label: string } | { readonly missing: number };

/**
 * The card that takes the place of one that asked [94888]: each question shows what is chosen by now; a card that is over cannot
 * be changed any more. Null: the message that was sent asks nothing.
 */
export function redrawn(
  sent: string,
  number: bigint,
  chosen: ReadonlyMap<string, string>,
  next: Redrawing,
): Body | null {
  const read = Asking.safeParse(JSON.parse(sent));
  if (!read.success) return null;
  // The task id is the first card's for good: no update names one.
  const { task_id: _, ...card } = read.data.template_card;
  const over = 'label' in next;
  const desc = over
    ? noticeNumber(number)
    : `${say('zh', 'inventoryMissing', { count: String(next.missing) })}（${noticeNumber(number)}）`;
  return {
    ...card,
    main_title: { ...card.main_title, desc },
    select_list: card.select_list.map((question) => ({
      ...question,
      selected_id: offered(question.option_list, chosen.get(question.question_key)) ?? question.selected_id,
      disable: over,
    })),
    ...(over && { replace_text: next.label }),
  };
}

const offered = (options: readonly { readonly id: string }[], wanted: string | undefined): string | null =>
  options.find(({ id }) => id === wanted)?.id ?? null;

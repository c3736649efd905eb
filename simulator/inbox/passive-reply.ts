import { XMLParser } from 'fast-xml-parser';
import type { Company } from '../world/company.ts';
import { Card } from './card.ts';
import type { Delivery } from './messages.ts';
import { greyButtons, replaceCard } from './update.ts';

const LISTS = [
  'HorizontalContentList',
  'VerticalContentList',
  'JumpList',
  'ButtonList',
  'SelectList',
  'OptionList',
  'ActionList',
];
const NUMBERS = ['type', 'style', 'desc_color', 'mode', 'aspect_ratio'];
const parser = new XMLParser({ parseTagValue: false, isArray: (name) => LISTS.includes(name), processEntities: false });

/** An answer inside the 5 seconds changes the card, for the person who pressed alone [90241]. */
export function applyReply(company: Company, delivery: Delivery, reply: string, now: Date): void {
  const root = (parser.parse(reply) as { xml?: Record<string, unknown> }).xml ?? {};
  if (root.MsgType === 'update_button') {
    const label = (root.Button as { ReplaceName?: string } | undefined)?.ReplaceName;
    if (label) greyButtons(company, delivery, label, now);
  }
  if (root.MsgType === 'update_template_card') {
    const card = Card.safeParse(snake(root.TemplateCard));
    if (card.success) replaceCard(company, delivery, card.data, now);
  }
}

/** `MainTitle/Title` is `main_title.title`. */
function snake(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snake);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => {
      const key = name.replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase();
      return [key, NUMBERS.includes(key) ? Number(held) : snake(held)];
    }),
  );
}

import type { Company } from '../world/company.ts';
import type { Card } from './card.ts';
import type { Delivery } from './messages.ts';

/** The buttons of this copy go grey and say something else. */
export function greyButtons(company: Company, delivery: Delivery, label: string, now: Date): void {
  delivery.greyed = label;
  delivery.updatedAt = now;
  company.messages.changes += 1;
}

/** Another card stands where the old one stood; its `replace_text` stands on a grey button in the place of its own [94888]. */
export function replaceCard(company: Company, delivery: Delivery, card: Card, now: Date): void {
  delivery.card = card;
  delivery.greyed = card.replace_text || null;
  delivery.updatedAt = now;
  company.messages.changes += 1;
}

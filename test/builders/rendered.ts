import { expect } from 'vitest';
import { CARD } from '../../src/notices/card-parts.ts';
import type { NoticeContent } from '../../src/notices/content.ts';
import { bytesOf } from '../../src/notices/neutralise.ts';
import { render } from '../../src/notices/render.ts';
import { aLine, anEnvelope } from './notice.ts';

/** A message as WeCom would read it. */
interface Parsed {
  readonly msgtype: string;
  readonly text?: { readonly content: string };
  readonly template_card?: {
    readonly card_type: string;
    readonly task_id: string;
    readonly source: { readonly desc: string; readonly desc_color: number };
    readonly main_title: { readonly title: string; readonly desc?: string };
    readonly quote_area?: { readonly title: string; readonly quote_text: string };
    readonly sub_title_text?: string;
    readonly horizontal_content_list?: readonly { readonly keyname: string; readonly value: string }[];
    readonly button_list?: readonly { readonly text: string; readonly key: string; readonly style: number }[];
    readonly select_list?: readonly {
      readonly title: string;
      readonly option_list: readonly { readonly text: string }[];
    }[];
    readonly submit_button?: { readonly text: string; readonly key: string };
  };
}
export const write = (content: NoticeContent, form: 'text' | 'card') => {
  const { body, shown } = render(content, anEnvelope({ form }));
  return { body, shown, parsed: JSON.parse(body) as Parsed };
};
export const textOf = (content: NoticeContent) => write(content, 'text').parsed.text?.content ?? '';
export const many = (count: number, over: Parameters<typeof aLine>[0] = {}) =>
  Array.from({ length: count }, (_, at) =>
    aLine({ caseId: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`, number: String(at), ...over }),
  );

/** A card keeps to what WeCom shows of each of its parts. */
export function expectCardFits({ template_card: card }: Parsed): void {
  if (!card) throw new TypeError('neither a text nor a card');
  const letters = (text: string) => [...text].length;
  expect(card.task_id).toMatch(/^[0-9A-Za-z_\-@]{1,128}$/);
  expect(card.source.desc_color).toBe(0);
  expect(letters(card.main_title.title)).toBeLessThanOrEqual(CARD.title);
  expect(letters(card.main_title.desc ?? '')).toBeLessThanOrEqual(CARD.desc);
  expect(letters(card.sub_title_text ?? '')).toBeLessThanOrEqual(CARD.text);
  const rows = card.horizontal_content_list ?? [];
  expect(rows.length).toBeLessThanOrEqual(CARD.rows);
  for (const { keyname, value } of rows) {
    expect(letters(keyname), keyname).toBeLessThanOrEqual(CARD.keyname);
    expect(letters(value), value).toBeLessThanOrEqual(CARD.value);
    expect(value).not.toBe('');
  }
  const buttons = card.button_list ?? [];
  expect(buttons.length + (card.submit_button ? 1 : 0)).toBeGreaterThan(0);
  expect(buttons.length).toBeLessThanOrEqual(CARD.buttons);
  expect(card.select_list?.length ?? 0).toBeLessThanOrEqual(3);
  for (const { option_list } of card.select_list ?? []) expect(option_list.length).toBeLessThanOrEqual(10);
  for (const { text, key, style } of buttons) {
    expect(letters(text), text).toBeLessThanOrEqual(CARD.label);
    expect(bytesOf(key)).toBeLessThanOrEqual(1_024);
    expect([1, 2]).toContain(style);
  }
}

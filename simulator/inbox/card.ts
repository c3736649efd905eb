import { z } from 'zod';

const text = z.string().optional();
const kind = z.number().optional();
const Option = z.object({ id: text, text, is_checked: z.boolean().optional() });

/** A template card as it was sent: every field may be missing, the checks say which must not [90236]. */
export const Card = z.object({
  card_type: text,
  task_id: text,
  source: z.object({ icon_url: text, desc: text, desc_color: kind }).optional(),
  action_menu: z.object({ desc: text, action_list: z.array(z.object({ text, key: text })).optional() }).optional(),
  main_title: z.object({ title: text, desc: text }).optional(),
  sub_title_text: text,
  emphasis_content: z.object({ title: text, desc: text }).optional(),
  quote_area: z.object({ type: kind, url: text, appid: text, title: text, quote_text: text }).optional(),
  horizontal_content_list: z
    .array(z.object({ type: kind, keyname: text, value: text, url: text, media_id: text, userid: text }))
    .optional(),
  vertical_content_list: z.array(z.object({ title: text, desc: text })).optional(),
  jump_list: z.array(z.object({ type: kind, title: text, url: text, appid: text })).optional(),
  card_action: z.object({ type: kind, url: text, appid: text }).optional(),
  card_image: z.object({ url: text, aspect_ratio: z.number().optional() }).optional(),
  image_text_area: z
    .object({ type: kind, url: text, appid: text, title: text, desc: text, image_url: text })
    .optional(),
  button_list: z.array(z.object({ type: kind, text, style: kind, key: text, url: text })).optional(),
  button_selection: z
    .object({ question_key: text, title: text, option_list: z.array(Option).optional(), selected_id: text })
    .optional(),
  checkbox: z.object({ question_key: text, mode: kind, option_list: z.array(Option).optional() }).optional(),
  select_list: z
    .array(
      z.object({
        question_key: text,
        title: text,
        selected_id: text,
        disable: z.boolean().optional(),
        option_list: z.array(Option).optional(),
      }),
    )
    .optional(),
  submit_button: z.object({ text, key: text }).optional(),
  replace_text: text,
});
export type Card = z.infer<typeof Card>;

/** Something of a card that a finger can press. */
export interface Pressable {
  readonly what: 'button' | 'link' | 'submit' | 'menu';
  readonly text: string;
  readonly key: string;
  readonly url: string;
  readonly style: number;
}

/** Buttons first, then the entries of the menu in the corner. */
export function pressables(card: Card): Pressable[] {
  const buttons = (card.button_list ?? []).map(
    (one): Pressable => ({
      what: one.type === 1 ? 'link' : 'button',
      text: one.text ?? '',
      key: one.key ?? '',
      url: one.url ?? '',
      style: one.style ?? 1,
    }),
  );
  const submit = card.submit_button;
  if (submit) buttons.push({ what: 'submit', text: submit.text ?? '', key: submit.key ?? '', url: '', style: 1 });
  const menu = (card.action_menu?.action_list ?? []).map(
    (one): Pressable => ({ what: 'menu', text: one.text ?? '', key: one.key ?? '', url: '', style: 1 }),
  );
  return [...buttons, ...menu];
}

export interface Question {
  readonly key: string;
  readonly title: string;
  readonly mode: 'one' | 'many';
  readonly options: readonly { readonly id: string; readonly text: string }[];
  readonly preset: readonly string[];
  /** `fixed`: it shows what is chosen, and takes nothing else. */
  readonly state: 'open' | 'fixed';
}

/** What the card asks, with what is chosen before anybody touches it. */
export function questions(card: Card): Question[] {
  const selects = [...(card.button_selection ? [card.button_selection] : []), ...(card.select_list ?? [])].map(
    (one): Question => ({
      key: one.question_key ?? '',
      title: one.title ?? '',
      mode: 'one',
      options: named(one.option_list),
      preset: [one.selected_id ?? one.option_list?.[0]?.id ?? ''],
      state: 'disable' in one && one.disable ? 'fixed' : 'open',
    }),
  );
  const { checkbox } = card;
  if (!checkbox) return selects;
  const ticked = (checkbox.option_list ?? []).filter((one) => one.is_checked).map((one) => one.id ?? '');
  return [
    ...selects,
    {
      key: checkbox.question_key ?? '',
      title: '',
      mode: checkbox.mode === 1 ? 'many' : 'one',
      options: named(checkbox.option_list),
      preset: ticked,
      state: 'open',
    },
  ];
}

const named = (options: z.infer<typeof Option>[] = []): { id: string; text: string }[] =>
  options.map(({ id = '', text: words = '' }) => ({ id, text: words }));

/** The card's words in reading order, for tests and for the list of chats. */
export function cardText(card: Card): string {
  const { source, main_title: title, quote_area: quote, emphasis_content: big } = card;
  return [
    source?.desc,
    title?.title,
    title?.desc,
    big?.title,
    big?.desc,
    quote?.title,
    quote?.quote_text,
    card.sub_title_text,
    ...(card.horizontal_content_list ?? []).map((one) => `${one.keyname ?? ''}：${one.value ?? ''}`),
    ...(card.vertical_content_list ?? []).flatMap((one) => [one.title, one.desc]),
    card.replace_text,
  ]
    .filter(Boolean)
    .join('\n');
}

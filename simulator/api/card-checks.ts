import { Card, pressables } from '../inbox/card.ts';
import { type Body, type Call, callbackOf } from './endpoint.ts';
import { Refusal } from './refusal.ts';

type List<T> = readonly T[] | undefined;

const needs = (held: unknown, errcode: number, about: string): void => {
  if (!held) throw new Refusal(errcode, about);
};
const lengthOf = (list: List<unknown>, least: number, most: number, errcode: number, about: string): void => {
  const length = list?.length ?? 0;
  if (length < least || length > most) throw new Refusal(errcode, about);
};
const bytesOf = (text: string | undefined, most: number, errcode: number, about: string): void => {
  if (!text || Buffer.byteLength(text) > most) throw new Refusal(errcode, about);
};

/** A template card as `message/send` takes it; throws the code of the first field that is wrong [90313]. */
export function checkCard(content: Body, call: Call): Body {
  const card = readCard(content);
  checkFields(card);
  const interactive = card.action_menu !== undefined || !['text_notice', 'news_notice'].includes(card.card_type ?? '');
  if (interactive && callbackOf(call) === null) throw new Refusal(43012);
  if (interactive || card.task_id !== undefined) checkTaskId(card.task_id, call);
  return content;
}

/** Every field but the task id: also for a card that replaces another. */
export function checkFields(card: Card): void {
  const check = KINDS[card.card_type ?? ''];
  if (!check) throw new Refusal(42031);
  checkShared(card);
  check(card);
}

export function readCard(content: Body): Card {
  const read = Card.safeParse(content);
  if (!read.success) throw new Refusal(40058, `template_card.${read.error.issues[0]?.path.join('.') ?? ''}`);
  return read.data;
}

function checkTaskId(taskId: string | undefined, { company }: Call): void {
  const right =
    taskId !== undefined && /^[0-9A-Za-z_\-@]{1,128}$/.test(taskId) && !company.messages.taskIds.has(taskId);
  needs(right, 42014, 'task_id');
}

function checkShared(card: Card): void {
  lengthOf(card.horizontal_content_list, 0, 6, 42035, 'horizontal_content_list');
  for (const row of card.horizontal_content_list ?? []) {
    needs(row.keyname, 42027, 'horizontal_content_list.keyname');
    if (row.type === 1) needs(row.url, 42028, 'horizontal_content_list.url');
    if (row.type === 2) needs(row.media_id, 42029, 'horizontal_content_list.media_id');
    if (row.type === 3) needs(row.userid, 42050, 'horizontal_content_list.userid');
  }
  lengthOf(card.jump_list, 0, 3, 42042, 'jump_list');
  for (const jump of card.jump_list ?? []) {
    needs(jump.title, 42033, 'jump_list.title');
    checkTarget(jump, 'jump_list');
  }
  if (card.card_action) checkTarget(card.card_action, 'card_action');
  if (card.quote_area) checkTarget(card.quote_area, 'quote_area');
  if (card.action_menu) checkMenu(card);
}

function checkTarget(
  { type, url, appid }: { type?: number | undefined; url?: string | undefined; appid?: string | undefined },
  about: string,
): void {
  if (type === 1) needs(url, 42028, `${about}.url`);
  if (type === 2) needs(appid, 42030, `${about}.appid`);
}

function checkMenu(card: Card): void {
  const menu = pressables(card).filter(({ what }) => what === 'menu');
  lengthOf(menu, 1, 3, 40058, 'action_menu.action_list');
  for (const { text, key } of menu) {
    needs(text, 42038, 'action_menu.action_list.text');
    bytesOf(key, 1_024, 42039, 'action_menu.action_list.key');
  }
  needs(new Set(menu.map(({ key }) => key)).size === menu.length, 42051, 'action_menu.action_list.key');
}

function checkNotice(card: Card): void {
  needs(card.card_action && [1, 2].includes(card.card_action.type ?? 0), 42045, 'card_action');
}

function checkTextNotice(card: Card): void {
  checkNotice(card);
  needs(card.main_title?.title || card.sub_title_text, 42033, 'main_title.title');
}

function checkNewsNotice(card: Card): void {
  checkNotice(card);
  needs(card.main_title?.title, 42033, 'main_title.title');
  needs(card.card_image?.url || card.image_text_area?.image_url, 42044, 'card_image.url');
  lengthOf(card.vertical_content_list, 0, 4, 42036, 'vertical_content_list');
  for (const row of card.vertical_content_list ?? []) needs(row.title, 42033, 'vertical_content_list.title');
}

function checkButtons(card: Card): void {
  needs(card.main_title?.title, 42033, 'main_title.title');
  lengthOf(card.button_list, 1, 6, 40058, 'button_list');
  for (const button of card.button_list ?? []) {
    needs(button.text, 42038, 'button_list.text');
    if (button.type === 1) needs(button.url, 42028, 'button_list.url');
    else bytesOf(button.key, 1_024, 42039, 'button_list.key');
  }
  if (card.button_selection) checkQuestion(card.button_selection, 10);
}

function checkVote(card: Card): void {
  needs(card.main_title?.title, 42033, 'main_title.title');
  needs(card.checkbox, 42043, 'checkbox.question_key');
  if (card.checkbox) checkQuestion(card.checkbox, 20);
  checkSubmit(card);
}

function checkMultiple(card: Card): void {
  needs(card.main_title?.title, 42033, 'main_title.title');
  lengthOf(card.select_list, 1, 3, 42047, 'select_list');
  for (const question of card.select_list ?? []) checkQuestion(question, 10);
  checkSubmit(card);
}

interface Asked {
  readonly question_key?: string | undefined;
  readonly option_list?: List<{ readonly id?: string | undefined; readonly text?: string | undefined }>;
}

function checkQuestion({ question_key: key, option_list: options }: Asked, most: number): void {
  bytesOf(key, 1_024, 42043, 'question_key');
  lengthOf(options, 1, most, 42037, 'option_list');
  for (const { id, text } of options ?? []) {
    bytesOf(id, 128, 42040, 'option_list.id');
    needs(text, 42041, 'option_list.text');
  }
}

function checkSubmit({ submit_button: submit }: Card): void {
  needs(submit?.text, 42049, 'submit_button.text');
  bytesOf(submit?.key, 1_024, 42046, 'submit_button.key');
}

const KINDS: Readonly<Record<string, (card: Card) => void>> = {
  text_notice: checkTextNotice,
  news_notice: checkNewsNotice,
  button_interaction: checkButtons,
  vote_interaction: checkVote,
  multiple_interaction: checkMultiple,
};

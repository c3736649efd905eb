import type { Card } from './card.ts';

/** Fields the client cuts when they are longer than WeCom advises; `message/send` takes them all the same [90236]. */
export function cutFields(card: Card): string[] {
  const long: string[] = [];
  const look = (name: string, text: string | undefined, characters: number): void => {
    if (text !== undefined && [...text].length > characters) long.push(name);
  };
  look('source.desc', card.source?.desc, 20);
  look('main_title.title', card.main_title?.title, 36);
  look('main_title.desc', card.main_title?.desc, 44);
  look('sub_title_text', card.sub_title_text, 160);
  look('emphasis_content.title', card.emphasis_content?.title, 14);
  look('emphasis_content.desc', card.emphasis_content?.desc, 22);
  for (const row of card.horizontal_content_list ?? []) {
    look('horizontal_content_list.keyname', row.keyname, 5);
    look('horizontal_content_list.value', row.value, 30);
  }
  for (const jump of card.jump_list ?? []) look('jump_list.title', jump.title, 18);
  for (const button of card.button_list ?? []) look('button_list.text', button.text, 10);
  for (const option of card.checkbox?.option_list ?? []) look('checkbox.option_list.text', option.text, 17);
  for (const question of [...(card.select_list ?? []), ...(card.button_selection ? [card.button_selection] : [])]) {
    for (const option of question.option_list ?? []) look('option_list.text', option.text, 10);
  }
  return long;
}

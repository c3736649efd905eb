import { liveMedia } from '../api/media.ts';
import { newResponseCode } from '../api/response-codes.ts';
import { cardPressed } from '../callbacks/events.ts';
import { type Card, type Pressable, pressables, questions } from '../inbox/card.ts';
import type { Delivery } from '../inbox/messages.ts';
import { applyReply } from '../inbox/passive-reply.ts';
import { inWechat, readable } from '../inbox/readable.ts';
import { anyEmployee } from '../world/people.ts';
import type { Stage } from './stage.ts';

/** One message on a phone, as a test likes to look at it. */
export interface InboxItem {
  readonly msgid: string;
  readonly at: Date;
  /** msgtype; of cards the card_type. */
  readonly kind: string;
  /** The words a person reads, in reading order. */
  readonly text: string;
  readonly taskId: string | null;
  readonly state: 'shown' | 'recalled';
  readonly buttons: readonly { readonly text: string; readonly key: string; readonly state: 'live' | 'grey' }[];
  /** What the buttons say once they are grey. */
  readonly greyed: string | null;
  /** WeChat's side; null: nothing is shown there. */
  readonly inWechat: string | null;
  readonly body: unknown;
  /** The card as it stands there now, after every change. */
  readonly card: Card | null;
}

/** A task id, words that the message contains, or a test of one's own. */
export type Wanted = string | RegExp | ((item: InboxItem) => boolean);

export type Pressed =
  | { readonly did: 'called-back'; readonly key: string }
  | { readonly did: 'opened'; readonly url: string };

/** What people see and press on their phones. */
export function phoneVerbs(stage: Stage) {
  const { company } = stage;
  const itemOf = (delivery: Delivery): InboxItem => item(delivery, company.settings.homeFirst);

  /** Presses a button, a submit or a menu entry, by its words or its key, with what is chosen in the questions. */
  const press = async (
    userid: string,
    wanted: Wanted,
    button: string,
    chosen: Readonly<Record<string, readonly string[]>> = {},
  ): Promise<Pressed> => {
    const delivery = anyEmployee(company, userid).inbox.findLast((one) => fits(itemOf(one), wanted));
    if (!delivery?.card) throw new TypeError(`${userid} has no such card`);
    const pressed = pressables(delivery.card).find(({ text, key }) => text === button || key === button);
    if (!pressed) throw new TypeError(`the card has no button «${button}»`);
    return pressOn(stage, delivery, delivery.card, pressed, chosen);
  };

  return {
    /** What the phone shows, oldest first. A userid that is used again has an empty phone. */
    inbox: (userid: string): InboxItem[] => anyEmployee(company, userid).inbox.map(itemOf),
    press,
    /** The last file that came to this phone, as it is when he opens it now; null: there is none, or it is gone at WeCom. */
    openFile: async (userid: string): Promise<{ name: string; bytes: Uint8Array } | null> => {
      const message = anyEmployee(company, userid).inbox.findLast((one) => one.message.type === 'file')?.message;
      return message ? liveMedia(company, String(message.content.media_id), await stage.clock.now()) : null;
    },
  };
}

/** One press: `template_card_event` (or the menu's) to the app, with a fresh response code. */
export async function pressOn(
  stage: Stage,
  delivery: Delivery,
  card: Card,
  pressed: Pressable,
  chosen: Readonly<Record<string, readonly string[]>>,
): Promise<Pressed> {
  const { company, clock, postman } = stage;
  if (delivery.recalledAt) throw new TypeError('the message was recalled');
  if (delivery.greyed !== null && pressed.what !== 'menu')
    throw new TypeError(`the buttons are grey: «${delivery.greyed}»`);
  if (pressed.what === 'link') return { did: 'opened', url: pressed.url };
  const at = await clock.now();
  delivery.presses.push({ key: pressed.key, text: pressed.text, at });
  company.messages.changes += 1;
  const selected = pressed.what === 'menu' ? new Map() : selection(card, chosen);
  const event = cardPressed(delivery.to.userid, {
    event: pressed.what === 'menu' ? 'template_card_menu_event' : 'template_card_event',
    key: pressed.key,
    taskId: card.task_id ?? delivery.message.taskId ?? '',
    cardType: card.card_type ?? '',
    responseCode: newResponseCode(company, delivery.message, at),
    selected,
  });
  postman.post({ company, surface: 'app', event, at, onReply: (reply) => applyReply(company, delivery, reply, at) });
  return { did: 'called-back', key: pressed.key };
}

function selection(card: Card, chosen: Readonly<Record<string, readonly string[]>>): Map<string, readonly string[]> {
  const selected = new Map<string, readonly string[]>();
  for (const { key, options, preset } of questions(card)) {
    const ids = chosen[key] ?? preset;
    for (const id of ids)
      if (!options.some((one) => one.id === id)) throw new TypeError(`«${key}» has no option «${id}»`);
    selected.set(key, ids);
  }
  return selected;
}

function fits(one: InboxItem, wanted: Wanted): boolean {
  if (typeof wanted === 'function') return wanted(one);
  if (typeof wanted === 'string') return one.taskId === wanted || one.text.includes(wanted);
  return wanted.test(one.text);
}

function item(delivery: Delivery, homeFirst: boolean): InboxItem {
  const { message, card, recalledAt, greyed, shownAt } = delivery;
  const buttons = card ? pressables(card) : [];
  return {
    msgid: message.msgid,
    at: shownAt,
    kind: card?.card_type ?? message.type,
    text: readable(delivery),
    taskId: card?.task_id ?? message.taskId,
    state: recalledAt ? 'recalled' : 'shown',
    buttons: buttons.map(({ text, key, what }) => ({
      text,
      key,
      state: greyed !== null && what !== 'menu' ? 'grey' : 'live',
    })),
    greyed,
    inWechat: inWechat(delivery, homeFirst),
    body: JSON.parse(message.raw),
    card,
  };
}

import type { ButtonAction, Lang } from './content.ts';
import { type Body, type Envelope, noticeNumber } from './letter.ts';
import { clip } from './neutralise.ts';
import { say } from './wording/say.ts';
import type { WordingKey } from './wording/zh.ts';

/** What a template card holds [90236]: rows, characters a field, buttons. */
export const CARD = {
  rows: 6,
  keyname: 5,
  value: 30,
  title: 26,
  desc: 30,
  text: 160,
  quote: 300,
  buttons: 6,
  label: 10,
} as const;

export interface CardRow {
  readonly keyname: string;
  readonly value: string;
}

/** How a button looks: what is expected of most readers is 1, the other way 2. Styles of alarm are never used. */
export const BUTTONS: Readonly<Record<ButtonAction, { readonly label: WordingKey; readonly style: 1 | 2 }>> = {
  fixed: { label: 'buttonFixed', style: 1 },
  wrong: { label: 'buttonWrong', style: 2 },
  agreed: { label: 'buttonAgreed', style: 1 },
  'not-agreed': { label: 'buttonNotAgreed', style: 2 },
  belongs: { label: 'buttonBelongs', style: 1 },
  done: { label: 'buttonDone', style: 1 },
  cannot: { label: 'buttonCannot', style: 2 },
  waive: { label: 'buttonWaive', style: 2 },
  confirm: { label: 'buttonConfirm', style: 1 },
  remove: { label: 'buttonRemove', style: 1 },
  keep: { label: 'buttonKeep', style: 2 },
  'hand-over': { label: 'buttonHandOver', style: 1 },
  rejoin: { label: 'buttonRejoin', style: 1 },
  'stay-out': { label: 'buttonStayOut', style: 2 },
  declare: { label: 'buttonDeclare', style: 1 },
  release: { label: 'buttonRelease', style: 2 },
  'stop-rule': { label: 'buttonStopRule', style: 2 },
  seen: { label: 'buttonSeen', style: 1 },
  acknowledge: { label: 'buttonAcknowledge', style: 1 },
  task: { label: 'buttonTask', style: 1 },
  'not-task': { label: 'buttonNotTask', style: 2 },
  'meant-a': { label: 'buttonMeant', style: 1 },
  'meant-b': { label: 'buttonMeant', style: 1 },
  'meant-c': { label: 'buttonMeant', style: 1 },
  'find-right': { label: 'buttonFindRight', style: 1 },
  'find-wrong': { label: 'buttonFindWrong', style: 2 },
  ask: { label: 'buttonAsk', style: 1 },
  reached: { label: 'buttonReached', style: 2 },
  'not-reached': { label: 'buttonNotReached', style: 1 },
  'ask-him': { label: 'buttonAskHim', style: 2 },
  'pass-on': { label: 'buttonPassOn', style: 2 },
  explain: { label: 'buttonExplain', style: 1 },
  exempt: { label: 'buttonExempt', style: 2 },
  uphold: { label: 'buttonUphold', style: 1 },
  reverse: { label: 'buttonReverse', style: 2 },
  received: { label: 'buttonReceived', style: 1 },
  closed: { label: 'buttonClosed', style: 1 },
  sign: { label: 'buttonSign', style: 1 },
  'sign-refuse': { label: 'buttonSignRefuse', style: 2 },
  'exempt-agree': { label: 'buttonExemptAgree', style: 1 },
  'exempt-refuse': { label: 'buttonExemptRefuse', style: 2 },
  'pack-release': { label: 'buttonPackRelease', style: 1 },
  'pack-refuse': { label: 'buttonPackRefuse', style: 2 },
};

export const button = (label: string, action: ButtonAction, key: string): Body => ({
  type: 0,
  text: clip(label, CARD.label),
  style: BUTTONS[action].style,
  key,
});

/** Circled numbers tie a button to its matter. */
export const numbered = (at: number): string => String.fromCodePoint(0x2460 + at);

const TASK_ID = 'qungui-';

/** Unguessable and the notice's own: a press leads back to the message it was made on. */
export const taskIdOf = (noticeId: string): string => TASK_ID + noticeId;

/** The notice that a card belongs to, or null when the card is not ours. */
export const noticeIdOf = (taskId: string): string | null =>
  /^qungui-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(taskId) ? taskId.slice(TASK_ID.length) : null;

/** Head of every card of ours: grey source line, never red. */
export function cardBase(
  cardType: string,
  envelope: Envelope,
  lang: Lang,
  main: { readonly title: string; readonly desc: string },
): Body {
  return {
    card_type: cardType,
    task_id: taskIdOf(envelope.noticeId),
    source: { desc: say(lang, 'source'), desc_color: 0 },
    main_title: { title: clip(main.title, CARD.title), ...(main.desc !== '' && { desc: clip(main.desc, CARD.desc) }) },
  };
}

/** The last row of every card: the number that people quote. */
export const numberRow = ({ number }: Envelope, lang: Lang): CardRow => ({
  keyname: say(lang, 'rowNumber'),
  value: noticeNumber(number),
});

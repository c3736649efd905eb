import type { ButtonAction, Lang } from './content.ts';
import { say } from './wording/say.ts';
import type { WordingKey } from './wording/zh.ts';

/** The key of the choice on a card of those who decide. */
export const REASON_QUESTION = 'reason';

const OF_CASE = {
  'not-so': 'reasonNotSo',
  cause: 'reasonCause',
  talked: 'reasonTalked',
  allowed: 'reasonAllowed',
} as const;
const OF_APPEAL = {
  stands: 'reasonStands',
  'not-so': 'reasonNotSo',
  'too-hard': 'reasonTooHard',
  cause: 'reasonCause',
} as const;
const OF_EXEMPTION = {
  'no-need': 'reasonNoNeed',
  'too-long': 'reasonTooLong',
  'other-way': 'reasonOtherWay',
} as const;
const OF_PACK = {
  'talk-first': 'reasonTalkFirst',
  'why-unclear': 'reasonWhyUnclear',
  'other-way': 'reasonOtherWay',
} as const;
const ALL: Readonly<Record<string, WordingKey>> = { ...OF_CASE, ...OF_APPEAL, ...OF_EXEMPTION, ...OF_PACK };

/** What stands chosen until somebody chooses: a phone that sends a question nobody touched sends this, and it is no reason. */
const NOT_CHOSEN = 'choose';

/** What a card offers as reasons [90236]; other words are written as a reply. No reason is chosen beforehand. */
export function reasonChoice(buttons: readonly ButtonAction[], lang: Lang) {
  const offered = offeredWith(buttons);
  return {
    question_key: REASON_QUESTION,
    title: say(lang, 'rowReason'),
    selected_id: NOT_CHOSEN,
    option_list: [
      { id: NOT_CHOSEN, text: say(lang, 'optionLater') },
      ...Object.entries(offered).map(([id, key]) => ({ id, text: say(lang, key) })),
    ],
  };
}

function offeredWith(buttons: readonly ButtonAction[]): Readonly<Record<string, WordingKey>> {
  if (buttons.includes('exempt-refuse')) return OF_EXEMPTION;
  if (buttons.includes('pack-refuse')) return OF_PACK;
  return buttons.includes('reverse') ? OF_APPEAL : OF_CASE;
}

/** The words of a reason that was chosen; null: it is none of ours, or nothing was. */
export function reasonText(id: string | undefined): string | null {
  const key = id !== undefined && Object.hasOwn(ALL, id) ? ALL[id] : undefined;
  return key ? say('zh', key) : null;
}

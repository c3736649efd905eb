import type { Sentence } from '../rules/rule.ts';

/** Why somebody reports something, in a few words to choose from. The words are what he sees and what a text may begin with. */
export const REASONS = {
  abuse: { zh: '辱骂攻击', en: 'Insults' },
  harassment: { zh: '骚扰', en: 'Harassment' },
  advertising: { zh: '广告营销', en: 'Advertising' },
  fraud: { zh: '诈骗或可疑链接', en: 'Fraud or a suspicious link' },
  leak: { zh: '泄露信息', en: 'Leaked information' },
  unlawful: { zh: '违法内容', en: 'Unlawful content' },
  stranger: { zh: '群里有不该在的人', en: 'Somebody who does not belong' },
  other: { zh: '其他', en: 'Something else' },
} as const satisfies Readonly<Record<string, Sentence>>;
export type Reason = keyof typeof REASONS;

export const reasonOf = (text: string | null): Reason | null =>
  text !== null && Object.hasOwn(REASONS, text) ? (text as Reason) : null;

/** What a text is about, by the words in it: 辱骂, 骚扰, 广告 … ; of none of them nobody can say more than that it is something. Pure. */
export function reasonIn(text: string): Reason {
  const found = CLUES.find(([words]) => words.test(text));
  return found ? found[1] : 'other';
}

const CLUES: readonly (readonly [RegExp, Reason])[] = [
  [/辱骂|骂人|人身攻击/u, 'abuse'],
  [/骚扰/u, 'harassment'],
  [/广告|推销/u, 'advertising'],
  [/诈骗|骗子|可疑链接/u, 'fraud'],
  [/泄露|泄密|外传/u, 'leak'],
  [/违法|赌博|色情/u, 'unlawful'],
];

/** What became of a report; the words are what a reply says. */
export const VERDICTS = ['acted', 'unfounded', 'unclear'] as const;
export type Verdict = (typeof VERDICTS)[number];
export const verdictOf = (text: string | null): Verdict | null => VERDICTS.find((one) => one === text) ?? null;

const VERDICT_WORDS: readonly (readonly [string, Verdict])[] = [
  ['已处理', 'acted'],
  ['没有问题', 'unfounded'],
  ['判断不了', 'unclear'],
];

/** A reply like `J-12 已处理 谢谢`: which report, what became of it, and the words to who reported. Null: it is none. Pure. */
export function verdictIn(
  text: string,
): { readonly number: bigint; readonly says: Verdict; readonly answer: string } | null {
  const [, number, rest = ''] = /^J-?(\d{1,9})[\s:：,，]*(.*)$/isu.exec(text.normalize('NFKC').trim()) ?? [];
  const said = VERDICT_WORDS.find(([words]) => rest.startsWith(words));
  if (number === undefined || !said) return null;
  return { number: BigInt(number), says: said[1], answer: rest.slice(said[0].length).replace(/^[\s:：,，。]+/u, '') };
}

import type { Sentence } from '../rule.ts';
import { calledPart } from './group-name-parts.ts';
import type { GroupNameSettings } from './group-name-settings.ts';

export const sayings = {
  'no-name': { zh: '本群还没有群名', en: 'The group has no name yet' },
  'missing-part': { zh: '群名「{now}」里没有“{part}”', en: 'The name “{now}” lacks: {part}' },
  'wrong-order': { zh: '群名「{now}」的顺序不同', en: 'The parts of the name “{now}” stand in another order' },
  other: { zh: '群名「{now}」与登记的不一致', en: 'The name “{now}” is not what the register leads to' },
  numbered: { zh: '群名「{now}」带了序号', en: 'The name “{now}” carries a number' },
  unnumbered: { zh: '群名「{now}」没有序号', en: 'The name “{now}” carries no number' },
  'not-this': { zh: '群名「{now}」是留给其他群用的', en: 'The name “{now}” is kept for other groups' },
  'banned-word': { zh: '群名「{now}」里有“{word}”', en: 'The name “{now}” holds “{word}”' },
  'too-long': { zh: '群名「{now}」超过 {most} 个字', en: 'The name “{now}” is longer than {most} characters' },
  'too-short': { zh: '群名「{now}」不到 {least} 个字', en: 'The name “{now}” is shorter than {least} characters' },
} as const satisfies Record<string, Sentence>;
export type GroupNameSays = keyof typeof sayings;

/** The exact name first: its beginning is what a narrow phone shows. */
const paste: Sentence = { zh: '群名请改：{paste}', en: 'Please rename the group: {paste}' };

export const fixes: Readonly<Record<GroupNameSays, Sentence>> = {
  'no-name': paste,
  'missing-part': paste,
  'wrong-order': paste,
  other: paste,
  numbered: paste,
  unnumbered: paste,
  'not-this': { zh: '请给本群换一个名字', en: 'Please give this group another name' },
  'banned-word': { zh: '请把“{word}”从群名里去掉', en: 'Please take “{word}” out of the name' },
  'too-long': { zh: '请把群名改到 {most} 个字以内', en: 'Please keep the name within {most} characters' },
  'too-short': { zh: '请把群名写到 {least} 个字以上', en: 'Please make the name at least {least} characters long' },
};

/** What a group is called: 「主管部门+用途+群」，或「…」. */
export function groupNameInWords(settings: GroupNameSettings): Sentence {
  const { formats, direction, separator, bannedWords, maxLength, numbering } = settings;
  const written = formats.map((parts) => {
    const each = parts.map((part) => (part.optional ? `（${calledPart(part)}）` : calledPart(part)));
    return `「${each.join(separator || '+')}」`;
  });
  const [zh, en] = direction === 'forbidden' ? ['群名不写成', 'is not called'] : ['群名写成', 'is called'];
  const number = NUMBERING[numbering];
  const format = { zh: `${zh}${written.join('或')}${number.zh}`, en: `${en} ${written.join(' or ')}${number.en}` };
  const words = bannedWords.join('、');
  const parts = [
    ...(formats.length > 0 ? [format] : []),
    ...(words ? [{ zh: `群名不含「${words}」`, en: `without the words ${words}` }] : []),
    { zh: `至多 ${maxLength} 个字`, en: `at most ${maxLength} characters` },
  ];
  return { zh: parts.map((part) => part.zh).join('；'), en: parts.map((part) => part.en).join('; ') };
}

const NUMBERING: Readonly<Record<GroupNameSettings['numbering'], Sentence>> = {
  allowed: { zh: '', en: '' },
  required: { zh: '，加序号（-2群）', en: ', with a number (-2群)' },
  forbidden: { zh: '，不加序号', en: ', without a number' },
};

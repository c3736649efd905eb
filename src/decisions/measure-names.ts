import { MEASURE_WORDS } from '../sanctions/in-words.ts';
import { MEASURES, type Measure } from '../sanctions/measures.ts';

/** How a measure is called; for those who decide, never for a member. */
export const measureName = (measure: Measure): string => MEASURE_WORDS[measure].zh;

/** What people write for a measure, besides its name in the file. */
const ALSO: Readonly<Partial<Record<Measure, readonly string[]>>> = {
  talk: ['谈话', '谈一谈', 'talk'],
  training: ['培训', 'training'],
  'review-note': ['改进记录', '记录', 'note to file'],
  note: ['告知', '告知单位'],
  removal: ['移出', '移出群', '请出'],
  'group-ban': ['禁入', '拉黑'],
  'public-notice': ['通报', '通报批评'],
  warning: ['警告'],
  'severe-warning': ['严重警告'],
  demerit: ['记过', '记大过'],
  'benefit-loss': ['取消资格'],
  'bonus-cut': ['扣绩效', '扣奖金'],
  deduction: ['扣款'],
  fine: ['罚款'],
  'red-packet': ['红包', '发红包', '罚发红包'],
  transfer: ['调岗', '降职'],
  dismissal: ['解除', '开除'],
};

/** The measure that words begin with, and what is left of them: the longest name wins. Null: none of them. Pure. */
export function measureIn(text: string): { readonly measure: Measure; readonly rest: string } | null {
  const named = MEASURES.flatMap((measure) => [measure, ...(ALSO[measure] ?? [])].map((name) => ({ measure, name })))
    .filter(({ name }) => text.toLowerCase().startsWith(name))
    .sort((a, b) => b.name.length - a.name.length);
  const [longest] = named;
  return longest
    ? { measure: longest.measure, rest: text.slice(longest.name.length).replace(/^[\s,，。:：;；]+/u, '') }
    : null;
}

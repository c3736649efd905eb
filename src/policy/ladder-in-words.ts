import type { Sentence } from '../rules/rule.ts';
import { whoInWords } from '../rules/selector-words.ts';
import type { Rung, Severity } from '../sanctions/ladder-file.ts';
import type { Measure } from '../sanctions/measures.ts';
import type { Policy } from './policy.ts';

const sentence = (zh: string, en: string): Sentence => ({ zh, en });

/** What follows a breach, rung by rung, and who decides about leaders. A machine only reminds. */
export const ladderInWords = ({ ladder, lastInstance }: Policy): Sentence[] => [
  sentence('', ''),
  sentence('发现之后一步一步怎么走', 'What follows, step by step'),
  ...ladder.rungs.map(rungInWords),
  ...Object.entries(ladder.severities).map(([category, { is, confirmedBy }]) =>
    confirmedBy === 'unset'
      ? sentence(
          `  ${category}：建议算${SEVERITY[is].zh}，尚未确认，先按一般`,
          `  ${category}: suggested as ${SEVERITY[is].en}, not confirmed: counts as general`,
        )
      : sentence(
          `  ${category}：${SEVERITY[is].zh}（${confirmedBy.who}于 ${confirmedBy.on} 确认）`,
          `  ${category}: ${SEVERITY[is].en} (confirmed by ${confirmedBy.who} on ${confirmedBy.on})`,
        ),
  ),
  sentence(
    `  认定后 ${ladder.days} 天内计入，到期消失；各类分开计。系统只提醒，其余都由人提出、由人决定。`,
    `  What was decided counts for ${ladder.days} days, each category apart. Software only reminds; people propose and decide the rest.`,
  ),
  lastInstance === null
    ? sentence(
        '  涉及领导的由谁决定：还没有写明，先交人事和法务',
        '  Who decides about leaders: not said yet; HR and counsel are asked',
      )
    : sentence(
        `  涉及领导的，由${whoInWords(lastInstance).zh}决定`,
        `  About leaders decides ${whoInWords(lastInstance).en}`,
      ),
];

const SEVERITY: Readonly<Record<Severity, Sentence>> = {
  general: sentence('一般', 'general'),
  serious: sentence('严重', 'serious'),
};

function rungInWords({ severity, strikes, reminders, may }: Rung): Sentence {
  const since = strikes === 0 ? sentence('', '') : sentence(`已有 ${strikes} 次的，`, ` after ${strikes}`);
  const first =
    reminders === 0
      ? sentence('直接转人工', 'to a person at once')
      : sentence(
          `提醒 ${reminders} 次，再转人工`,
          `${reminders === 1 ? 'one reminder' : `${reminders} reminders`}, then a person`,
        );
  const words = may.map((one) => MEASURE_WORDS[one]);
  const what =
    words.length === 0
      ? sentence('不提处理建议', 'nothing may be proposed')
      : sentence(
          `可以建议${words.map(({ zh }) => zh).join('、')}`,
          `may propose ${words.map(({ en }) => en).join(', ')}`,
        );
  return sentence(
    `  ${SEVERITY[severity].zh}：${since.zh}${first.zh}，${what.zh}`,
    `  ${SEVERITY[severity].en}${since.en}: ${first.en}, who ${what.en}`,
  );
}

/** What measures are called where no jurisdiction is at hand. */
const MEASURE_WORDS: Readonly<Record<Measure, Sentence>> = {
  talk: sentence('谈话', 'a talk'),
  training: sentence('培训', 'training'),
  'review-note': sentence('改进记录', 'a review note'),
  note: sentence('告知对方单位', 'a note to whom he belongs to'),
  removal: sentence('请出本群', 'removal from the group'),
  'group-ban': sentence('一段时间不进群', 'a ban from groups'),
  'public-notice': sentence('通报', 'a public notice'),
  warning: sentence('警告', 'a warning'),
  'severe-warning': sentence('严重警告', 'a severe warning'),
  demerit: sentence('记过', 'a demerit'),
  'benefit-loss': sentence('取消资格', 'loss of a benefit'),
  'bonus-cut': sentence('扣绩效', 'a bonus cut'),
  deduction: sentence('扣款', 'a deduction'),
  fine: sentence('罚款', 'a fine'),
  'red-packet': sentence('罚发红包', 'a red packet'),
  transfer: sentence('调岗', 'a transfer'),
  dismissal: sentence('解除', 'dismissal'),
};

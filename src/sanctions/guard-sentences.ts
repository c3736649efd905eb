import type { Sentence } from '../rules/rule.ts';
import type { UnlockFlaw } from './unlock.ts';

/** What is said of an unlock; `counts`: nothing is wrong with it. */
export const UNLOCK_SAYS: Readonly<Record<UnlockFlaw | 'counts', Sentence>> = {
  'not-unlocked': {
    zh: '默认关闭：没有人具名批准。条款照原文展示，不执行。',
    en: 'Off by default: nobody has answered for it by name. The clause is shown and not executed.',
  },
  'other-measure': { zh: '批准的是另一项措施。', en: 'What was approved is another measure.' },
  'not-yet': { zh: '批准尚未生效。', en: 'The approval does not count yet.' },
  over: { zh: '批准已到期。', en: 'The approval is over.' },
  'his-own': {
    zh: '批准人不能是提出人，也不能是本人。',
    en: 'Who approves may neither propose it nor be the one it is about.',
  },
  counts: {
    zh: '已由具名批准人解锁，记录在案；仍由人决定，不生成任何工资数据。',
    en: 'Unlocked by a named person, and recorded. A person still decides, and nothing becomes a line of wages.',
  },
};

export const OVER_CAP: Sentence = {
  zh: '超过当月可扣上限（损失、当月工资比例和最低工资三者取低）。',
  en: 'More than may be taken this month: the loss, the share of the wage, and what leaves the minimum wage, whichever is least.',
};

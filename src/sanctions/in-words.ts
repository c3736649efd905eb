import type { Sentence } from '../rules/rule.ts';
import type { Measure, Proof, Told } from './measures.ts';

/** What a measure is called, as people read it. A name, and never a verb: nothing of it has happened. */
export const MEASURE_WORDS: Readonly<Record<Measure, Sentence>> = {
  talk: { zh: '谈话', en: 'a talk' },
  training: { zh: '培训', en: 'training' },
  'review-note': { zh: '改进记录', en: 'a review note' },
  note: { zh: '告知对方负责人', en: 'a note to those who answer for them' },
  removal: { zh: '移出群', en: 'removal from the group' },
  'group-ban': { zh: '一段时间内不入群', en: 'no groups for a while' },
  'public-notice': { zh: '通报', en: 'a public notice' },
  warning: { zh: '警告', en: 'a warning' },
  'severe-warning': { zh: '严重警告', en: 'a severe warning' },
  demerit: { zh: '记过', en: 'a demerit' },
  'benefit-loss': { zh: '取消资格', en: 'loss of a benefit' },
  'bonus-cut': { zh: '扣绩效', en: 'a bonus cut' },
  deduction: { zh: '扣款', en: 'a deduction' },
  fine: { zh: '罚款', en: 'a fine' },
  'red-packet': { zh: '罚发红包', en: 'a red packet as a fine' },
  transfer: { zh: '调岗', en: 'a transfer' },
  dismissal: { zh: '解除劳动合同', en: 'dismissal' },
};

/** What has to be shown, as people read it when it is missing. */
export const PROOF_WORDS: Readonly<Record<Proof, Sentence>> = {
  consultation: { zh: '制度征求意见', en: 'the consultation on the policy' },
  record: { zh: '工会或职工会议的记录', en: 'the record of the union or the staff meeting' },
  publication: { zh: '制度已公布', en: 'the publication of the policy' },
  told: { zh: '本人已被告知这一版制度', en: 'that the person was told of this version' },
  statement: { zh: '本人说明', en: 'the person’s statement' },
  reached: { zh: '消息确实送到本人', en: 'that our messages reached the person' },
  severity: { zh: '监督部门确认的严重程度', en: 'how grave it is, confirmed by the supervising office' },
  loss: { zh: '本人造成的损失', en: 'a loss that the person caused' },
  agreed: { zh: '劳动合同里有约定', en: 'an agreement in the contract' },
  'within-cap': { zh: '不超过当月上限', en: 'that the month’s cap is kept' },
  'written-agreement': { zh: '本人书面同意', en: 'a written agreement' },
  'union-notice': { zh: '事先告知工会', en: 'that the union was told before' },
  'separate-consent': { zh: '本人单独同意公开', en: 'a separate consent' },
  region: { zh: '本人的工作地', en: 'where the person works' },
};

/** Who has to hear of a proposal. */
export const TOLD_WORDS: Readonly<Record<Told, Sentence>> = {
  hr: { zh: '人资', en: 'HR' },
  counsel: { zh: '法务', en: 'counsel' },
  union: { zh: '工会', en: 'the union' },
  agency: { zh: '派遣单位', en: 'the agency' },
  'contract-owner': { zh: '合同负责人', en: 'the contract owner' },
  mentor: { zh: '带教人', en: 'the mentor' },
  council: { zh: '理事会', en: 'the council' },
  approver: { zh: '批准人', en: 'the approver' },
};

/** What may follow a decided breach. People propose and decide all of it; the only thing a machine does is to remind. */
export const MEASURES = [
  'talk', // 谈话
  'training', // 培训
  'review-note', // 改进记录
  'note', // 告知对方单位, 带教人, 理事会
  'removal', // 移出
  'group-ban', // 禁入期, 拉黑
  'public-notice', // 通报
  'warning', // 警告
  'severe-warning', // 严重警告
  'demerit', // 记过, 记大过
  'benefit-loss', // 取消资格
  'bonus-cut', // 扣绩效, 扣奖金
  'deduction', // 扣款: out of wages, for a loss
  'fine', // 罚款
  'red-packet', // 罚发红包
  'transfer', // 调岗, 降职
  'dismissal', // 解除, 开除
] as const;
export type Measure = (typeof MEASURES)[number];

/** Shuts somebody out, or is read by others: who proposed it does not confirm it, and it is never confirmed among many. */
export const WANTS_SECOND: ReadonlySet<Measure> = new Set<Measure>([
  'removal',
  'group-ban',
  'public-notice',
  'transfer',
  'dismissal',
]);

/**
 * `never`: no approval helps. `blocked-unless-unlocked`: off until a named person answers for it by name, reason and date.
 * `person-decides`: may be proposed with its proofs. `free`: no sanction, so nothing has to be proven first.
 */
export const VERDICTS = ['never', 'blocked-unless-unlocked', 'person-decides', 'free'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What shows that somebody was bound by a version of the policy on a day, in the order in which it comes about. */
export const SIGN_OFF_PROOFS = ['consultation', 'record', 'publication', 'told'] as const;
export type SignOffProof = (typeof SIGN_OFF_PROOFS)[number];

/** What has to be shown before a measure may be proposed. */
export const PROOFS = [
  ...SIGN_OFF_PROOFS,
  'statement', // he was heard, or let his time pass
  'reached', // our messages reached him
  'severity', // the office that supervises has confirmed how grave it is
  'loss', // there is a loss, and he caused it
  'agreed', // his contract says that he makes it good
  'within-cap', // no more in a month than the law lets
  'written-agreement', // he agreed to the change in writing
  'union-notice', // the union was told the reasons before
  'separate-consent', // he agreed that others read it
  'region', // where he works, for some places forbid more
] as const;
export type Proof = (typeof PROOFS)[number];

/** Who has to hear of a proposal. */
export const TOLD = ['hr', 'counsel', 'union', 'agency', 'contract-owner', 'mentor', 'council', 'approver'] as const;
export type Told = (typeof TOLD)[number];

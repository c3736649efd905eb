import type { Reason } from '../register/reasons.ts';

/** Why a line of a list of signatures is given back: on the pages in the reader's language, at a terminal in English. */
export const reasons = {
  noDay: (): Reason => ({ zh: '日期读不出来', en: 'no day' }),
  toCome: (): Reason => ({ zh: '日期在将来', en: 'a day that has not come' }),
  noWitness: (): Reason => ({ zh: '拒签须写见证人', en: 'a refusal wants a witness' }),
  noAccount: (): Reason => ({ zh: '没有这个账号', en: 'no such account' }),
  nobody: (): Reason => ({ zh: '查无此人', en: 'nobody of this name' }),
  severalPeople: (): Reason => ({ zh: '重名，请写账号', en: 'two of this name: write the account' }),
};

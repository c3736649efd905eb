import type { Reason } from '../../register/reasons.ts';

/** Everything that can be wrong with a line of attendance: on the pages in the reader's language, at a terminal in English. */
export const reasons = {
  badKind: (text: string): Reason => ({
    zh: `类型「${text}」不认识，可写：请假、出差、外出、班次、日历`,
    en: `类型「${text}」 is none of 请假, 出差, 外出, 班次, 日历`,
  }),
  badState: (text: string): Reason => ({
    zh: `状态「${text}」不认识：这里只收已通过的，请留空；收回的写「取消」`,
    en: `状态「${text}」 is neither empty nor 取消: only what is approved belongs here`,
  }),
  badDay: (text: string): Reason => ({
    zh: `「${text}」不是日期，请写成 2026-11-26、2026-11-26 下午或 2026-11-26 13:30`,
    en: `「${text}」 is no day: 2026-11-26, 2026-11-26 下午 or 2026-11-26 13:30`,
  }),
  noAccount: (): Reason => ({ zh: '没有写账号', en: 'no 账号' }),
  backwards: (): Reason => ({ zh: '结束比开始早', en: 'it ends before it begins' }),
  badDays: (): Reason => ({
    zh: '结束比开始早，或超过一年',
    en: 'its days run backwards, or over more than a year',
  }),
  badHours: (text: string): Reason => ({
    zh: `时间「${text}」不认识，可写：09:00-12:00;13:30-18:00、20:00-次日08:00、休；班次还可写「未知」`,
    en: `时间「${text}」 is none: 09:00-12:00;13:30-18:00, 20:00-次日08:00, 休, or 未知 of a shift`,
  }),
  wrongHours: (text: string, trouble: keyof typeof TROUBLES): Reason => ({
    zh: `时间「${text}」${TROUBLES[trouble]}`,
    en: `时间「${text}」 is ${trouble}`,
  }),
  otherwise: (row: number): Reason => ({
    zh: `同一天在第 ${row} 行写得不一样`,
    en: `line ${row} says otherwise of the same day`,
  }),
  nobody: (text: string): Reason => ({ zh: `没有账号或姓名是「${text}」的人`, en: `账号「${text}」 is nobody's` }),
  severalPeople: (text: string, count: number): Reason => ({
    zh: `有 ${count} 位「${text}」，请写账号`,
    en: `账号「${text}」 means ${count}: write the account`,
  }),
  noDepartment: (text: string): Reason => ({ zh: `没有部门「${text}」`, en: `部门「${text}」 is nobody's` }),
  severalDepartments: (text: string, count: number): Reason => ({
    zh: `有 ${count} 个部门叫「${text}」，请写部门编号`,
    en: `部门「${text}」 means ${count}: write the number`,
  }),
};

const TROUBLES = { backwards: '前后颠倒', overlapping: '有重叠', 'too-long': '太长' } as const;

/** Why a line was returned, or what to know about it: for HR in Chinese, for a terminal in English. */
export interface Reason {
  readonly zh: string;
  readonly en: string;
}

/** Everything that can be wrong with a line of a sheet, said so that HR can put it right without asking. */
export const reasons = {
  noName: (): Reason => ({ zh: '没有写群名', en: 'the group has no name: write it' }),
  longName: (): Reason => ({ zh: '群名超过 64 个字', en: 'the name is over 64 signs: shorten it' }),
  noSuchId: (id: string): Reason => ({
    zh: `没有群ID为「${id}」的群`,
    en: `no group has the id ${id}: check it, or write the name alone`,
  }),
  severalNamed: (count: number): Reason => ({
    zh: `有 ${count} 个同名的群，请写上群主或群ID`,
    en: `${count} groups have this name: add the owner or the id`,
  }),
  otherOwner: (owner: string): Reason => ({
    zh: `企业微信里同名客户群的群主是「${owner}」，请核对群主`,
    en: `the customer group of this name is owned by ${owner}: check the owner`,
  }),
  noReach: (): Reason => ({
    zh: '企业微信里没有找到这个群，请在「群形态」写明：客户群、内部群、部门群、互联群或个人微信群',
    en: 'WeCom shows no such group: say in 群形态 where it lives',
  }),
  badReach: (text: string): Reason => ({
    zh: `群形态「${text}」不认识，可写：客户群、应用群、内部群、部门群、互联群、个人微信群`,
    en: `no reach is called ${text}: write 客户群, 应用群, 内部群, 部门群, 互联群 or 个人微信群`,
  }),
  badKind: (text: string, near: string): Reason => ({
    zh: `制度里没有群类型「${text}」，可写：${near}`,
    en: `no policy in force knows the kind ${text}: write one of ${near}`,
  }),
  badDepartment: (text: string): Reason => ({
    zh: `通讯录里没有部门「${text}」`,
    en: `there is no department ${text}: write it as the directory does, or run sync`,
  }),
  nobody: (text: string): Reason => ({
    zh: `通讯录里找不到「${text}」`,
    en: `the directory has nobody called ${text}: check the name, or write the account`,
  }),
  severalPeople: (text: string, count: number): Reason => ({
    zh: `有 ${count} 位「${text}」，请写账号，例如 ${text}(zhang.shili)`,
    en: `${count} people are called ${text}: write the account in brackets`,
  }),
  badDay: (heading: string, text: string): Reason => ({
    zh: `「${heading}」写的「${text}」不是日期，请写成 2026-09-01`,
    en: `${heading} ${text} is not a date: write it as 2026-09-01`,
  }),
  halfPermit: (heading: string): Reason => ({
    zh: `写了编号或日期，却没有写「${heading}」`,
    en: `there is a number or a date and no ${heading}: write who it was`,
  }),
  twice: (row: number): Reason => ({
    zh: `与第 ${row} 行是同一个群`,
    en: `the same group as line ${row}: keep one of them`,
  }),
} as const;

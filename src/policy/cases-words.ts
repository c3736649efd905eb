import { z } from 'zod';
import type { Reach } from '../events/group.ts';
import type { AccountStatus, Relation } from '../events/person.ts';

/** A Chinese word of a cases file that stands for a word of the house. */
export function fromWords<const Words extends Readonly<Record<string, string | number>>>(words: Words) {
  const known = Object.keys(words) as (keyof Words & string)[];
  return z.enum(known as [keyof Words & string]).transform((word) => words[word] as Words[keyof Words]);
}

export const RELATIONS_IN_WORDS = {
  正式: 'regular',
  试用: 'probation',
  实习: 'intern',
  派遣: 'dispatched',
  外包: 'outsourced',
  返聘: 'rehired',
  顾问: 'advisor',
  会员: 'association-member',
  客户: 'customer',
  系统账号: 'system-account',
  未定: 'unknown',
} as const satisfies Record<string, Relation>;

export const STATUSES = {
  在职: 'active',
  停用: 'disabled',
  未激活: 'not-activated',
  离职: 'left',
} as const satisfies Record<string, AccountStatus>;

export const REACHES_IN_WORDS = {
  客户群: 'customer',
  应用群: 'managed',
  内部群: 'internal',
  全员群: 'native',
  互联群: 'linked',
  个人微信群: 'outside',
  不清楚: 'unknown',
} as const satisfies Record<string, Reach>;

/** How a member came in, as WeCom numbers it [92122]. */
export const SCENES = { 邀请: 1, 链接: 2, 扫码: 3 } as const;

export const LOOKS = { 是: 'seen', 否: 'unseen' } as const;

export const RESULTS = { 违反: 'breach', 待办: 'task', 询问: 'question', 无法核对: 'unseen' } as const;
export type Result = (typeof RESULTS)[keyof typeof RESULTS];

export const ANSWERS = { 同意过: 'agreed', 没有同意: 'not-agreed' } as const;
export const IDENTITIES = { 会员: 'member', 工作人员: 'staff', 客户: 'customer', 无关人员: 'unrelated' } as const;
export const READS = { 正常: 'read', 没读到: 'never-fetched', 有缺口: 'data-gap' } as const;
export const LEFT = { 自己退出: 'left', 被移出: 'removed', 不清楚: 'unknown' } as const;

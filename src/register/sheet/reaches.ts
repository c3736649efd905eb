import { REACHES, type Reach } from '../../events/group.ts';

/** What people call a group's reach; the first word is the one we write. */
const WORDS: Readonly<Record<Reach, readonly string[]>> = {
  customer: ['客户群', '外部群', '企业微信客户群'],
  managed: ['应用群', '应用群聊', '自管群', '托管群'],
  internal: ['内部群', '企业微信内部群', '企业微信群', '员工群', '自建群'],
  native: ['全员群', '部门群', '全员群/部门群', '企业微信部门群'],
  linked: ['互联群', '上下游群', '企业互联群', '企业互联', '上下游'],
  outside: ['个人微信群', '微信群', '个人微信', '微信', '普通微信群'],
  unknown: ['不清楚', '未知'],
};

const BY_WORD: ReadonlyMap<string, Reach> = new Map(
  REACHES.flatMap((reach) => [reach, ...WORDS[reach]].map((word): [string, Reach] => [word, reach])),
);

export const reachInWords = (reach: Reach): string => WORDS[reach][0] ?? reach;

/** The reach that a cell means; null: none that we know. */
export const reachIn = (text: string): Reach | null =>
  BY_WORD.get(text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()) ?? null;

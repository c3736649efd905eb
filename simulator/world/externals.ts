import type { Company } from './company.ts';

export interface ContactTag {
  readonly group: string;
  readonly name: string;
  /** 1 of the corp, 2 the member's own, 3 of a rule group [92114]. */
  readonly type: 1 | 2 | 3;
}

/** An employee who has added the external person. */
export interface Follower {
  userid: string;
  remark: string;
  description: string;
  remarkCorpName: string;
  tags: readonly ContactTag[];
  state: string;
  addWay: number;
  readonly addedAt: Date;
}

/** Somebody outside. With no follower WeCom shows nothing of him but his name in a group. */
export interface External {
  readonly id: string;
  name: string;
  /** 1 WeChat, 2 WeCom [92114]. */
  readonly type: 1 | 2;
  corpName: string;
  position: string;
  followers: Follower[];
}

export interface NewExternal {
  /** Starts with `wm` or `wo`; made up when absent. */
  readonly id?: string;
  readonly name: string;
  readonly app?: 'wechat' | 'wecom';
  readonly corpName?: string;
  readonly position?: string;
}

export function addExternal(company: Company, { id, name, app = 'wechat', corpName, position }: NewExternal): External {
  const external: External = {
    id: id ?? `wm${company.chance.word(30)}`,
    name,
    type: app === 'wechat' ? 1 : 2,
    corpName: corpName ?? '',
    position: position ?? '',
    followers: [],
  };
  if (!/^w[mo]/.test(external.id)) throw new TypeError(`«${external.id}» does not look like an external_userid`);
  if (company.externals.has(external.id)) throw new TypeError(`«${external.id}» exists`);
  company.externals.set(external.id, external);
  return external;
}

export function presentExternal(company: Company, id: string): External {
  const external = company.externals.get(id);
  if (!external) throw new TypeError(`${company.slug} knows no external person «${id}»`);
  return external;
}

import type { PersonId } from '../ids.ts';

export const RELATIONS = [
  'regular', // 正式
  'probation', // 试用
  'intern', // 实习
  'dispatched', // 派遣
  'outsourced', // 外包
  'rehired', // 返聘
  'advisor', // 顾问
  'association-member', // 会员
  'customer', // 客户
  'system-account', // 系统账号
  'unknown',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** `left`: the account is gone from the directory, or WeCom says status 5 [90196]. */
export type AccountStatus = 'active' | 'disabled' | 'not-activated' | 'left';

/** What selectors ask of the directory about a person. */
export interface Post {
  readonly position: string;
  readonly departments: readonly number[];
  readonly mainDepartment: number | null;
  /** Departments this person leads. */
  readonly leaderIn: readonly number[];
  readonly tags: readonly string[];
}

/** One hire, as the directory shows him now. */
export interface Person extends Post {
  readonly id: PersonId;
  /** Lower-cased account; null once it belongs to nobody or to somebody else. */
  readonly userid: string | null;
  readonly relation: Relation;
  readonly status: AccountStatus;
  readonly name: string;
  readonly alias: string;
  readonly directLeader: string | null;
  readonly hiredAtMs: number;
  readonly leftAtMs: number | null;
  /** Since when the directory has shown him just so. */
  readonly shownSinceMs: number;
  /** How it showed him before, the latest first, as far back as a rule may ask: a year. */
  readonly before: readonly (Post & { readonly sinceMs: number })[];
}

export interface Department {
  readonly id: number;
  readonly name: string;
  readonly parent: number;
  readonly leaders: readonly string[];
  /** Names that nicknames may use: short names and former names, each with the moment it stops being valid. */
  readonly alsoKnownAs: readonly { readonly name: string; readonly untilMs: number | null }[];
}

/** An external person, as far as an employee's contact record shows him [92114]. */
export interface Contact {
  readonly id: string;
  /** False: no employee in scope has added him, so nothing is known (84061). */
  readonly known: boolean;
  readonly name: string;
  readonly app: 'wechat' | 'wecom';
  readonly corpName: string;
  readonly position: string;
  readonly remarks: readonly string[];
  readonly tags: readonly string[];
}

/** Who a member is, as a person of the company decided at the identity desk. */
export interface Identity {
  readonly relation: 'member' | 'staff' | 'customer' | 'unrelated';
  /** The line of the named list that he is, when he is one. */
  readonly entry: ListEntry | null;
}

/** A line of a named list: a member of the association with the names it goes by. */
export interface ListEntry {
  readonly list: string;
  readonly key: string;
  /** Full, short and usual names of the company. */
  readonly companies: readonly string[];
  readonly department: string;
  readonly title: string;
  readonly name: string;
}

/** Everybody a rule may be told about. Keys of the maps are lower-cased. */
export interface Directory {
  readonly persons: ReadonlyMap<PersonId, Person>;
  readonly byAccount: ReadonlyMap<string, Person>;
  readonly departments: ReadonlyMap<number, Department>;
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly identities: ReadonlyMap<string, Identity>;
  readonly lists: ReadonlyMap<string, readonly ListEntry[]>;
  /** Who led whom before; absent: as now. */
  readonly past?: Past;
}

/** How those were shown whom the last year has changed, each in the order of time. Of the others what is shown now was always so. */
export interface Past {
  readonly persons: ReadonlyMap<PersonId, readonly Dated<Led>[]>;
  /** Those that are no more, too. */
  readonly departments: ReadonlyMap<number, readonly Dated<Leading>[]>;
}

/** Since when something was so and until when; what we found is taken to have been so ever since, and null is now. */
export type Dated<Shown> = Shown & { readonly sinceMs: number; readonly untilMs: number | null };

export type Led = Pick<Person, 'departments' | 'directLeader'>;
export type Leading = Pick<Department, 'parent' | 'leaders'>;

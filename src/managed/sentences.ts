import type { ButtonAction } from '../notices/content.ts';
import type { Sentence } from '../rules/rule.ts';

/** What the keeping of groups asks people. Its cases carry these names where others carry a rule's. */
export const MATTERS = [
  'managed/extra',
  'managed/by-hand',
  'managed/left',
  'managed/many-removals',
  'managed/refused',
  'managed/hand-over',
  'managed/predecessor',
  'managed/unused',
  'managed/outside',
  'managed/not-made',
] as const;
export type MatterName = (typeof MATTERS)[number];
/** How all these names begin, and no rule's. */
export const MATTER_PREFIX = 'managed/';

interface Saying {
  readonly says: Sentence;
  readonly fix: Sentence;
  readonly buttons: readonly ButtonAction[];
}

const removeOrKeep = {
  zh: '点「移出」由系统移出；点「保留」则留在群内',
  en: 'Press “Remove” and it is done for you, or “Keep”',
};

/** What is said and asked, by the matter's name and its message. */
export const SAYINGS: Readonly<Record<string, Readonly<Record<string, Saying>>>> = {
  'managed/extra': {
    extra: {
      says: { zh: '{who} 已不在本群的应有名单里', en: '{who} is no longer on the roster of this group' },
      fix: removeOrKeep,
      buttons: ['remove', 'keep'],
    },
  },
  'managed/by-hand': {
    'by-hand': {
      says: { zh: '{who} 是手工加入的，不在本群的应有名单里', en: '{who} was added by hand and is not on the roster' },
      fix: removeOrKeep,
      buttons: ['remove', 'keep'],
    },
  },
  'managed/left': {
    left: {
      says: { zh: '您目前不在「{group}」里，按制度您应在群内', en: 'You are not in “{group}”, where you belong' },
      fix: {
        zh: '要回来请点「请加我」；另有安排请点「不回来」，不会再问',
        en: 'Press “Add me”, or “Stay out” and nobody asks again',
      },
      buttons: ['rejoin', 'stay-out'],
    },
  },
  'managed/many-removals': {
    held: {
      says: {
        zh: '一次要移出 {count} 人，已暂停，先请人核对',
        en: '{count} people would be removed at once; that waits until somebody has looked',
      },
      fix: {
        zh: '请 IT 运行 groups plan 核对；无误后运行 groups apply，并写明 --confirm-removals {count}',
        en: 'Ask IT to look at groups plan, then to run groups apply with --confirm-removals {count}',
      },
      buttons: [],
    },
  },
  'managed/refused': {
    add: {
      says: { zh: '系统没能把 {who} 加入本群：企业微信不接受', en: 'WeCom did not let us add {who} to this group' },
      fix: {
        zh: '请 IT 核对这个账号（可见范围、是否激活），或请群主手工加入；明天会再试',
        en: 'Ask IT to look at the account (scope, activation), or the owner to add it; it is tried again tomorrow',
      },
      buttons: [],
    },
    remove: {
      says: {
        zh: '系统没能把 {who} 移出本群：企业微信不接受',
        en: 'WeCom did not let us remove {who} from this group',
      },
      fix: { zh: '请群主手工移出；明天会再试', en: 'Ask the owner to remove the member; it is tried again tomorrow' },
      buttons: [],
    },
    other: {
      says: {
        zh: '系统没能改回本群的群名或群主：企业微信不接受',
        en: 'WeCom did not let us set the name or the owner',
      },
      fix: {
        zh: '请 IT 用 groups plan 查看；明天会再试',
        en: 'Ask IT to look at groups plan; it is tried again tomorrow',
      },
      buttons: [],
    },
  },
  'managed/hand-over': {
    'owner-left': {
      says: {
        zh: '群主 {who} 已离职，建议转交给 {heir}',
        en: 'The owner {who} has left the company; {heir} could take over',
      },
      fix: { zh: '点「转交」，群主即改为 {heir}', en: 'Press “Hand over” and {heir} is the owner' },
      buttons: ['hand-over', 'cannot'],
    },
    'owner-moved': {
      says: {
        zh: '群主 {who} 已调离 {department}，建议转交给 {heir}',
        en: 'The owner {who} has moved out of {department}; {heir} could take over',
      },
      fix: { zh: '点「转交」，群主即改为 {heir}', en: 'Press “Hand over” and {heir} is the owner' },
      buttons: ['hand-over', 'cannot'],
    },
    'owner-left-no-heir': {
      says: {
        zh: '群主 {who} 已离职，还没有人可以接',
        en: 'The owner {who} has left the company; nobody can take over yet',
      },
      fix: {
        zh: '请为本群任命一位管理员，随后会再提出转交',
        en: 'Appoint an admin; the hand-over is then proposed again',
      },
      buttons: [],
    },
    'owner-moved-no-heir': {
      says: {
        zh: '群主 {who} 已调离 {department}，还没有人可以接',
        en: 'The owner {who} has moved out of {department}; nobody can take over yet',
      },
      fix: {
        zh: '请为本群任命一位管理员，随后会再提出转交',
        en: 'Appoint an admin; the hand-over is then proposed again',
      },
      buttons: [],
    },
    refused: {
      says: { zh: '转交给 {heir} 没有成功：{cause}', en: 'The group could not be handed to {heir}: {causeEn}' },
      fix: { zh: '{remedy}', en: '{remedyEn}' },
      buttons: ['hand-over', 'cannot'],
    },
  },
  'managed/predecessor': {
    replaced: {
      says: {
        zh: '新群「{group}」已建好，旧群请停用',
        en: 'The new group “{group}” is there; this one is to be closed',
      },
      fix: {
        zh: '请在旧群里告诉大家改用新群，然后由群主解散旧群',
        en: 'Tell everybody here to use the new group, then its owner dissolves this one',
      },
      buttons: ['done', 'cannot'],
    },
  },
  'managed/unused': {
    'to-close': {
      says: { zh: '已记为不用，请在 {date} 前解散', en: 'Noted as not used; please dissolve it by {date}' },
      fix: {
        zh: '请群主点群聊右上角「…」→ 群管理 → 解散群聊',
        en: 'The owner opens “…” → group management → dismiss',
      },
      buttons: ['done', 'cannot'],
    },
  },
  'managed/outside': {
    'to-move': {
      says: { zh: '不在企业微信里，请在 {date} 前迁入', en: 'It lies outside WeCom; please move it in by {date}' },
      fix: {
        zh: '请在企业微信建一个同名的群，请大家进新群，再解散旧群',
        en: 'Make a group of the same name in WeCom, ask everybody in, then dissolve the old one',
      },
      buttons: ['done', 'cannot'],
    },
  },
  'managed/not-made': {
    name: {
      says: { zh: '已批准，但群名超过 50 字，系统没能建群', en: 'Approved, but its name has over 50 characters' },
      fix: {
        zh: '请定 50 字以内的群名，由 IT 运行 groups create，文件里 replaces 写这个群',
        en: 'Choose a shorter name and have IT run groups create, with replaces naming this group',
      },
      buttons: ['cannot'],
    },
    size: {
      says: {
        zh: '已批准，但按名单群内只有 {count} 人（要 2 到 2000 人），系统没能建群',
        en: 'Approved, but its roster would have {count} members (2 to 2000 are needed)',
      },
      fix: {
        zh: '请核对主管部门和任命的管理员（groups register），由 IT 运行 sync；改好后点「已处理」，系统会再建一次',
        en: 'Check department and admins (groups register), have IT run sync; then press “Done” and it is tried again',
      },
      buttons: ['done', 'cannot'],
    },
    owner: {
      says: {
        zh: '已批准，但名单里没有人可以当群主，系统没能建群',
        en: 'Approved, but nobody on its roster could own it',
      },
      fix: {
        zh: '请任命一位管理员（groups register）；改好后点「已处理」，系统会再建一次',
        en: 'Appoint an admin (groups register); then press “Done” and it is tried again',
      },
      buttons: ['done', 'cannot'],
    },
    policy: {
      says: {
        zh: '已批准，但现行制度不由系统建这类群',
        en: 'Approved, but the policy in force has no such group made',
      },
      fix: {
        zh: '请 IT 运行 policy explain 核对；改好后点「已处理」，系统会再建一次',
        en: 'Have IT look at policy explain; then press “Done” and it is tried again',
      },
      buttons: ['done', 'cannot'],
    },
    refused: {
      says: { zh: '已批准，但企业微信不接受：{cause}', en: 'Approved, but WeCom refused it: {causeEn}' },
      fix: {
        zh: '{remedy}；改好后点「已处理」，系统会再建一次',
        en: '{remedyEn}; then press “Done” and it is tried again',
      },
      buttons: ['done', 'cannot'],
    },
  },
};

/** What a matter of the keeping says; null for the cases of rules. */
export const sayingOf = (matter: string, says: string): Saying | null => SAYINGS[matter]?.[says] ?? null;

import type { Sentence } from '../rule.ts';
import { either, whoInWords } from '../selector-words.ts';
import type { AdminsSettings } from './admins-settings.ts';

export const sayings = {
  'nobody-appointed': { zh: '本群还没有指定群管理员', en: 'Nobody is appointed to look after this group' },
  'too-few': {
    zh: '本群指定了 {count} 位管理员，不到 {least} 位',
    en: '{count} admins are appointed, fewer than {least}',
  },
  'too-many': {
    zh: '本群指定了 {count} 位管理员，多于 {most} 位',
    en: '{count} admins are appointed, more than {most}',
  },
  'appointed-by-other': {
    zh: '{who} 任管理员，登记由「{now}」指定，应由 {by} 指定',
    en: '{who} was appointed by “{now}”; it is for {by} to appoint',
  },
  'not-of-office': { zh: '指定的管理员 {who} 不是 {office}', en: 'The appointed admin {who} is not one of: {office}' },
  excluded: {
    zh: '指定的管理员 {who} 在回避名单内',
    en: 'The appointed admin {who} is on the list of those to be spared',
  },
  'not-inside': { zh: '指定的管理员 {who} 还不在群里', en: 'The appointed admin {who} is not in the group' },
  'no-rights': { zh: '指定的管理员 {who} 还没有管理权限', en: 'The appointed admin {who} has no admin rights here' },
  'owner-not-appointed': {
    zh: '群主 {who} 不是指定的管理员',
    en: 'The owner {who} is not one of the appointed admins',
  },
  'owner-is-admin': {
    zh: '群主 {who} 同时任管理员，应分设',
    en: 'The owner {who} is an admin as well; they should differ',
  },
  unappointed: {
    zh: '{names} 有管理权限，登记册里没有任命',
    en: '{names} have admin rights; the register appoints them not',
  },
} as const satisfies Record<string, Sentence>;
export type AdminsSays = keyof typeof sayings;

const appoint: Sentence = {
  zh: '请另行指定合适的人，并登记从哪天起',
  en: 'Please appoint somebody suitable and record from when',
};
const hand: Sentence = {
  zh: '请群主点群聊右上角「…」→ 群管理 → 转让群主，选择指定的人',
  en: 'The owner opens “…” → group management → hand over the group, and chooses the one appointed',
};

export const fixes: Readonly<Record<AdminsSays, Sentence>> = {
  'nobody-appointed': {
    zh: '请指定群管理员并登记：谁、由谁指定、从哪天起',
    en: 'Please appoint one and record who, by whom, from when',
  },
  'too-few': { zh: '请再指定管理员，至少 {least} 位', en: 'Please appoint more, at least {least}' },
  'too-many': {
    zh: '请核对并结束多余的任命，留 {most} 位',
    en: 'Please end appointments that are not needed; {most} stay',
  },
  'appointed-by-other': {
    zh: '请核对任命记录；他人指定的，请由 {by} 确认',
    en: 'Please check the record, or have {by} confirm it',
  },
  'not-of-office': {
    zh: '请改由 {office} 担任；确需 {who} 的，请记下原因',
    en: 'Please appoint one of {office}; if {who} is needed, record the reason',
  },
  excluded: appoint,
  'not-inside': {
    zh: '请邀请 {who} 入群；已换人的，请改登记',
    en: 'Please invite {who}; if another took over, record it',
  },
  'no-rights': {
    zh: '请群主点群聊右上角「…」→ 群管理 → 群管理员，添加 {who}',
    en: 'The owner opens “…” → group management → admins, and adds {who}',
  },
  'owner-not-appointed': hand,
  'owner-is-admin': appoint,
  unappointed: {
    zh: '该任的请补登任命；不该任的请群主取消其管理权限',
    en: 'Record the appointment, or have the owner end their rights',
  },
};

export function adminsInWords(settings: AdminsSettings): Sentence {
  const { appointed, appointedBy, office, excluded, owner, unappointed, atLeast, atMost } = settings;
  const who = either(office.map(whoInWords));
  const not = either(excluded.map(whoInWords));
  const advised = settings.officeStrength === 'advised';
  const parts: Sentence[] = [
    ...(appointed === 'required' ? [{ zh: '有指定的管理员', en: 'somebody is appointed' }] : []),
    ...(appointedBy.length > 0
      ? [{ zh: `由${appointedBy.join('或')}指定`, en: `by ${appointedBy.join(' or ')}` }]
      : []),
    ...(who.zh
      ? [{ zh: `${advised ? '原则上' : ''}由${who.zh}担任`, en: `${advised ? 'as a rule ' : ''}one of: ${who.en}` }]
      : []),
    ...(not.zh ? [{ zh: `回避：${not.zh}`, en: `not: ${not.en}` }] : []),
    ...(owner === 'free' ? [] : [OWNER[owner]]),
    ...(atLeast === undefined ? [] : [{ zh: `至少 ${atLeast} 位`, en: `at least ${atLeast}` }]),
    ...(atMost === undefined ? [] : [{ zh: `至多 ${atMost} 位`, en: `at most ${atMost}` }]),
    { zh: '在群里，且有管理权限', en: 'inside, with admin rights' },
    ...(unappointed === 'listed' ? [{ zh: '其他管理员只列出', en: 'other admins are listed' }] : []),
  ];
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') };
}

const OWNER = {
  appointed: { zh: '群主是其中一位', en: 'the owner is one of them' },
  'not-appointed': { zh: '群主与管理员分设', en: 'the owner is none of them' },
} as const;

import type { NoticeLine } from '../../src/notices/content.ts';
import type { Envelope } from '../../src/notices/letter.ts';

/** A nickname that is not as the clause says; every part may be another. */
export const aLine = (over: Partial<NoticeLine> = {}): NoticeLine => ({
  caseId: '00000000-0000-4000-8000-000000000001',
  number: '12',
  topic: 'nickname',
  about: { zh: '群昵称', en: 'Nickname in the group' },
  clauseId: '第七条',
  clauseText: { zh: '群昵称为部门加姓名。', en: 'The nickname is department and name.' },
  groupName: '示范项目营销平台',
  who: '赵试用',
  happened: {
    zh: '现在是「小太阳」，应为「营销策划部-赵试用」',
    en: 'It is “小太阳” and should be “营销策划部-赵试用”',
  },
  fix: { zh: '点右上角「…」→「我在本群的昵称」', en: '“…” at the top right → “My alias in group”' },
  paste: '营销策划部-赵试用',
  due: null,
  groupText: null,
  buttons: ['fixed', 'wrong'],
  ...over,
});

export const aJoinQuestion = (over: Partial<NoticeLine> = {}): NoticeLine =>
  aLine({
    caseId: '00000000-0000-4000-8000-000000000002',
    number: '13',
    topic: 'join',
    clauseId: '第六条',
    clauseText: { zh: '入群原则上由管理员操作。', en: 'As a rule, admins let people in.' },
    who: '孙客户',
    happened: { zh: '钱销售 邀请了 孙客户 入群，您同意过吗？', en: '钱销售 invited 孙客户. Had you agreed to it?' },
    fix: { zh: '同意过就点「同意过」；没有就点「没有」', en: 'Press “Agreed” or “No”' },
    paste: null,
    buttons: ['agreed', 'not-agreed'],
    ...over,
  });

export const aLeaverTask = (over: Partial<NoticeLine> = {}): NoticeLine =>
  aLine({
    caseId: '00000000-0000-4000-8000-000000000003',
    number: '14',
    topic: 'leaver',
    clauseId: '第五条',
    clauseText: { zh: '群管理员按人事变动准入与请出。', en: 'Admins let people in and out as staff change.' },
    who: '周离职',
    happened: { zh: '周离职 已离职，还在群里', en: '周离职 has left the company and is still in the group' },
    fix: { zh: '请打开群聊，点右上角「…」→ 群成员 → 移出 周离职', en: 'Open the group, “…” → members → remove 周离职' },
    paste: null,
    due: '11-26 18:00',
    buttons: ['done', 'cannot'],
    ...over,
  });

export const anEnvelope = (over: Partial<Envelope> = {}): Envelope => ({
  to: 'zhao.shiyong',
  agentId: 1000007,
  noticeId: '11111111-1111-4111-8111-111111111111',
  number: 123n,
  form: 'text',
  keyOf: (id, action) => `${id.slice(-4)}.${action}.exp.mac`,
  ...over,
});

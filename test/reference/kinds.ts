import type { Sentence } from '../../src/rules/rule.ts';

/** A kind of clause that real policies hold and that data of groups, members and the directory can show. */
export interface KindOfClause {
  readonly key: string;
  readonly title: Sentence;
  /** What to know before writing it. */
  readonly note: Sentence;
}

const kind = (key: string, zh: string, en: string, noteZh: string, noteEn: string): KindOfClause => ({
  key,
  title: { zh, en },
  note: { zh: noteZh, en: noteEn },
});

/** In the order in which a policy meets them: setting up, letting in, naming, looking after, closing. */
export const kindsOfClauses: readonly KindOfClause[] = [
  kind(
    'grp.approve',
    '建群审批',
    'Approval of a group',
    '谁批准、几级、要不要编号日期都是参数；不用审批就写 need: none。',
    'By whom, at how many levels, with number and date; need: none where nobody approves.',
  ),
  kind(
    'grp.file',
    '备案与台账登记',
    'Filing and the register',
    '备案期限按自然日写；存量群用 existing 给补办时间。',
    'Time limits in calendar days; existing gives old groups time.',
  ),
  kind(
    'grp.types',
    '群分类与用途',
    'Kinds of groups and what for',
    '类别写在文件的 kinds 里，每条规则用 kinds 说明管哪几类。',
    'Kinds stand under kinds of the file; every use says in which kinds it holds.',
  ),
  kind(
    'grp.charter',
    '建群要素',
    'What is laid down when a group is made',
    '要素就是登记册的栏目；应加、可加人员由类别决定。',
    'The entries of the register; who belongs is said by the kind.',
  ),
  kind(
    'grp.noprivate',
    '禁私建、未备案不得用',
    'Unregistered groups',
    '只在登记册里没有的群里判断；个人微信和成员自建群列不出来，数量写“未知”。',
    'Judged only where there is no entry; groups that nothing lists are counted as unknown.',
  ),
  kind(
    'life.merge',
    '一单位一群、整合重复群',
    'One group per unit',
    '先建的留下；后建的告诉人资。',
    'Older groups stay; HR hears of the later ones.',
  ),
  kind(
    'mem.scope',
    '成员范围',
    'Who may be inside',
    '员工按部门、职务、标签、关系；外部人员按身份台。会费、产权等由人登记。',
    'Employees by department, title, tag, relation; outsiders by the identity desk.',
  ),
  kind(
    'mem.must',
    '应入必入',
    'Who has to be inside',
    '新人给几天时间；没激活账号的是人资的任务，不算问题。',
    'Newcomers have some days; who has no account yet is a task of HR.',
  ),
  kind(
    'mem.roles',
    '群内必须有某类岗位或某方',
    'Roles and parties that are needed',
    '员工按选择器，外部各方按客户标签、身份或企业名。',
    'Employees by selector, outside parties by tag, identity or company.',
  ),
  kind(
    'mem.cap',
    '名额上限',
    'Places of a unit',
    '每户、每单位、每学生用名单的行；一人多群用 set/one-of-a-set。',
    'Households and pupils are lines of a list; one person in several groups is set/one-of-a-set.',
  ),
  kind(
    'mem.external',
    '外部人员入群条件与担责人',
    'Outsiders and who answers for them',
    '审批由人登记（attest），担责人是在职的邀请人。',
    'Approvals are attested; the inviter who is still here answers.',
  ),
  kind(
    'mem.size',
    '群人数阈值与分群',
    'Size of a group',
    '超过阈值：分群、备案或只告知。',
    'Beyond a size: split, file, or only tell.',
  ),
  kind(
    'join.verify',
    '入群审核与身份核验',
    'Checks before joining',
    '材料看不到，只看谁在何时登记；申请语没有接口。',
    'Papers cannot be seen, only who vouched and when; words of a request have no API.',
  ),
  kind(
    'inv.ban',
    '禁止擅自拉人',
    'Who may invite',
    '先问管理员是否同意过，之前不告诉邀请人；请先用客户端的「群聊邀请确认」。',
    'The admin is asked first; the client has a switch that prevents it.',
  ),
  kind(
    'inv.duty',
    '邀请人义务',
    'Duties of who invites',
    '由谁邀请，以及督促改昵称。',
    'Whose duty it is to invite, and to see to the nickname.',
  ),
  kind(
    'leave.ban',
    '不得擅自退群',
    'Leaving',
    '方向可选：须先同意，或只告知。',
    'Forbidden without a word, or merely reported.',
  ),
  kind(
    'join.readmit',
    '移出后再入群',
    'Back after a removal',
    '天数或永久；同意由人登记。',
    'Days or for ever; an agreement is attested.',
  ),
  kind(
    'mem.offboard',
    '离职、调岗、失格后移出',
    'Leavers and movers',
    '离职立即；调岗给宽限期，期内是任务。',
    'Leavers at once; movers within some days, which are a task.',
  ),
  kind('oth.account', '账号开立与销号', 'Accounts', '放在全员群里用一次即可。', 'Use it in one group of everybody.'),
  kind(
    'name.format',
    '群名格式',
    'Names of groups',
    '模板由固定文字、登记册栏目、名单、自由部分组成；没有正则表达式。',
    'Made of fixed texts, entries of the register, lists and free parts; no regular expressions.',
  ),
  kind(
    'name.change',
    '改名须报告',
    'Changes of the name',
    '事先报告用 attest --name，或事后在卡片上确认。',
    'Reported before with attest --name, or confirmed on the card.',
  ),
  kind(
    'nick.format',
    '昵称格式',
    'Format of nicknames',
    '按身份分格式，第一个适用的算数；只有客户群能看到群昵称。',
    'One format per kind of person, the first that fits; only customer groups show nicknames.',
  ),
  kind(
    'nick.real',
    '实名',
    'Real names',
    '与通讯录或会员名单比对，不做人脸识别。',
    'Compared with the directory or a list of members.',
  ),
  kind(
    'nick.deadline',
    '改名期限与不改后果',
    'Nicknames in time',
    '提醒由 naming/nickname 做；这条看时间和次数，后果由人决定。',
    'naming/nickname reminds; this looks at time and times, and a person decides.',
  ),
  kind('nick.lock', '昵称不得擅改', 'Nicknames are kept', '调岗后两周内可以改。', 'Free for two weeks after a move.'),
  kind(
    'adm.who',
    '群主、管理员由谁担任',
    'Who looks after a group',
    '任命记在登记册；自管群看不到其他管理员。',
    'Appointments stand in the register; managed groups show no other admins.',
  ),
  kind(
    'adm.roster',
    '定期核对群成员',
    'Members reviewed regularly',
    '每天、周、月、季、半年、年；完成由人确认。',
    'By day, week, month, quarter, half-year or year; somebody signs.',
  ),
  kind(
    'adm.notice',
    '群公告告知群规',
    'The announcement tells the rules',
    '只存公告的指纹，不存内容；内容由人看过确认。',
    'Only the hash is kept; a person reads it and confirms.',
  ),
  kind(
    'adm.handover',
    '群主变更与移交',
    'Handing a group over',
    '离职或调岗后在期限内移交。',
    'Within some days of leaving or moving.',
  ),
  kind(
    'san.remove',
    '直接移出',
    'Removal',
    '程序只请人决定，从不自己移出外部成员。',
    'A person is asked; nobody is removed by itself.',
  ),
  kind(
    'san.warn_remove',
    '多次提醒后移出',
    'Removal after reminders',
    '次数、时间窗口、后果都是参数；同一件事只算一次。',
    'Times, window and what follows; one matter counts once.',
  ),
  kind(
    'san.ban',
    '禁入期、黑名单',
    'Out for a time',
    '期限、是否跨群、名单。',
    'For how long, from which groups, by list.',
  ),
  kind(
    'life.dissolve',
    '事毕解散',
    'Closed when it is done',
    '用登记的结束日期；没有日期的可设最长天数。',
    'By the end date of the register, or a longest time.',
  ),
];

/** Kinds that no data show by themselves, and that a person's word answers. */
export const attestedKinds: readonly KindOfClause[] = [
  kind(
    'oth.settings',
    '客户端和后台设置',
    'Switches of the client and the console',
    '先预防，后检查：这些开关没有接口，由人看过确认，过期再问。菜单名会变，以官方帮助为准。',
    'Prevention before detection: no API shows these switches; a person looks and confirms. Menus change.',
  ),
  kind('ava.photo', '头像', 'Avatars', '由本人声明，不看图片。', 'Declared by oneself; no picture is looked at.'),
  kind(
    'life.zombie',
    '僵尸群清理',
    'Groups nobody uses',
    '有会话存档或群主统计才能证明；没有就是“无法核对”。',
    'Proved by the archive or by WeCom’s statistics of the owner; otherwise not checkable.',
  ),
  kind('adm.liable', '责任书', 'Letters of responsibility', '由人事登记。', 'Confirmed by HR.'),
  kind(
    'life.census',
    '定期清查',
    'Counting the groups',
    '到期提醒，由人确认。',
    'Asked for in time, confirmed by a person.',
  ),
  kind(
    'adm.report',
    '定期报告',
    'Regular reports',
    '到期提醒，由人确认。',
    'Asked for in time, confirmed by a person.',
  ),
];

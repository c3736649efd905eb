import type { CorpConfig, RetentionConfig } from '../config.ts';
import { APPEAL_DAYS, STATEMENT_DAYS } from '../decisions/working-days.ts';
import type { Policy } from '../policy/policy.ts';
import type { Sentence } from '../rules/rule.ts';
import { WHO_SEES } from './who-sees.ts';

/** What the notice is computed from: nothing of it is written by hand for one company. */
export interface Running {
  readonly corp: Pick<CorpConfig, 'name' | 'surfaces' | 'archive' | 'classifier' | 'pages'>;
  readonly days: RetentionConfig;
  /** Whether anything is erased at all. */
  readonly erases: 'nightly' | 'nobody';
  readonly policies: readonly Policy[];
}

export interface Section {
  readonly title: Sentence;
  readonly lines: readonly Sentence[];
}

/** What employees are told, true for this configuration and these policies. Pure. */
export const privacyNotice = (running: Running): readonly Section[] => [
  { title: say('能看我的私聊吗', 'Can it see my private chats?'), lines: [oneToOne(running)] },
  { title: say('读什么，从哪里读', 'What is read, and from where'), lines: read(running) },
  { title: say('用来做什么', 'What for'), lines: purposes(running) },
  { title: say('保存多久', 'How long it is kept'), lines: periods(running) },
  { title: say('谁能看', 'Who may see it'), lines: readers() },
  { title: say('不同意怎么办', 'How to object'), lines: objections(running) },
];

const say = (zh: string, en: string): Sentence => ({ zh, en });
const when = (so: boolean, ...lines: readonly Sentence[]): readonly Sentence[] => (so ? lines : []);

function oneToOne({ corp, policies }: Running): Sentence {
  if (!corp.archive)
    return say(
      '不能。公司没有接入会话存档，系统收不到任何聊天内容，单聊和群聊都一样。',
      'No. No message archive is connected: no chat reaches the system, neither private nor in groups.',
    );
  if (policies.some(({ messages }) => messages.oneToOne === 'kept'))
    return say(
      '能看到一部分：公司接入了会话存档，并且制度写明了依据，开通存档的同事的单聊也会保存。',
      'Partly: a message archive is connected and a policy names a basis, so private chats of colleagues with a seat are kept, too.',
    );
  return say(
    '不看。公司接入了会话存档，单聊记录到达时只计数，随即丢弃，不保存、不判断。',
    'No. A message archive is connected; private chats are counted as they arrive and dropped at once, neither kept nor judged.',
  );
}

function read({ corp, policies }: Running): readonly Sentence[] {
  const { surfaces, archive, classifier } = corp;
  return [
    ...when(
      surfaces.contacts !== undefined || surfaces.app !== undefined,
      say('企业微信通讯录：姓名、部门、职务、在职状态。', 'The WeCom directory: name, department, post, status.'),
    ),
    ...when(
      surfaces.app !== undefined,
      say(
        '客户群和由本系统建立的群：群名、群主、成员、群昵称、进群和退群。',
        'Customer groups and groups that the service made: name, owner, members, nicknames, joins and leaves.',
      ),
      say(
        '请假、出差的起止时间和班次；不读取事由。',
        'From when to when somebody is on leave or travels, and shifts; never why.',
      ),
    ),
    ...(archive ? heard(policies) : [say('不读取聊天内容。', 'No chat is read.')]),
    ...when(
      classifier !== undefined,
      classifier?.network === 'private'
        ? say(
            '部分消息由公司内网的模型分级；发送前去掉姓名和号码。',
            'Some messages are graded by a model in the company’s own network; names and numbers are taken out first.',
          )
        : say(
            '部分消息交由公司签约的外部服务分级；发送前去掉姓名和号码。',
            'Some messages are graded by an outside processor under contract; names and numbers are taken out first.',
          ),
    ),
  ];
}

function heard(policies: readonly Policy[]): readonly Sentence[] {
  const modes = new Set(policies.map(({ messages }) => messages.content));
  return [
    say(
      '会话存档中的群消息：谁、何时、哪个群、什么类型、多长。消息到达时由程序读一遍。',
      'Group messages of the archive: who, when, which group, what kind, how long. A program reads each once as it arrives.',
    ),
    modes.has('full')
      ? say(
          '制度写明依据的群，消息文字加密保存。',
          'In groups for which a policy states the basis the words are kept, sealed.',
        )
      : modes.has('hit')
        ? say(
            '只保存命中规则的词及前后各二十字，加密。',
            'Only the words that a rule found are kept, with twenty characters around, sealed.',
          )
        : say('不保存任何消息文字。', 'No words of any message are kept.'),
  ];
}

function purposes({ corp, policies }: Running): readonly Sentence[] {
  const uses = policies.flatMap((policy) => policy.uses.filter(({ level }) => level !== 'off').map((use) => use));
  const names = (level: string, lang: 'zh' | 'en') =>
    [...new Set(uses.filter((use) => use.level === level).map(({ rule }) => rule.title[lang]))].join(
      lang === 'zh' ? '、' : '; ',
    );
  const line = (level: string, zh: string, en: string) =>
    when(names(level, 'zh') !== '', say(`${zh}：${names(level, 'zh')}。`, `${en}: ${names(level, 'en')}.`));
  return [
    uses.length === 0
      ? say('目前没有生效的制度，什么都不判断。', 'No policy is in force: nothing is judged.')
      : say(
          `检查是否符合：${policies.map(({ title }) => `《${title.zh.replaceAll(/[《》]/g, '')}》`).join('、')}。`,
          `To see whether these are kept: ${policies.map(({ title }) => title.en).join('; ')}.`,
        ),
    ...line('observe', '只记录，不提醒任何人', 'Recorded only, nobody is told'),
    ...line('remind', '提醒本人或群管理员', 'The person or the group’s admin is reminded'),
    ...line('propose', '提醒后由人来看，由人决定', 'After reminders a person looks, and a person decides'),
    ...bases(corp, policies),
    say(
      '系统不作处分，也不扣款；任何决定都由人作出。',
      'The system sanctions nobody and deducts nothing; people decide.',
    ),
  ];
}

const bases = (corp: Running['corp'], policies: Running['policies']): readonly Sentence[] => [
  ...when(
    policies.length > 0,
    say(
      '依据：公司依法制定的规章制度，为人力资源管理所必需（《个人信息保护法》第十三条）。',
      'Basis: rules that the company made lawfully, as the management of its people needs them (PIPL, article 13).',
    ),
  ),
  ...when(
    corp.archive !== undefined,
    say(
      '群里的外部成员：本人同意存档后，才读取其消息。',
      'Members of groups from outside: their messages are read once they themselves consented to the archive.',
    ),
  ),
];

function periods({ days, erases, corp }: Running): readonly Sentence[] {
  if (erases === 'nobody')
    return [say('目前没有启用自动删除，记录会一直保留。', 'Nothing is erased by age at present: records stay.')];
  return [
    ...when(
      corp.archive !== undefined,
      say(`命中的文字片段 ${days.excerpts} 天。`, `Pieces of text beside a find: ${days.excerpts} days.`),
      say(`消息的时间、类型、长度 ${days.messages} 天。`, `Time, kind and length of messages: ${days.messages} days.`),
    ),
    say(
      `以前的群昵称、进出群、部门和职务 ${days.snapshots} 天。`,
      `Former nicknames, stays in groups, departments and posts: ${days.snapshots} days.`,
    ),
    say(
      `通知原文、登录和操作记录正文 ${days.logs} 天。`,
      `Texts of notices, sign-ins and bodies of the audit trail: ${days.logs} days.`,
    ),
    say(
      `已了结的事项、说明、决定、申诉和举报 ${days.skeleton} 天。`,
      `Closed matters with statements, decisions and appeals, and reports: ${days.skeleton} days.`,
    ),
    say(
      '未了结的事项、十三个月内的决定和依法保全的内容除外，需要多久保存多久。',
      'Open matters, decisions of the last thirteen months and what is held as evidence stay as long as they are needed.',
    ),
  ];
}

const ROLE_NAMES: Readonly<Record<string, Sentence>> = {
  hr: say('人事', 'HR'),
  supervisor: say('归口管理部门', 'the supervising office'),
  auditor: say('审计', 'audit'),
  'union-observer': say('工会观察员', 'the union’s observer'),
  'privacy-officer': say('个人信息保护负责人', 'the privacy officer'),
};

function readers(): readonly Sentence[] {
  const named = (roles: readonly string[], lang: 'zh' | 'en') =>
    roles.map((role) => ROLE_NAMES[role]?.[lang] ?? role).join(lang === 'zh' ? '、' : ', ');
  return [
    say('您自己：全部，以及谁看过。', 'You: all of it, and who has read it.'),
    say(
      `事项：${named(WHO_SEES.cases, 'zh')}；轮到谁决定，谁能看那一件；先不显示姓名，打开姓名要写明理由，并留下记录。`,
      `Matters: ${named(WHO_SEES.cases, 'en')}, and one matter whoever is to decide it; names are hidden first, and opened for a written reason, which is recorded.`,
    ),
    say(
      `保存下来的文字：${named(WHO_SEES.content, 'zh')}；打开要写明理由，并留下记录。`,
      `Words that are kept: ${named(WHO_SEES.content, 'en')}; opened for a written reason, which is recorded.`,
    ),
    say(
      `只有合计数字（少于五人合并）：${named(WHO_SEES.numbers, 'zh')}。`,
      `Totals alone, fewer than five people merged: ${named(WHO_SEES.numbers, 'en')}.`,
    ),
    say('信息技术人员看不到任何消息和事项。', 'IT sees no message and no matter.'),
  ];
}

function objections({ corp, policies }: Running): readonly Sentence[] {
  const office = policies[0]?.offices.get('hr')?.name;
  return [
    say(
      `决定之前您有 ${STATEMENT_DAYS} 个工作日说明；决定后 ${APPEAL_DAYS} 个工作日内可以申诉一次，由另一个人决定。`,
      `Before a decision you have ${STATEMENT_DAYS} working days to say your side; after it, ${APPEAL_DAYS} working days for one appeal, decided by somebody else.`,
    ),
    corp.pages
      ? say(
          '在应用里打开“我的记录”，或回复“申诉 编号 理由”。',
          'Open 我的记录 in the app, or reply 申诉 <number> <why>.',
        )
      : say('给应用回复“申诉 编号 理由”。', 'Reply 申诉 <number> <why> to the app.'),
    say(
      `要一份副本、更正或删除：找${office?.zh ?? '人事'}。`,
      `For a copy, a correction or erasure: ${office?.en ?? 'HR'}.`,
    ),
  ];
}

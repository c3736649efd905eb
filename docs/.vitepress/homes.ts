/** A button or a card of a first page; `page` is a path in the repository. */
interface Way {
  readonly text: string;
  readonly page: string;
}

interface Home {
  readonly name: string;
  readonly text: string;
  readonly tagline: string;
  readonly ways: readonly Way[];
  readonly cards: readonly (Way & { readonly title: string; readonly details: string })[];
}

/** What the first pages show above their text, by the page. */
export const HOME_PAGES: Readonly<Record<string, Home>> = {
  'docs/index.md': {
    name: 'Qungui 群规',
    text: 'Your own rules for chat groups, kept in WeCom',
    tagline:
      'Fairly, provably, and with people deciding. The machine detects, tells and proposes, and never calls fine what it could not see.',
    ways: [
      { text: 'Start in five minutes', page: 'docs/start.md' },
      { text: 'What it sees, and what not', page: 'docs/what-it-sees.md' },
      { text: '中文', page: 'docs/zh/index.md' },
    ],
    cards: [
      {
        title: 'For IT',
        details: 'Connect a tenant step by step; doctor says what is wrong, where to click and what to paste.',
        text: 'Connect your tenant',
        page: 'docs/connect.md',
      },
      {
        title: 'For HR',
        details: 'A policy in plain words, clause by clause, tried on the past before anybody hears of it.',
        text: 'Write your policy',
        page: 'docs/policy-guide.md',
      },
      {
        title: 'For everybody',
        details: 'A kind word with the exact text to paste. What is known about you, and who has read it.',
        text: 'For everybody',
        page: 'docs/member-guide.md',
      },
      {
        title: 'For audit and operations',
        details: 'SQL views with a comment on every column, a trail that verifies itself, alerts, backups.',
        text: 'Running it',
        page: 'docs/operations.md',
      },
      {
        title: 'For the privacy officer',
        details: 'A notice computed from what runs, a template of the impact assessment, periods and holds.',
        text: 'Impact assessment',
        page: 'docs/impact-assessment.md',
      },
      {
        title: 'Before the first day',
        details: 'Announcement, notices, questions and answers, training script, sign-off list: from your own policy.',
        text: 'Go live',
        page: 'docs/go-live.md',
      },
    ],
  },
  'docs/zh/index.md': {
    name: '群规 Qungui',
    text: '公司自己的群规，落到企业微信里',
    tagline: '公平、可查、由人决定。系统只对照、提醒、建议；看不见的，从不说“没问题”。',
    ways: [
      { text: '五分钟上手', page: 'docs/zh/start.md' },
      { text: '看得见和看不见', page: 'docs/zh/what-it-sees.md' },
      { text: 'English', page: 'docs/index.md' },
    ],
    cards: [
      {
        title: '信息部门',
        details: '一步一步接入企业；哪里不对、点哪里、填什么，doctor 都会说。',
        text: '接入企业',
        page: 'docs/zh/connect.md',
      },
      {
        title: '人资',
        details: '制度写成大白话，逐条可读；先用过去试一遍，再让大家知道。',
        text: '写您的制度',
        page: 'docs/zh/policy-guide.md',
      },
      {
        title: '每位同事',
        details: '提醒里写好可以直接粘贴的内容；关于自己的记录、谁看过，自己都看得到。',
        text: '同事怎么用',
        page: 'docs/zh/member-guide.md',
      },
      {
        title: '群管理员',
        details: '要办什么、怎么办，一张卡片写清楚；办不到就转出去。',
        text: '群管理员怎么用',
        page: 'docs/zh/admin-guide.md',
      },
      {
        title: '个人信息保护',
        details: '能看我的私聊吗、影响评估模板、员工告知书。',
        text: '能看我的私聊吗',
        page: 'docs/zh/can-it-see-my-chats.md',
      },
      {
        title: '上线之前',
        details: '公告、群公告、欢迎语、常见问题、培训讲稿、签字单，由您自己的制度生成。',
        text: '上线',
        page: 'docs/zh/go-live.md',
      },
    ],
  },
};

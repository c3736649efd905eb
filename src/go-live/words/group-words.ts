/** What is pasted into groups: the notice at the top, and the words for who joins. Places are `{name}`. */
export const groupWords = {
  noticeTitle: { zh: '群公告', en: 'Notices at the top of groups' },
  noticeIntro: {
    zh: '每一类群一段，贴进群公告即可。只有正在核对的条款。',
    en: 'One for each kind of group, to paste as the group’s announcement. Only clauses that are checked now.',
  },
  noticeHead: { zh: '【{kind}】本群按{title}约定：', en: '[{kind}] This group keeps {title}:' },
  noticeFoot: {
    zh: '系统只善意提醒，不作处分；看不见的不核对。提醒错了回复应用 0。有问题找{hr}。',
    en: 'Software gives kind reminders and sanctions nobody; what it cannot see is not checked. A mistake? Reply 0 to the app. Questions: {hr}.',
  },
  welcomeTitle: { zh: '入群欢迎语', en: 'Welcome texts' },
  welcomeIntro: {
    zh: '每一类群一段，用于入群欢迎语或由管理员发出。只写进群的人自己能做到的。',
    en: 'One for each kind of group, for the automatic welcome or for the admin to send. Only what who joins can do himself.',
  },
  welcomeHello: { zh: '欢迎加入{kind}！', en: 'Welcome to {kind}!' },
  welcomeOutside: {
    zh: '外部朋友请随意，下面是对本单位同事的约定。',
    en: 'Guests, make yourselves at home; what follows is for our own colleagues.',
  },
  welcomeAsk: { zh: '请：', en: 'Please:' },
  welcomeDuty: { zh: '{number}. {text}', en: '{number}. {text}' },
  welcomeNothing: {
    zh: '您不用做什么。',
    en: 'There is nothing that you need to do.',
  },
  welcomeFoot: {
    zh: '忘了也没关系，系统会善意提醒。有问题找{hr}。',
    en: 'If you forget, a kind reminder comes. Questions: {hr}.',
  },
  welcomeFootRecorded: { zh: '有问题找{hr}。', en: 'Questions: {hr}.' },
} as const;

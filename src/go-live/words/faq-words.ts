/** Questions that people ask, and answers. Places are `{name}`. */
export const faqWords = {
  title: { zh: '常见问题', en: 'Questions and answers' },
  whatQ: { zh: '系统核对什么？', en: 'What is checked?' },
  whatA: { zh: '正在核对 {clauses} 条，用 {rules} 条规则：', en: 'It checks {clauses} clauses by {rules} rules:' },
  whatLine: { zh: '{id} {title}（{level}）', en: '{id} {title} ({level})' },
  told: { zh: '会提醒', en: 'with reminders' },
  recorded: { zh: '只记录', en: 'recorded only' },
  privateQ: { zh: '能看我的私聊吗？', en: 'Can it see my private chats?' },
  privateUnknown: {
    zh: '以本单位的《个人信息告知》为准：接没接会话存档、单聊怎么处理，都写在里面。请{hr}随公告一起发出。',
    en: 'As the company’s notice on personal data says: whether messages are archived, and what becomes of private chats. {hr} sends it along with the announcement.',
  },
  toldQ: { zh: '我收到了提醒，怎么办？', en: 'I got a reminder. What now?' },
  toldA: {
    zh: '照提醒里写的改好就行，不用解释，也不用回复；改好以后这件事自己结束。',
    en: 'Put it right as the reminder says: no explanation, no answer. The matter then closes by itself.',
  },
  graceQ: { zh: '有多长时间改？', en: 'How long do I have?' },
  wrongQ: { zh: '提醒错了呢？', en: 'And if it is mistaken?' },
  wrongA: {
    zh: '点“提醒错了”，或回复应用 0。之后由人来看，不再提醒您。',
    en: 'Press “mistaken”, or reply 0 to the app. A person then looks at it and you are not reminded again.',
  },
  whenQ: { zh: '会在半夜发吗？会不会一直发？', en: 'Will it write at night, or again and again?' },
  fineQ: { zh: '会扣钱、会处分吗？', en: 'Does it fine or sanction anybody?' },
  ladderQ: { zh: '一直没改会怎样？', en: 'What if it stays as it is?' },
  ladderA: {
    zh: '提醒几次以后转到人手里，由人来看、由人决定。每一步都写在制度说明里，也看得到决定的人和理由。',
    en: 'After some reminders it goes to people who look at it and decide. Every step is in the explanation of the policy, and so are who decided and why.',
  },
  blindQ: { zh: '有什么是系统看不见的？', en: 'What can it not see?' },
  awayQ: {
    zh: '我休假、出差、吃饭的时候没回，算我的吗？',
    en: 'I was on leave, travelling or at lunch. Does that count?',
  },
  awayA: {
    zh: '不算。只计本人的工作时间：午休、下班、节假日、系统知道的休假都不计。',
    en: 'No. Only one’s own working time counts: neither lunch nor evenings, holidays or leave that the system knows of.',
  },
  outsideQ: { zh: '群里的客户和外部朋友也要遵守吗？', en: 'Do guests and customers have to keep this?' },
  outsideA: {
    zh: '制度写明对外部成员的要求才适用。系统不给外部成员发提醒，由群管理员转告。',
    en: 'Only where the policy asks something of external people. They get no reminders; the group’s admin tells them.',
  },
  recordQ: { zh: '我能看到关于自己的记录吗？', en: 'May I see what is recorded about me?' },
  recordA: {
    zh: '能。开了页面的，在“我的记录”里看：关于您的每一件事、谁看过、为什么。要副本、更正或删除，找{hr}。',
    en: 'Yes. Where pages are switched on, 我的记录 shows every matter about you, who has read it, and why. For a copy, a correction or erasure ask {hr}.',
  },
  whoQ: { zh: '条款怎么理解，谁说了算？', en: 'Who says what a clause means?' },
  whoA: { zh: '{interpreter}。', en: '{interpreter}.' },
} as const;

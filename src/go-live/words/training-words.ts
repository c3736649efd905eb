/** What a trainer says. Places are `{name}`. */
export const trainingWords = {
  title: { zh: '培训讲稿', en: 'Script for the training' },
  intro: {
    zh: '给讲的人：照着念就行，约 {minutes} 分钟。对象是全体同事和群管理员。括号里是提示，不念。',
    en: 'For whoever speaks: read it out, some {minutes} minutes, to everybody and the admins of groups. Words in brackets are hints.',
  },
  opening: { zh: '一、开场（2 分钟）', en: '1. Opening (2 minutes)' },
  openingText: {
    zh: '{title}自 {day} 起在企业微信中执行。系统做的只有两件事：对照，提醒。决定都由人来作。',
    en: '{title} is in force in WeCom from {day}. Software does two things: it compares, and it reminds. People decide.',
  },
  blind: { zh: '二、先说看不见的（3 分钟）', en: '2. First, what cannot be seen (3 minutes)' },
  blindText: {
    zh: '下面这些系统看不见或没有启用，不会有人因此收到提醒：',
    en: 'These are not seen or not in use, and nobody gets a reminder for them:',
  },
  clauses: { zh: '三、要做到的（每条 1 分钟）', en: '3. What is asked (a minute each)' },
  says: { zh: '念：{text}', en: 'Read: {text}' },
  checks: { zh: '说明：{what}', en: 'Explain: {what}' },
  next: { zh: '之后：{what}', en: 'Then: {what}' },
  recorded: { zh: '之后：只记录，不提醒任何人', en: 'Then: recorded, nobody is told' },
  demo: { zh: '四、演示一次提醒（3 分钟）', en: '4. Show a reminder (3 minutes)' },
  demoText: {
    zh: '（在测试群里把自己的群昵称改错，等卡片来；照卡片改好，看它自己结束。再演示一次“提醒错了”。）',
    en: '(In a test group set your own nickname wrongly and wait for the card; put it right and watch it close. Then show “mistaken”.)',
  },
  demoOther: {
    zh: '（给大家看一张提醒卡片：写着什么、按钮在哪里；“提醒错了”怎么按。）',
    en: '(Show a card: what it says, where its buttons are, and how to press “mistaken”.)',
  },
  admins: { zh: '五、群管理员另外要知道的（3 分钟）', en: '5. For admins of groups (3 minutes)' },
  adminsText: {
    zh: '办不到的点“办不到”，会转给别人；不确定就问，不要在群里点名。一位管理员一天最多 {count} 张卡片。',
    en: 'What you cannot do, press “办不到”: it goes to somebody else. When unsure, ask; never call names in a group. An admin gets at most {count} cards a day.',
  },
  ladder: { zh: '六、由人决定（3 分钟）', en: '6. People decide (3 minutes)' },
  questions: { zh: '七、问答（5 分钟）', en: '7. Questions (5 minutes)' },
  questionsText: {
    zh: '（照《常见问题》答。答不上来的记下，交给{hr}。）',
    en: '(Answer as the questions and answers say; write down what you cannot answer, for {hr}.)',
  },
} as const;

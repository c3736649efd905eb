/** What the announcement says. Places are `{name}`. */
export const announcementWords = {
  title: { zh: '关于在企业微信执行{title}的公告', en: 'Announcement: {title}, in WeCom' },
  draft: {
    zh: '> 草稿：这一版还没有发布，请勿张贴。',
    en: '> Draft: this version is not published yet; do not post it.',
  },
  from: {
    zh: '{company} · 自 {day} 起执行 · 由{interpreter}解释',
    en: '{company} · in force from {day} · interpreted by {interpreter}',
  },
  toldTitle: {
    zh: '请大家做到；系统会对照，发现了善意提醒',
    en: 'What we ask of everybody; checked, with a kind reminder',
  },
  recordedTitle: { zh: '系统只记录，不提醒任何人', en: 'Recorded only; nobody is told' },
  restingTitle: { zh: '系统看不见或没有启用，不核对', en: 'Not seen or not in use, and so not checked' },
  restingIntro: {
    zh: '这些要求仍然有效，靠大家自觉。系统不会因为看不见就说“没问题”。',
    en: 'These still hold and are left to us all. What cannot be seen is never called fine.',
  },
  mannersTitle: { zh: '提醒是怎样的', en: 'What reminders are like' },
  hours: {
    zh: '只在工作日 {from}–{until} 发，一个人一天最多 {count} 条。',
    en: 'On working days from {from} to {until} only, at most {count} a day to one person.',
  },
  past: {
    zh: '执行之前就有的情况只作底数记下，不提醒任何人。',
    en: 'What was so before is recorded as a baseline and nobody is told of it.',
  },
  firstDay: {
    zh: '一条规则生效当天不提醒成员，下一个工作日才开始。',
    en: 'On a rule’s first day members hear nothing; reminders begin on the next working day.',
  },
  wrong: {
    zh: '提醒错了，点卡片上的按钮，或回复 0；改好了不用回复。',
    en: 'If a reminder is mistaken, press the button on the card or reply 0; once it is put right no answer is needed.',
  },
  dailyClose: {
    zh: '日清日结：每个工作日 {at}，最迟在本人下班前 45 分钟，问还有事在等他的人一次；不回答不作统计。',
    en: 'Daily close: each working day at {at}, and at least 45 minutes before the end of one’s own work, whoever is still waited for is asked once; no answer counts nowhere.',
  },
  peopleTitle: { zh: '由人决定', en: 'People decide' },
  people: {
    zh: '系统只提醒，不作处分，不扣款，也不执行任何罚款。决定前本人有 {statement} 个工作日说明；决定后 {appeal} 个工作日内可以申诉一次，由另一个人复核。',
    en: 'Software only reminds: it sanctions nobody, deducts nothing and carries out no fine. Before a decision there are {statement} working days for one’s own side; after it {appeal} working days for one appeal, decided by somebody else.',
  },
  askTitle: { zh: '找谁', en: 'Whom to ask' },
  ask: { zh: '{hr}。', en: '{hr}.' },
} as const;

import type { Sentence } from '../rules/rule.ts';

/** What people are told of a matter that waits for them, and of one that nobody answered. */
export const WAITING = {
  warnAnswer: {
    happened: {
      zh: '{asker} {asked} 的消息在等您回应',
      en: 'What {asker} wrote at {asked} waits for your answer',
    },
    fix: {
      zh: '{due} 前在群里回一句就好，如：收到。计时（工作时间 {min} 分钟）：{counted}',
      en: 'A short word in the group by {due} is enough. Counted ({min} working minutes): {counted}',
    },
  },
  warnResult: {
    happened: {
      zh: '{asker} {asked} 交办的事还没有结果',
      en: 'What {asker} asked for at {asked} is still open',
    },
    fix: {
      zh: '{due} 前请办结；办不了的，在群里说明改到哪天、为什么，或转给谁',
      en: 'Please close it by {due}, or say in the group to which day and why it moves, or who takes it over',
    },
  },
  overAnswer: {
    happened: {
      zh: '{who} 到 {due} 还没回应 {asker} {asked} 的消息',
      en: '{who} had not answered by {due} what {asker} wrote at {asked}',
    },
    fix: {
      zh: '请问一问是否需要帮忙',
      en: 'Please ask whether help is needed',
    },
  },
  overResult: {
    happened: {
      zh: '{asker} {asked} 交办给 {who} 的事，到 {due} 还没有结果',
      en: 'What {asker} asked {who} for at {asked} was still open at {due}',
    },
    fix: {
      zh: '请问一问是否需要帮忙，或改到哪天',
      en: 'Please ask whether help is needed, or to which day it moves',
    },
  },
} as const satisfies Readonly<Record<string, { readonly happened: Sentence; readonly fix: Sentence }>>;

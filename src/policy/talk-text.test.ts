import { expect, test } from 'vitest';
import { factsOf } from '../../test/builders/talk.ts';
import type { Conversation } from '../events/conversation.ts';
import { readMessage } from '../obligations/read-message.ts';
import { calendarOver } from '../work-time/calendar.ts';
import { talkText } from './talk-text.ts';

const said = '11-26 10:00 韩总裁: @李样本 今天把报表发我\n      10:10 李样本: 收到';
const talk = (): Conversation => factsOf(said, '11-26 11:00').records?.talk as Conversation;
const known = { people: [], departments: [], timeZone: 'Asia/Shanghai' };
const [task, answer] = talk().messages as [Conversation['messages'][0], Conversation['messages'][0]];
const { members, plan } = talk();
const withDay = (day: 'work' | 'off') => calendarOver(plan.calendar, new Map([['2026-11-26', day]]));

test('the same talk is named the same, in whatever order its messages came and its members are listed', () => {
  const turned = { ...talk(), messages: [answer, task], members: [...members].reverse() };
  expect(talkText(turned)).toBe(talkText(talk()));
});

test.each<[string, Partial<Conversation>]>([
  ['a message', { messages: [task] }],
  ['who said it', { messages: [task, { ...answer, from: { ...answer.from, id: '王样例' } }] }],
  ['a recall', { messages: [task, { ...answer, revokedAtMs: answer.sentAtMs + 1 }] }],
  ['what was read in words that are gone', { readings: new Map([['m', readMessage(answer, talk().lexicon, known)]]) }],
  ['a word of the list', { lexicon: { ...talk().lexicon, done: ['好啦'] } }],
  ['a leave', { members: [{ ...members[0], absences: [{ fromMs: 0, untilMs: 1, why: 'leave' }] } as never] }],
  ['a day that the company itself names', { plan: { ...plan, calendar: withDay('off') } }],
])('%s is part of what was judged', (_, change) => {
  expect(talkText({ ...talk(), ...change })).not.toBe(talkText(talk()));
});

test('a day off is another day than a day of work', () => {
  const withPlan = (day: 'work' | 'off') => talkText({ ...talk(), plan: { ...plan, calendar: withDay(day) } });
  expect(withPlan('off')).not.toBe(withPlan('work'));
});

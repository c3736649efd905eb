import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../src/events/conversation.ts';
import { afterHoursReport } from '../../src/obligations/after-hours.ts';
import { type Change, whatChanged } from '../../src/obligations/changes.ts';
import { judgeObligations } from '../../src/obligations/judge.ts';
import { needlessAnswers } from '../../src/obligations/needless-answers.ts';
import { wordsCounted } from '../../src/obligations/proofs.ts';
import type { ObligationRule } from '../../src/obligations/rule.ts';
import { toAsk } from '../../src/obligations/to-ask.ts';
import { castOf, rules } from './read-cast.ts';
import { momentOf, readScript } from './read-script.ts';

const rule = (id: string): ObligationRule => {
  const found = rules.get(id);
  if (!found) throw new Error(`no rule ${id}`);
  return found;
};
const talkOf = (says: string, facts: readonly string[] = [], cast = 'office'): Conversation =>
  readScript(says, facts, castOf(cast)).talk;
const at = (text: string) => momentOf(text, '11-26');
const judge = (id: string, talk: Conversation, now: string) => judgeObligations(rule(id), talk, at(now));

const ASKED = '11-26 10:00 韩总裁: @李样本 今天把报表发我';
const ANSWERED = `${ASKED}\n10:10 李样本: 收到`;
const TAKEN_BACK = `${ASKED}\n10:10 李样本 (recalled 11:00): 收到`;
const DEMAND_TAKEN_BACK = '11-26 10:00 韩总裁 (recalled 11:00): @李样本 今天把报表发我';
const ON_LEAVE = ['李样本 on leave 11-26 00:00 to 11-26 24:00'];

describe('what became otherwise when more is known', () => {
  test.each<[string, Conversation, string, Conversation, string, readonly string[]]>([
    ['the first look', talkOf(''), '10:20', talkOf(ASKED), '10:20', ['whole opened']],
    ['nothing new', talkOf(ASKED), '10:20', talkOf(ASKED), '10:25', []],
    ['time goes by', talkOf(ASKED), '10:20', talkOf(ASKED), '10:40', ['acknowledge missed']],
    ['an answer in time', talkOf(ASKED), '10:20', talkOf(ANSWERED), '10:20', ['acknowledge met']],
    [
      'an answer that the archive brought late',
      talkOf(ASKED),
      '10:40',
      talkOf(ANSWERED),
      '10:50',
      ['acknowledge withdrawn', 'acknowledge met'],
    ],
    [
      'an answer that was late itself',
      talkOf(ASKED),
      '10:40',
      talkOf(`${ASKED}\n10:45 李样本: 收到`),
      '10:50',
      ['acknowledge late'],
    ],
    [
      'the answer is taken back in time',
      talkOf(ANSWERED),
      '10:20',
      talkOf(`${ASKED}\n10:10 李样本 (recalled 10:15): 收到`),
      '10:20',
      ['acknowledge reopened'],
    ],
    [
      'the answer is taken back too late',
      talkOf(ANSWERED),
      '10:20',
      talkOf(TAKEN_BACK),
      '11:00',
      ['acknowledge missed'],
    ],
    [
      'the demand is taken back while it runs',
      talkOf(ASKED),
      '10:20',
      talkOf(DEMAND_TAKEN_BACK),
      '11:00',
      ['whole cancelled'],
    ],
    [
      'the demand is taken back after a miss',
      talkOf(ASKED),
      '10:40',
      talkOf(DEMAND_TAKEN_BACK),
      '11:00',
      ['whole withdrawn', 'whole cancelled'],
    ],
    [
      'leave is approved afterwards',
      talkOf(ASKED),
      '10:40',
      talkOf(ASKED, ON_LEAVE),
      '10:50',
      ['acknowledge withdrawn', 'acknowledge paused'],
    ],
    [
      'leave is over',
      talkOf(ASKED, ON_LEAVE),
      '10:50',
      talkOf(ASKED, ON_LEAVE),
      '11-27 09:10',
      ['acknowledge resumed'],
    ],
    [
      'the message was never there',
      talkOf(ASKED),
      '10:40',
      talkOf(''),
      '10:50',
      ['whole withdrawn', 'whole cancelled'],
    ],
    [
      'a name is registered as a task',
      talkOf('11-26 10:00 韩总裁: @李样本 报表'),
      '10:10',
      talkOf('11-26 10:00 韩总裁: @李样本 报表\n10:20 韩总裁 rules on 10:00: not-task'),
      '10:30',
      ['whole cancelled'],
    ],
  ])('%s', (_what, before, then, after, now, changes) => {
    const found = whatChanged(judge('B-11', before, then), judge('B-11', after, now));
    expect(found.map(({ clock, kind }: Change) => `${clock} ${kind}`)).toEqual(changes);
  });
});

describe('what leaders are asked', () => {
  test('each message once, whatever number of rules it concerns', () => {
    const talk = talkOf('11-26 10:00 韩总裁: @李样本 @周同名 报表');
    const asked = toAsk([...judge('B-11', talk, '10:10'), ...judge('B-14', talk, '10:10')]);
    expect(asked).toEqual([
      { messageId: 'm000', asker: '韩总裁', why: 'ambiguous', of: ['周同名乙', '周同名甲', '李样本'].sort() },
    ]);
  });

  test.each([
    ['what was answered', '11-26 10:00 韩总裁: @李样本 报表\n10:05 李样本: 马上发'],
    ['what was ruled on', '11-26 10:00 韩总裁: @李样本 报表\n10:05 韩总裁 rules on 10:00: task'],
    ['what is sure', ASKED],
    ['thanks', '11-26 10:00 韩总裁: @李样本 辛苦了'],
  ])('not %s', (_what, says) => {
    expect(toAsk(judge('B-11', talkOf(says), '10:10'))).toEqual([]);
  });
});

test('words are counted under the word of the policy that they stand for', () => {
  const talk = talkOf(
    '11-26 10:00 韩总裁: 【通知】周一演练\n10:10 李样本: 收到\n10:20 王样例: 已阅\n10:30 张示例: 收到',
    [],
    'team',
  );
  const counts = wordsCounted(judge('B-12', talk, '11:00').flatMap(({ proofs }) => proofs));
  expect([...counts].map(([as, words]) => [as, [...words]])).toEqual([
    [
      '收到',
      [
        ['收到', 2],
        ['已阅', 1],
      ],
    ],
  ]);
});

describe('answers that nobody asked for', () => {
  const NOTICE = '11-26 10:00 韩总裁: 【通知】周一演练';
  test.each<[string, string, readonly string[]]>([
    ['收到 after a notice that asks for nothing', `${NOTICE}\n10:10 李样本: 收到`, ['李样本']],
    ['one after the other', `${NOTICE}\n10:10 李样本: 收到\n10:11 王样例: 好的`, ['李样本', '王样例']],
    ['after one that asks', `${NOTICE}，收到请回复\n10:10 李样本: 收到`, []],
    ['more than the word', `${NOTICE}\n10:10 李样本: 收到，我周一请假`, []],
    [
      'to somebody else',
      `11-26 09:50 王样例: 开会了\n10:00 韩总裁: 【通知】周一演练\n10:10 李样本 (quotes 09:50): 收到`,
      [],
    ],
    ['after the leader said something else', `${NOTICE}\n10:05 韩总裁: @李样本 报表呢\n10:10 李样本: 好的`, []],
    ['taken back', `${NOTICE}\n10:10 李样本 (recalled 10:11): 收到`, []],
  ])('%s', (_what, says, by) => {
    expect(needlessAnswers(['领导'], talkOf(says)).map((one) => one.by)).toEqual(by);
  });
});

describe('what leaders write outside working time', () => {
  const DAY = { fromMs: at('11-26 00:00'), untilMs: at('11-30 00:00') };
  const report = (says: string, facts: readonly string[] = []) => {
    const talk = talkOf(says, facts);
    return afterHoursReport(talk, judge('B-11', talk, '11-30 12:00'), ['领导'], DAY);
  };
  const none = { messages: 0, atNight: 0, onDaysOff: 0, tasks: 0, nearClosing: 0 };

  test.each<[string, string, object]>([
    ['an evening', '11-26 19:00 韩总裁: 大家早点休息', { messages: 1 }],
    ['a night', '11-26 23:30 韩总裁: 看这个', { messages: 1, atNight: 1 }],
    ['lunch', '11-26 12:30 韩总裁: @李样本 今天把报表发我', { messages: 1, tasks: 1 }],
    ['a Saturday', '11-28 10:00 韩总裁: @李样本 今天把报表发我', { messages: 1, onDaysOff: 1, tasks: 1 }],
    ['three minutes before closing', '11-26 17:57 韩总裁: @李样本 今天把报表发我', { nearClosing: 1 }],
    ['one task of two people', '11-26 20:00 韩总裁: @李样本 @王样例 今天把报表发我', { messages: 1, tasks: 1 }],
  ])('%s', (_what, says, counts) => {
    expect(report(says)).toEqual([{ leader: '韩总裁', ...none, ...counts }]);
  });

  test.each([
    ['working hours', '11-26 10:00 韩总裁: @李样本 今天把报表发我'],
    ['a colleague at night', '11-26 23:30 王样例: 看这个'],
    ['another week', '11-20 23:30 韩总裁: 看这个'],
  ])('nothing of %s', (_what, says) => {
    expect(report(says)).toEqual([]);
  });

  test.each<[string, object, readonly object[]]>([
    ['led when he wrote it, and leads nobody when the period ends', { untilMs: at('11-27 00:00') }, [{ messages: 1 }]],
    ['leads only since the day after', { fromMs: at('11-27 00:00') }, []],
  ])('of who %s', (_who, spell, counts) => {
    const talk = talkOf('11-26 19:00 韩总裁: 大家早点休息');
    const led = { ...talk, roles: talk.roles.map((held) => ({ ...held, ...spell })) };
    expect(afterHoursReport(led, [], ['领导'], DAY)).toEqual(
      counts.map((one) => ({ leader: '韩总裁', ...none, ...one })),
    );
  });

  test('it is the addressee whose evening it is', () => {
    const shift = ['李样本 works 11-25', '李样本 works 11-26 18:00-26:00'];
    expect(report('11-26 19:00 韩总裁: @李样本 今天把报表发我', shift)).toEqual([
      { leader: '韩总裁', ...none, messages: 1 },
    ]);
  });
});

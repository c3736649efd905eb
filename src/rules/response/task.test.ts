import { describe, expect, test } from 'vitest';
import { factsOf, saidBy } from '../../../test/builders/talk.ts';
import { noRecords } from '../../events/records.ts';
import type { Outcome } from '../rule.ts';
import { ALONE } from './outcomes.ts';
import { task } from './task.ts';

const ASKED = '11-26 10:00 韩总裁: @李样本 今天把报表发我';
const HALF_AN_HOUR = { answer: { within: '30 minutes' } };
const judge = (settings: object, says: string, at: string, about: readonly string[] = []) =>
  task.judge(factsOf(says, at, about), task.settings.parse(settings));
const windowsOf = (outcomes: readonly Outcome[]) => outcomes.map((one) => ('window' in one ? one.window : one.reason));

describe('what is said', () => {
  test.each<[string, object, string, string, readonly string[]]>([
    [
      'whoever has not answered is told when it was due, and how that was counted',
      HALF_AN_HOUR,
      ASKED,
      '11-26 10:31',
      ['breach 李样本 → member: 韩总裁 11-26 10:00 的事到 11-26 10:30 还没回应（计 30 分钟）'],
    ],
    [
      'across lunch',
      HALF_AN_HOUR,
      '11-26 11:50 韩总裁: @李样本 今天把报表发我',
      '11-26 14:00',
      ['breach 李样本 → member: 韩总裁 11-26 11:50 的事到 11-26 13:50 还没回应（计 30 分钟）'],
    ],
    [
      'each of two',
      HALF_AN_HOUR,
      '11-26 10:00 韩总裁: @李样本 @王样例 今天把报表发我\n10:10 王样例: 收到',
      '11-26 10:31',
      ['breach 李样本 → member: 韩总裁 11-26 10:00 的事到 11-26 10:30 还没回应（计 30 分钟）'],
    ],
    [
      'where any of several may answer it is nobody’s fault in particular: the admin hears of it',
      { ...HALF_AN_HOUR, unnamed: 'responsible', responsible: 'service' },
      '11-26 10:00 韩总裁: 今天把报表发我',
      '11-26 10:31',
      ['breach group → admin: 韩总裁 11-26 10:00 的事到 11-26 10:30 还没回应（计 30 分钟）'],
    ],
    [
      'an answer closes it, however late',
      { answer: { within: '30 minutes' }, reachable: 'must-be-shown' },
      `${ASKED}\n11:00 李样本: 收到`,
      '11-26 14:00',
      [],
    ],
    [
      'HR is asked where nothing shows that he could have answered',
      { ...HALF_AN_HOUR, reachable: 'must-be-shown' },
      ASKED,
      '11-26 10:31',
      ['task 李样本 → hr: 李样本 到 11-26 10:30 没有回应，无法证明当时网络畅通'],
    ],
    [
      'and the person, where he spoke elsewhere',
      { ...HALF_AN_HOUR, reachable: 'must-be-shown' },
      `${ASKED}\n10:20 李样本 presses accepts on 10:00`,
      '11-26 10:31',
      ['breach 李样本 → member: 韩总裁 11-26 10:00 的事到 11-26 10:30 还没回应（计 30 分钟）'],
    ],
    [
      'its author is asked whether it is a task',
      HALF_AN_HOUR,
      '11-26 10:00 韩总裁: @李样本 @王样例 报表',
      '11-26 10:31',
      ['question 韩总裁 → member: 11-26 10:00 您提到了 李样本、王样例，这是要办的事吗？'],
    ],
    [
      'and nobody, once he said that it is none',
      HALF_AN_HOUR,
      '11-26 10:00 韩总裁: @李样本 报表\n10:05 韩总裁 rules on 10:00: not-task',
      '11-26 10:31',
      [],
    ],
    [
      'nothing of a late answer, where nothing shows that he could have answered before',
      { ...HALF_AN_HOUR, reachable: 'must-be-shown', late: 'counts' },
      `${ASKED}\n11:00 李样本: 收到`,
      '11-26 14:00',
      [],
    ],
    ['nothing while it runs', HALF_AN_HOUR, ASKED, '11-26 10:30', []],
    [
      'nothing of what was taken back',
      HALF_AN_HOUR,
      '11-26 10:00 韩总裁 (recalled 10:05): @李样本 今天把报表发我',
      '11-26 11:00',
      [],
    ],
  ])('%s', (_what, settings, says, at, expected) => {
    expect(saidBy(task, judge(settings, says, at))).toEqual(expected);
  });

  test('that nobody answered and that nothing came of it are two matters, each with a window of its own', () => {
    const outcomes = judge({ ...HALF_AN_HOUR, result: {} }, ASKED, '11-27 10:00');
    const key = JSON.stringify(['-', 'm000', '李样本']);
    expect(windowsOf(outcomes)).toEqual([key, `${key}#result`]);
  });

  test('a question is of its message, whoever it may mean', () => {
    expect(windowsOf(judge(HALF_AN_HOUR, '11-26 10:00 韩总裁: @李样本 报表', '11-26 10:31'))).toEqual(['task:m000']);
  });

  test('the arithmetic stands in the detail', () => {
    const [one] = judge(HALF_AN_HOUR, '11-26 11:50 韩总裁: @李样本 今天把报表发我', '11-26 14:00');
    expect(one).toMatchObject({ detail: { counted: '11-26 11:50–12:00, 11-26 13:30–13:50', who: '李样本' } });
  });
});

describe('what nobody can say', () => {
  test.each<[string, readonly string[], string]>([
    ['his shift', ['李样本 works 11-25 20:00-28:00'], 'unseen shift-unknown 李样本'],
    ['the working days of the year', [], 'unseen calendar-unknown 李样本'],
  ])('%s', (_what, about, expected) => {
    const says = about.length > 0 ? ASKED : '12-31 17:50 韩总裁: @李样本 今天把报表发我';
    expect(saidBy(task, judge(HALF_AN_HOUR, says, '12-31 18:00', about))).toEqual([expected]);
  });

  test('what was said while messages are missing', () => {
    const facts = factsOf(ASKED, '11-26 10:31');
    const { talk } = facts.records ?? noRecords;
    const gaps = [{ fromMs: facts.atMs - 600_000, untilMs: facts.atMs }];
    const records = { ...noRecords, talk: talk && { ...talk, gaps } };
    const outcomes = task.judge({ ...facts, records }, task.settings.parse(HALF_AN_HOUR));
    expect(saidBy(task, outcomes)).toEqual(['unseen data-gap 李样本']);
  });

  test('anything, where nobody looked', () => {
    const outcomes = task.judge(
      { ...factsOf('', '11-26 10:31'), records: noRecords },
      task.settings.parse(HALF_AN_HOUR),
    );
    expect(saidBy(task, outcomes)).toEqual(['unseen data-gap group']);
  });
});

test('what was asked in a time is judged by it, whenever it was answered', () => {
  const facts = factsOf(`${ASKED}\n10:10 王样例: 在吗\n11:00 韩总裁: @王样例 今天把合同发我`, '11-26 14:00');
  const settings = task.settings.parse({ ...HALF_AN_HOUR, from: ['leader'] });
  const noonMs = facts.atMs - 3.5 * 3_600_000;
  const [before, after] = [
    task.happenedIn?.(facts, 0, noonMs) ?? facts,
    task.happenedIn?.(facts, noonMs, facts.atMs) ?? facts,
  ].map((part) => task.judge(part, settings).map(({ subject }) => ('id' in subject ? subject.id : '')));
  expect([before, after]).toEqual([['李样本'], ['王样例']]);
});

test('settings become what is waited for', () => {
  const settings = task.settings.parse({
    from: ['president'],
    only: 'same-day',
    unnamed: 'responsible',
    responsible: 'desk',
    answer: { within: '30 minutes', warnBefore: ['10 minutes'], escalate: [{ to: 'hr' }] },
    result: { within: '2 working days', endsBy: ['done'] },
  });
  expect(task.waitsFor?.(settings, { ...ALONE, instance: 'ours', clause: '第11条' })).toEqual({
    id: 'ours',
    clause: '第11条',
    opens: 'task',
    speakers: ['president'],
    only: 'same-day',
    all: 'nobody',
    unnamed: 'role',
    role: 'desk',
    joins: 'asker',
    accepts: 'any-words',
    pausedBy: ['leave'],
    reachable: 'not-asked',
    acknowledge: { withinMs: 1_800_000, warnBeforeMs: [600_000], escalate: [{ afterMs: 0, toRole: 'hr' }] },
    result: { withinMs: 54_000_000, due: 'stated', endsBy: ['done'], warnBeforeMs: [], escalate: [] },
  });
  expect(task.rolesNamed?.(settings)).toEqual([
    { role: 'president', path: ['from', 0] },
    { role: 'desk', path: ['responsible'] },
    { role: 'hr', path: ['answer', 'escalate', 0, 'to'] },
  ]);
});

test.each([
  [{ answer: { within: '30 minutes' } }, '领导交办的事，30 分钟（工作时间）内回应'],
  [
    { from: ['president'], only: 'same-day', answer: { within: '30 minutes', escalate: [{ to: 'hr' }] }, result: {} },
    '「president」交办的当天事项，30 分钟（工作时间）内回应，过时告诉「hr」，在所说的那天下班前有结果、转交或改期',
  ],
])('%j in words', (settings, zh) => {
  expect(task.inWords(task.settings.parse(settings)).zh).toBe(zh);
});

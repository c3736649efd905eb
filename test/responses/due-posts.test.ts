import { afterAll, beforeAll, expect, test } from 'vitest';
import { armTimer } from '../../src/timers/arm.ts';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

// A report is due by six, in a group in which nobody says anything; each test goes on where the last one ended.

const CLAUSE = `clauses:
  - id: 示例日报
    title: { zh: 日报, en: Daily report }
    text: { zh: 每个工作日 18:00 前发日报。, en: A report by six each workday. }
    strength: binding
    evidence: archive
    checkedBy: [daily-report]
`;
const RULE = `rules:
  daily-report:
    rule: content/required-post
    clause: 示例日报
    kinds: [marketing]
    level: remind
    settings: { who: [{ userid: [qian.xiaoshou] }], since: 2026-11-27, lookbackDays: 3 }
`;

let open: TalkingHouse;
beforeAll(async () => {
  open = await openTalkingHouse({
    amend: (policy) => policy.replace(/^clauses:\n/m, CLAUSE).replace(/^rules:\n/m, RULE),
  });
}, 60_000);
afterAll(() => open.house.close());

/** The archive is read up to this moment, and nobody worked meanwhile. */
async function at(time: string): Promise<void> {
  await open.readUpTo(time);
  await open.house.setClock(`2026-${time}:00+08:00`);
  await open.house.idle();
}
/** It is not read any more, and every worker has worked up to this moment. */
const wait = (time: string): Promise<void> => open.house.until(`2026-${time}:00+08:00`);
const shown = (moment: Date): string =>
  new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(5, 19).replace('T', ' ');
const armed = async () => {
  const where = { corp: open.house.corp, kind: 'obligation-step', state: 'armed', subject: open.world.group };
  return (await open.house.inCorp((tx) => tx.timer.findMany({ where }))).map(({ dueAt }) => shown(dueAt));
};
const missed = async () =>
  (await open.house.allCases())
    .filter(({ instance }) => instance === 'daily-report')
    .map(({ window, openedAt }) => [window, shown(openedAt).slice(0, 11)]);

test('the hour is a timer of the group, and nothing is missing before it', async () => {
  await at('11-27 09:00');
  const { corp, inCorp, deps, idle } = open.house;
  const now = await deps.clock.now();
  await inCorp((tx) => armTimer(tx, corp, { kind: 'look-group', subject: open.world.group, dueAt: now, at: now }));
  await idle();
  expect([await armed(), await missed()]).toEqual([['11-27 18:01:01'], []]);
});

test('it is found as soon as what was said by then can be here, once, and then armed for the next working day', async () => {
  await at('11-27 17:59');
  await open.readUpTo('11-27 18:02');
  await wait('11-27 18:02');
  expect(await missed()).toEqual([['2026-11-27', '11-27 18:01']]);
  expect(await armed()).toEqual(['11-30 18:01:01']);
});

test('while the archive stands still it is looked at again, and found when it goes on', async () => {
  await at('11-30 17:59');
  await wait('11-30 18:04');
  expect((await missed()).map(([day]) => day)).toEqual(['2026-11-27']);
  await open.readUpTo('11-30 18:04');
  await wait('11-30 18:09');
  expect((await missed()).map(([day]) => day)).toEqual(['2026-11-27', '2026-11-30']);
});

test('a policy with another hour arms another moment', async () => {
  const earlier = open.published.replace(
    'since: 2026-11-27, lookbackDays',
    'since: 2026-11-27, by: "16:00", lookbackDays',
  );
  expect(earlier).not.toBe(open.published);
  const published = await open.run('policy', 'publish', open.house.file(earlier), '--by', 'li.renshi');
  expect(published.err).toBe('');
  await at('11-30 18:20');
  expect(await armed()).toEqual(['12-01 16:01:01']);
});

test('who works that night is asked by the end of his shift', async () => {
  const sheet =
    '类型,账号,部门,开始,结束,时间,状态\n班次,qian.xiaoshou,,2026-11-30,,休,\n班次,qian.xiaoshou,,2026-12-01,,20:00-次日08:00,';
  await open.json('attendance', 'import', open.house.file(sheet, '班.csv'), '--by', 'li.renshi');
  await open.house.idle();
  expect(await armed()).toEqual(['12-02 08:01:01']);
});

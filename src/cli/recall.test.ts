import { afterEach, beforeEach, expect, test } from 'vitest';
import { vouched } from '../../simulator/worlds/move-in.ts';
import { openSmallHouse, type SmallHouse, shippedPolicy } from '../../test/small-house.ts';

const policyA = vouched(shippedPolicy);
const at = (time: string, day = '26'): string => `2026-11-${day}T${time}:00+08:00`;

let house: SmallHouse['house'];
let world: SmallHouse['world'];
let run: SmallHouse['run'];
let json: SmallHouse['json'];
beforeEach(async () => {
  ({ house, world, run, json } = await openSmallHouse({ startAt: at('09:30'), policy: policyA }));
});
afterEach(() => house.close());

const inbox = (userid: string) => house.tenant.inbox(userid).map((item) => item.text);
const corrections = (userid: string) => inbox(userid).filter((text) => text.startsWith('更正：'));
const signed = ['--rule', 'nickname', '--since', '2026-11-26', '--by', 'li.renshi', '--reason', '规则写错了'];
const takeBack = (...more: string[]) => json('notices', 'recall', ...signed, ...more);
const callItself = async (nickname: string, userid: string) => {
  await house.tenant.join(world.group, userid, { inviter: 'sun.jingli' });
  await house.tenant.setNickname(world.group, userid, nickname);
};
const hire = async (...userids: string[]) => {
  for (const userid of userids) await house.tenant.hire({ userid, name: `示${userid.at(-1)}`, department: 5 });
  await house.idle();
};
const nicknames = () =>
  house.inCorp((tx) =>
    tx.case.findMany({ where: { corp: house.corp, rule: 'naming/nickname' }, orderBy: { subject: 'asc' } }),
  );

test('a batch: told people get one correction each, waiting messages are dropped, nothing counts, one entry says it', async () => {
  await hire('shi.a', 'shi.b', 'shi.c');
  await callItself('小太阳', 'zhao.shiyong');
  await callItself('小月亮', 'shi.a');
  await house.until(at('10:00'));
  await house.tenant.setNickname(world.group, 'shi.a', '营销策划部-示a');
  await house.until(at('10:45'));
  expect((await nicknames()).map((row) => row.closedBecause)).toEqual(['fixed', null]);
  await house.setClock(at('20:30'));
  await callItself('小星星', 'shi.b');
  await house.idle();

  const dry = await takeBack('--dry-run');
  expect(dry).toMatchObject({ dryRun: true, dropped: 1, stop: 'stopped' });
  expect(dry.corrected.sort()).toEqual(['shi.a', 'zhao.shiyong']);
  expect(await house.inCorp((tx) => tx.notice.count({ where: { kind: 'correction' } }))).toBe(0);

  expect(await takeBack()).toMatchObject({ dryRun: false, dropped: 1, cases: [{}, {}, {}] });
  await house.setClock(at('10:00', '27'));
  await house.idle();

  expect((await nicknames()).filter((row) => row.held === null)).toMatchObject(
    [1, 2, 3].map(() => ({ state: 'closed', closedBecause: 'taken-back', reminders: 0 })),
  );
  expect(['zhao.shiyong', 'shi.a', 'shi.b'].map((userid) => corrections(userid).length)).toEqual([1, 1, 0]);
  expect(corrections('zhao.shiyong')[0]).toContain('小太阳');
  expect(inbox('shi.b')).toEqual([]);
  const three = [expect.anything(), expect.anything(), expect.anything()];
  expect(await house.trail('batch-taken-back')).toMatchObject([
    { cases: three, corrections: three.slice(1), dropped: three.slice(2) },
  ]);
  expect(await house.chain()).toMatchObject({ state: 'whole' });

  expect(await takeBack()).toMatchObject({ corrected: [], stop: 'already' });
  await house.until(at('10:05', '27'));
  expect(corrections('zhao.shiyong')).toHaveLength(1);
});

test('what was taken back is not told again by the next look, and is when the rule is resumed and still says so', async () => {
  await callItself('小太阳', 'zhao.shiyong');
  await house.until(at('10:00'));
  await takeBack();
  await house.sync();
  await house.until(at('11:00'));
  expect(inbox('zhao.shiyong').map((text) => text.slice(0, 3))).toEqual(['群昵称', '更正：']);
  expect((await nicknames()).map((row) => [row.held, row.closedBecause])).toEqual([
    [null, 'taken-back'],
    ['stopped', null],
  ]);

  await run('resume', 'nickname', '--by', 'li.renshi', '--reason', '已改好规则');
  await house.until(at('11:05'));
  expect(inbox('zhao.shiyong')).toHaveLength(3);
});

test('who got another userid since gets the correction under the new one', async () => {
  await callItself('小太阳', 'zhao.shiyong');
  await house.until(at('10:00'));
  await house.tenant.changeUserid('zhao.shiyong', 'zhao.new');
  await house.idle();

  expect(await takeBack()).toMatchObject({ corrected: ['zhao.new'] });
  await house.until(at('10:05'));
  expect(corrections('zhao.new')).toHaveLength(1);
});

test('a time that is none, a rule that is none and a batch of nothing change nothing', async () => {
  const signed = ['--by', 'li.renshi', '--reason', '示例'];
  expect(await run('notices', 'recall', '--rule', 'nickname', '--since', 'gestern', ...signed)).toMatchObject({
    exit: 2,
  });
  expect(await run('notices', 'recall', '--rule', 'nick', '--since', '2026-11-26', ...signed)).toMatchObject({
    exit: 2,
  });
  expect(
    (await run('notices', 'recall', '--rule', 'nickname', '--since', '2026-11-26T09:30', ...signed)).out,
  ).toContain('opened no case since then');
  expect(await house.inCorp((tx) => tx.stop.count())).toBe(0);
});

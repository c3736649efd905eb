import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { vouched } from '../../simulator/worlds/move-in.ts';
import { openSmallHouse, type SmallHouse, shippedPolicy } from '../../test/small-house.ts';
import { publishPolicy } from '../review/publish-policy.ts';

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
const signed = ['--by', 'li.renshi', '--reason', '示例原因'] as const;
const stop = (what: string) => json('pause', what, ...signed);
const resume = (what: string, ...more: string[]) => json('resume', what, ...signed, ...more);
const callItself = async (nickname: string, userid = 'zhao.shiyong') => {
  await house.tenant.join(world.group, userid, { inviter: 'sun.jingli' });
  await house.tenant.setNickname(world.group, userid, nickname);
};
const nicknames = async () => (await house.allCases()).filter((row) => row.rule === 'naming/nickname');
const states = async () =>
  (await nicknames())
    .sort((a, b) => (a.subject < b.subject ? -1 : 1))
    .map((row) => [row.held, row.state, row.closedBecause]);
/** What people were told of groups. */
const notices = () =>
  house.inCorp((tx) =>
    tx.notice.findMany({
      where: { corp: house.corp, kind: { notIn: ['digest', 'trail-head'] } },
      orderBy: { toUserid: 'asc' },
    }),
  );

describe('a stopped rule', () => {
  test.each(['rule:nickname', 'kind:marketing', 'corp'])(
    '%s is judged and recorded, and nobody is told',
    async (what) => {
      expect(await stop(what)).toMatchObject({ exit: 0, state: 'stopped', cases: 0, notices: 0 });
      await callItself('小太阳');
      await house.until(at('11:00'));

      expect(await states()).toEqual([['stopped', 'open', null]]);
      expect(inbox('zhao.shiyong')).toEqual([]);
      const coverage = await house.inCorp((tx) => tx.coverage.findMany({ where: { rule: 'nickname', until: null } }));
      expect(coverage.map((row) => row.verdict)).toEqual(['checked']);
      expect(
        await house.inCorp((tx) => tx.finding.count({ where: { rule: 'naming/nickname', change: 'found' } })),
      ).toBe(1);
      expect(await house.trail('case-held')).toMatchObject([{ because: 'stopped' }]);
      expect(await house.trail('stop-made')).toHaveLength(1);
      expect(await house.chain()).toMatchObject({ state: 'whole' });
    },
  );

  test('tells what is still there when it is taken up again, and nothing of what is not', async () => {
    await house.tenant.hire({ userid: 'shi.jia', name: '示甲', department: 5 });
    await stop('rule:nickname');
    await callItself('小太阳');
    await callItself('小月亮', 'shi.jia');
    await house.until(at('10:00'));
    await house.tenant.setNickname(world.group, 'shi.jia', '营销策划部-示甲');
    await house.until(at('10:45'));

    expect(await resume('rule:nickname', '--dry-run')).toMatchObject({
      heldBy: 'stop',
      cases: [{ chatId: world.group }, { chatId: world.group }],
    });
    expect(inbox('zhao.shiyong')).toEqual([]);
    expect(await resume('rule:nickname')).toMatchObject({ state: 'resumed', cases: 2, released: 0, dropped: 0 });
    await house.until(at('10:50'));
    expect(inbox('zhao.shiyong')).toHaveLength(1);
    expect(inbox('shi.jia')).toEqual([]);
    expect(await states()).toEqual([
      ['resumed', 'closed', 'fixed'],
      [null, 'told', null],
    ]);
    expect(await house.chain()).toMatchObject({ state: 'whole' });
  });

  test('holds what waited to be sent; at resume it is sent, or dropped where it is settled', async () => {
    await house.setClock(at('20:30'));
    await house.tenant.hire({ userid: 'shi.jia', name: '示甲', department: 5 });
    await callItself('小太阳');
    await callItself('小月亮', 'shi.jia');
    await house.until(at('21:00'));
    expect((await notices()).map((row) => row.state)).toEqual(['waiting', 'waiting']);

    expect(await stop('rule:nickname')).toMatchObject({ cases: 0, notices: 2 });
    await house.tenant.setNickname(world.group, 'shi.jia', '营销策划部-示甲');
    await house.until(at('10:00', '27'));
    expect((await notices()).map((row) => row.state)).toEqual(['recalled', 'held']);
    expect([...inbox('zhao.shiyong'), ...inbox('shi.jia')]).toEqual([]);

    expect(await resume('rule:nickname')).toMatchObject({ released: 1, dropped: 0 });
    await house.until(at('10:05', '27'));
    expect(inbox('zhao.shiyong')).toHaveLength(1);
    expect(inbox('shi.jia')).toEqual([]);
  });

  test('does not remind a second time, nor brings the matter to a person, until it is taken up again', async () => {
    const hasty = policyA.replaceAll('grace: 48h', 'grace: 1h');
    await publishPolicy(house.deps, house.corp, hasty, 'a.yaml', 'li.renshi');
    await house.idle();
    await callItself('小太阳');
    await house.until(at('10:00'));
    expect(inbox('zhao.shiyong')).toHaveLength(1);
    await stop('rule:nickname');
    await house.setClock(at('13:00', '30'));
    await house.idle();
    expect(inbox('zhao.shiyong')).toHaveLength(1);
    expect(await states()).toEqual([[null, 'told', null]]);

    await resume('rule:nickname');
    await house.until(at('14:30', '30'));
    expect(inbox('zhao.shiyong')).toHaveLength(2);
  });

  test('is said once in HR’s digest, and stands in the status until it is taken up again', async () => {
    await stop('rule:nickname');
    const { out } = await run('status');
    expect(out).toContain('rule:nickname is paused by li.renshi');
    await house.setClock(at('10:00', '30'));
    await house.idle();
    const said = inbox('li.renshi').filter((text) => text.includes('已停用'));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('群昵称（nickname）');

    await resume('rule:nickname');
    expect((await json('status')).corps[0].stops).toEqual([]);
  });

  test('twice is one stop; what no policy names cannot be stopped; what is not stopped cannot be taken up', async () => {
    expect(await stop('rule:nickname')).toMatchObject({ state: 'stopped' });
    expect(await stop('nickname')).toMatchObject({ state: 'already' });
    expect(await run('pause', 'rule:nicknam', ...signed)).toMatchObject({
      exit: 2,
      err: expect.stringContaining('did you mean "nickname"?'),
    });
    expect(await run('resume', 'kind:marketing', ...signed)).toMatchObject({ exit: 2 });
    expect(await run('pause', 'rule:nickname', '--by', 'li.renshi')).toMatchObject({ exit: 2 });
    expect(await house.inCorp((tx) => tx.stop.count())).toBe(1);
  });

  test('keeps its reason sealed', async () => {
    await stop('corp');
    const [row] = await house.inCorp((tx) => tx.stop.findMany());
    expect(row?.reason).toMatch(/^v1\./);
    const keys = await house.deps.keys.of(house.corp);
    expect(keys.open({ table: 'stop', column: 'reason', row: row?.id ?? '' }, row?.reason ?? '')).toBe('示例原因');
  });
});

test('what the brake holds of a rule is printed by a dry run, and let go with who and why', async () => {
  const strict = policyA.replace('brakePerHour: 20', 'brakePerHour: 2');
  await publishPolicy(house.deps, house.corp, strict, 'a.yaml', 'li.renshi');
  await house.idle();
  const crowd = ['jia', 'yi', 'bing', 'ding'].map((name) => `shi.${name}`);
  for (const userid of crowd) await house.tenant.hire({ userid, name: `示${userid}`, department: 5 });
  await house.idle();
  await house.tenant.join(world.group, crowd, { inviter: 'sun.jingli' });
  for (const userid of crowd) await house.tenant.setNickname(world.group, userid, '路人');
  await house.until(at('10:30'));

  expect((await run('status')).out).toContain('resume rule:<name>');
  const dry = await resume('nickname', '--dry-run');
  expect(dry).toMatchObject({ heldBy: 'brake', dryRun: true });
  expect(dry.cases).toHaveLength(2);
  expect((await run('resume', 'nickname', '--dry-run', ...signed)).out).toContain('2 cases are held by the brake');
  expect(crowd.flatMap((userid) => inbox(userid))).toHaveLength(2);

  expect(await resume('nickname')).toMatchObject({ state: 'released', cases: 2 });
  await house.until(at('10:35'));
  expect(crowd.map((userid) => inbox(userid).length)).toEqual([1, 1, 1, 1]);
  expect(await house.trail('brake-off')).toMatchObject([{ rule: 'naming/nickname', released: 2 }]);
  expect(await house.inCorp((tx) => tx.decision.count({ where: { action: 'released', actor: 'li.renshi' } }))).toBe(2);
  expect(await house.inCorp((tx) => tx.brake.count({ where: { until: null } }))).toBe(0);
  expect(await run('resume', 'nickname', ...signed)).toMatchObject({ exit: 2 });
});

import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { moveIn, readDirectory, vouched } from '../../simulator/worlds/move-in.ts';
import { type Small, settleSmall } from '../../simulator/worlds/small.ts';
import { releaseBrake } from '../../src/cases/release-brake.ts';
import { nowIn, type Tx } from '../../src/db/client.ts';
import { lockGroups } from '../../src/groups/apply-events.ts';
import { reachOf } from '../../src/groups/reach.ts';
import { registerGroup } from '../../src/groups/register.ts';
import { publishPolicy } from '../../src/review/publish-policy.ts';
import { pause } from '../../src/time.ts';
import { armTimer } from '../../src/timers/arm.ts';
import { fireDueTimers } from '../../src/timers/fire.ts';
import { type House, openHouse } from '../house.ts';
import { openSmallHouse } from '../small-house.ts';

const policyA = vouched(readFileSync('policies/chongqing-industrial.yaml', 'utf8'));
/** The same, with an hour of grace in place of two days. */
const hasty = policyA.replaceAll('grace: 48h', 'grace: 1h');
const at = (time: string): string => `2026-11-26T${time}:00+08:00`;

let house: House;
let world: Small;
beforeEach(async () => {
  ({ house, world } = await openSmallHouse({ startAt: at('09:30'), policy: policyA }));
});
afterEach(() => house.close());

const inbox = (userid: string) => house.tenant.inbox(userid).map((item) => item.text);
const joinBadly = (userid = 'zhao.shiyong') => house.tenant.join(world.group, userid, { inviter: 'sun.jingli' });
const callItself = async (nickname: string, userid = 'zhao.shiyong') => {
  await joinBadly(userid);
  await house.tenant.setNickname(world.group, userid, nickname);
};
const told = async () =>
  (await house.allCases())
    .filter((row) => row.held === null)
    .map((row) => `${row.rule} ${row.closedBecause ?? 'open'}`);

describe('one fact, one case, one message', () => {
  test('an event that comes three times makes one case and one message', async () => {
    house.simulator.faults.add({ callback: 'app', kind: 'doubled', times: 2 });
    await callItself('小太阳');
    await house.until(at('10:30'));

    expect(await told()).toEqual(['naming/nickname open']);
    expect(inbox('zhao.shiyong')).toHaveLength(1);
  });

  test('a reminder that was right ends when the nickname is right, and says nothing more', async () => {
    await callItself('小太阳');
    await house.until(at('09:40'));
    await house.tenant.setNickname(world.group, 'zhao.shiyong', '营销策划部-赵试用');
    await house.until(at('10:41'));

    expect(await told()).toEqual(['naming/nickname fixed']);
    expect(inbox('zhao.shiyong')).toHaveLength(1);
    const findings = await house.inCorp((tx) => tx.finding.findMany({ orderBy: { at: 'asc' } }));
    expect(findings.map((row) => row.change)).toEqual(['found', 'gone']);
    expect(new Set(findings.map((row) => row.inputHash)).size).toBe(2);
  });

  test('after the grace he is reminded once more, then a person looks; never a third reminder', async () => {
    await callItself('小太阳');
    await house.until(at('10:00'));
    for (const day of ['2026-11-30', '2026-12-03', '2026-12-08']) {
      await house.setClock(`${day}T10:00:00+08:00`);
      await house.idle();
    }

    expect(inbox('zhao.shiyong')).toHaveLength(2);
    const aboutMembers = (await house.openCases()).filter((row) => row.rule !== 'register/checklist');
    expect(aboutMembers.map((row) => [row.rule, row.state])).toEqual([['naming/nickname', 'escalated']]);
  });

  test('「0」 says that the reminder is wrong: nobody reminds him again', async () => {
    await publishPolicy(house.deps, house.corp, hasty, 'a.yaml', 'li.renshi');
    await callItself('小太阳');
    await house.until(at('10:00'));
    await house.tenant.say('zhao.shiyong', '0');
    await house.until(at('15:00'));

    expect(inbox('zhao.shiyong').filter((text) => text.includes('昵称'))).toHaveLength(1);
  });
});

/** A promise that somebody else resolves. */
function gate() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((open) => {
    resolve = open;
  });
  return { promise, resolve: () => resolve() };
}

test('an event and a look at the same group wait for each other in turn: neither fails, and the event is looked at', async () => {
  const { deps, corp } = house;
  const arm = (tx: Tx, now: Date) =>
    armTimer(tx, corp, { kind: 'look-group', subject: world.group, dueAt: now, at: now });
  await house.inCorp(async (tx) => arm(tx, await nowIn(tx)));
  const [begun, letGo] = [gate(), gate()];
  const event = house.inCorp(async (tx) => {
    const now = await nowIn(tx);
    await lockGroups(tx, corp, [world.group], now);
    begun.resolve();
    await letGo.promise;
    await arm(tx, now);
  });
  await begun.promise;
  const look = fireDueTimers(deps, corp, 1);
  await pause(500);
  letGo.resolve();
  await Promise.all([event, look]);

  const rows = await house.inCorp((tx) => tx.timer.findMany({ where: { corp, kind: 'look-group', state: 'armed' } }));
  expect(rows.map((row) => row.attempts)).toEqual([0]);
});

describe('what the policy holds back', () => {
  test('faults older than the policy are recorded, and nobody is told', async () => {
    await house.setClock('2026-08-03T10:00:00+08:00');
    const old = await house.tenant.createGroup({ name: '示范老群', owner: 'sun.jingli', members: ['qian.xiaoshou'] });
    await house.tenant.setNickname(old, 'qian.xiaoshou', '小钱');
    await house.setClock(at('09:40'));
    const [line] = world.registrations;
    if (line) await registerGroup(house.deps, house.corp, { ...line, chatId: old }, 'li.renshi');
    await house.until(at('10:30'));

    const cases = (await house.openCases()).filter((row) => row.chatId === old && row.rule === 'naming/nickname');
    expect(new Set(cases.map((row) => row.held))).toEqual(new Set(['baseline']));
    expect(inbox('qian.xiaoshou')).toEqual([]);
  });

  test('a group younger than the text, but older than its publication, is of the base line too', async () => {
    const young = await openHouse({ title: '示范实业', startAt: at('09:30') });
    const small = await settleSmall(young.tenant);
    await young.tenant.setNickname(small.group, 'qian.xiaoshou', '小钱');
    await moveIn(young.deps, young.corp, small, policyA, 'li.renshi', young.idle);
    await young.until(at('10:30'));
    const held = (await young.openCases()).map((row) => row.held);
    await young.close();

    expect(held).toEqual(['baseline']);
  });

  test('a rule that a later version adds tells nobody of what it finds at its first look', async () => {
    const without = policyA.replace(/( {2}nickname:\n {4}rule: naming\/nickname[\s\S]*?level: )remind/, '$1off');
    const young = await openHouse({ title: '示范实业', startAt: at('09:30') });
    const small = await settleSmall(young.tenant);
    await moveIn(young.deps, young.corp, small, without, 'li.renshi', young.idle);
    await young.setClock(at('09:40'));
    const group = await young.tenant.createGroup({ name: '示范新群', owner: 'sun.jingli', members: ['qian.xiaoshou'] });
    await young.tenant.setNickname(group, 'qian.xiaoshou', '小钱');
    const [line] = small.registrations;
    if (line) await registerGroup(young.deps, young.corp, { ...line, chatId: group }, 'li.renshi');
    await young.until(at('10:00'));
    await publishPolicy(young.deps, young.corp, policyA, 'a.yaml', 'li.renshi');
    await young.until(at('10:30'));
    const found = (await young.openCases()).filter((row) => row.rule === 'naming/nickname' && row.chatId === group);
    await young.close();

    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map((row) => row.held))).toEqual(new Set(['baseline']));
  });

  test('more new cases in an hour than the brake allows are held', async () => {
    const braked = policyA.replace('brakePerHour: 20', 'brakePerHour: 2');
    await publishPolicy(house.deps, house.corp, braked, 'a.yaml', 'li.renshi');
    await house.idle();
    const crowd = ['jia', 'yi', 'bing', 'ding'].map((name) => `shi.${name}`);
    for (const userid of crowd) await house.tenant.hire({ userid, name: `示${userid}`, department: 5 });
    await house.idle();
    await house.tenant.join(world.group, crowd, { inviter: 'sun.jingli' });
    for (const userid of crowd) await house.tenant.setNickname(world.group, userid, '路人');
    await house.until(at('10:30'));

    const held = (await house.openCases()).map((row) => row.held);
    expect(held.filter((hold) => hold === 'brake')).toHaveLength(2);
    expect(crowd.flatMap((userid) => inbox(userid))).toHaveLength(2);

    const release = { of: { rule: 'naming/nickname' }, by: 'li.renshi', reason: '演练', via: 'cli' } as const;
    expect(await releaseBrake(house.deps, house.corp, release)).toBe(2);
    await house.until(at('10:35'));
    expect(crowd.map((userid) => inbox(userid).length)).toEqual([1, 1, 1, 1]);
  });

  test('a level that is raised from observe tells of the cases that go on', async () => {
    const observed = policyA.replace(/( {2}nickname:\n {4}rule: naming\/nickname[\s\S]*?level: )remind/, '$1observe');
    await publishPolicy(house.deps, house.corp, observed, 'a.yaml', 'li.renshi');
    await callItself('小太阳');
    await house.until(at('10:00'));
    await publishPolicy(house.deps, house.corp, policyA, 'a.yaml', 'li.renshi');
    await house.until(at('10:05'));

    expect(inbox('zhao.shiyong')).toHaveLength(1);
    expect((await house.openCases()).map((row) => row.level)).toEqual(['remind']);
  });

  test('at night nobody is told; in the morning he is', async () => {
    await house.until(at('22:00'));
    await callItself('小太阳');
    await house.until('2026-11-27T08:00:00+08:00');
    const night = inbox('zhao.shiyong');
    await house.until('2026-11-27T08:31:00+08:00');

    expect(night).toEqual([]);
    expect(inbox('zhao.shiyong')).toHaveLength(1);
  });

  test('a grace begins when he can have heard: a weekend takes nothing of it', async () => {
    await house.setClock('2026-11-27T20:30:00+08:00');
    await house.idle();
    await house.tenant.join(world.group, 'zhao.shiyong', { inviter: 'qian.xiaoshou' });
    await house.tenant.setNickname(world.group, 'zhao.shiyong', '小太阳');
    await house.until('2026-11-27T20:40:00+08:00');
    await house.setClock('2026-11-29T21:00:00+08:00');
    await house.idle();

    expect((await house.openCases()).map((row) => [row.says, row.state, row.reminders])).toEqual([
      ['asked', 'told', 1],
      ['other', 'told', 1],
    ]);
    const wednesday = new Date('2026-12-02T08:30:00+08:00');
    expect((await house.openCases()).map((row) => row.graceUntil)).toEqual([wednesday, wednesday]);
  });

  test('a rule at observe records and tells nobody', async () => {
    const observed = policyA.replace(/( {2}nickname:\n {4}rule: naming\/nickname[\s\S]*?level: )remind/, '$1observe');
    await publishPolicy(house.deps, house.corp, observed, 'a.yaml', 'li.renshi');
    await callItself('小太阳');
    await house.until(at('10:30'));

    expect((await house.openCases()).map((row) => [row.rule, row.level])).toEqual([['naming/nickname', 'observe']]);
    expect(inbox('zhao.shiyong')).toEqual([]);
  });
});

describe('what closes a case besides mending', () => {
  test('a new policy that no longer holds it', async () => {
    await callItself('小太阳');
    await house.until(at('10:00'));
    const relaxed = policyA.replace(/( {2}nickname:\n {4}rule: naming\/nickname[\s\S]*?level: )remind/, '$1off');
    await publishPolicy(house.deps, house.corp, relaxed, 'a.yaml', 'li.renshi');
    await house.idle();

    expect(await told()).toEqual(['naming/nickname policy-changed']);
  });

  test('the end of its group', async () => {
    await callItself('小太阳');
    await house.until(at('10:00'));
    await house.tenant.dismiss(world.group);
    await house.idle();

    expect(await told()).toEqual(['naming/nickname group-dissolved']);
  });
});

describe('when WeCom misbehaves', () => {
  test('a lost event is found by the next reading of all groups', async () => {
    house.simulator.faults.add({ callback: 'app', kind: 'lost', times: 5 });
    await callItself('小太阳');
    await house.idle();
    const before = await told();
    await readDirectory(house.deps, house.corp);
    await house.until(at('09:40'));

    expect(before).toEqual([]);
    expect(await told()).toEqual(['naming/nickname open']);
  });

  test('a busy WeCom (-1) is asked again, and nothing is lost', async () => {
    house.simulator.faults.add({ api: 'externalcontact/groupchat/get', kind: -1, times: 2 });
    await callItself('小太阳');
    await house.until(at('10:30'));

    expect(await told()).toEqual(['naming/nickname open']);
  });

  test('an address WeCom no longer trusts (60020) is a data gap, not a pass', async () => {
    const remove = house.simulator.faults.add({ api: 'externalcontact/groupchat/get', kind: 60020, times: 1_000 });
    await callItself('小太阳');
    await house.until(at('09:35'));
    const rows = await house.inCorp((tx) =>
      tx.coverage.findMany({ where: { corp: house.corp, chatId: world.group, until: null } }),
    );
    remove();

    // What needs an archive that is not there was not checkable before, either.
    const seen = rows.filter(({ reason }) => reason !== 'no-archive');
    expect(new Set(seen.map((row) => row.verdict))).toEqual(new Set(['data-gap']));
    expect(await told()).toEqual([]);
  });

  test('a directory that shrank is not believed, and groups are found all the same', async () => {
    for (const name of 'abcdefgh') await house.tenant.hire({ userid: `shi.${name}`, name: `示${name}`, department: 5 });
    await house.idle();
    await house.tenant.withoutCallbacks(async () => {
      await house.tenant.configureApp({ visible: { departments: [4], userids: ['sun.jingli'] } });
      await house.tenant.createGroup({ name: '示范新群', owner: 'sun.jingli', members: ['li.renshi'] });
    });
    await house.sync();

    const groups = await house.inCorp((tx) => tx.chatGroup.count({ where: { corp: house.corp } }));
    expect(groups).toBe(2);
    const left = await house.inCorp((tx) => tx.personState.count({ where: { corp: house.corp, status: 5 } }));
    expect(left).toBe(0);
  });

  test('a managed group that WeCom did not show for a while is read again', async () => {
    const chatId = await house.tenant.createManagedGroup({
      name: '示范工作群',
      owner: 'li.renshi',
      members: ['sun.jingli'],
    });
    const [line] = world.registrations;
    if (line)
      await registerGroup(
        house.deps,
        house.corp,
        { ...line, chatId, reach: 'managed', kind: 'headquarters' },
        'li.renshi',
      );
    await house.idle();
    const reach = async () => (await house.inCorp((tx) => reachOf(tx, house.corp, chatId, 'now'))).reach;
    const lift = house.simulator.faults.add({ api: 'appchat/get', kind: 86003, times: 100 });
    await house.setClock(at('11:31'));
    await house.sync();
    expect(await reach()).toBe('unknown');
    lift();
    await house.setClock(at('13:40'));
    await house.sync();

    expect(await reach()).toBe('managed');
  });

  test('the chain verifies after all of it', async () => {
    house.simulator.faults.add({ callback: '*', kind: 'doubled', times: 5, chance: 0.5 });
    house.simulator.faults.add({ callback: '*', kind: 'reordered', times: 5, chance: 0.5 });
    await callItself('小太阳');
    await house.tenant.dismissPerson('zhao.shiyong');
    await house.tenant.removeMember(world.group, 'zhao.shiyong');
    await house.until(at('11:30'));

    expect(await house.chain()).toMatchObject({ state: 'whole' });
    expect((await house.openCases()).filter((row) => row.subject.includes('zhao'))).toEqual([]);
  });
});

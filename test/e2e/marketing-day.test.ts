import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Industrial, settleIndustrial } from '../../simulator/worlds/industrial.ts';
import { industrialDay } from '../../simulator/worlds/industrial-day.ts';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { type House, openHouse } from '../house.ts';

/** Scene 3: a marketing group's day, nobody wronged. Played once; every test looks at what it left behind. */
let house: House;
let world: Industrial;

const day = '2026-11-26';
const policy = readFileSync('policies/chongqing-industrial.yaml', 'utf8').replace('digest: 09:05', 'digest: 17:30');

beforeAll(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-25T16:00:00+08:00' });
  world = await settleIndustrial(house.tenant);
  await moveIn(house.deps, house.corp, world, policy, 'li.renshi', house.idle);
  await house.until(`${day}T08:00:00+08:00`);
  for (const step of industrialDay(world, { sync: house.sync })) {
    await house.until(`${day}T${step.at}:00+08:00`);
    await step.happens();
  }
  await house.until(`${day}T18:00:00+08:00`);
}, 180_000);
afterAll(() => house.close());

const timeOf = (at: Date): string =>
  at.toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
const inbox = (userid: string) => house.tenant.inbox(userid).map((item) => item.text);

describe('what people were sent', () => {
  test('the intern got one text with the exact nickname to paste', () => {
    const texts = inbox('zhao.shiyong');

    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('营销策划部-赵试用');
  });

  test('钱销售, who invited with the admin’s consent, heard nothing', () => expect(inbox('qian.xiaoshou')).toEqual([]));

  test('the admin got three messages: the question, the QR code, the leaver', () => {
    expect(inbox('sun.jingli')).toHaveLength(3);
  });

  test('83 people whose department was renamed got nothing', () => {
    const planners = house.tenant.userids().filter((userid) => userid.startsWith('cehua.'));
    expect(planners.flatMap((userid) => inbox(userid))).toEqual([]);
  });

  test('the leaver is to be removed by 18:00, when the admin’s grace ends', () => {
    expect(inbox('sun.jingli').at(-1)).toContain('18:00');
  });

  test('nobody but the admins and HR got more than one message', () => {
    const heard = (userid: string) => inbox(userid).filter((text) => !text.startsWith('审计存证')); // whoever keeps the head of the trail
    const several = house.tenant.userids().filter((userid) => heard(userid).length > 1);
    expect(several.sort()).toEqual(['li.renshi', 'sun.jingli']);
  });

  test('HR got one digest that day: what waits, and one line about the department', () => {
    const digests = house.tenant
      .inbox('li.renshi')
      .filter((item) => item.at >= new Date(`${day}T00:00:00+08:00`) && item.text.includes('日报'));
    expect(digests.map(({ text }) => text)).toEqual([expect.stringContaining('营销策划部 → 营销中心')]);
    for (const words of ['待处理：1 项', '用的不是登记的入群二维码']) expect(digests[0]?.text).toContain(words);
  });

  test('nothing was shown twice', () => expect(house.simulator.stats().notices.doubled).toBe(0));
});

describe('what is on record', () => {
  test('four matters of the marketing group: three closed by themselves, the QR code waits', async () => {
    const told = (await house.allCases()).filter((row) => row.held === null && row.chatId === world.groups.marketing);

    expect(told.map((row) => [row.rule, row.says, row.closedBecause, row.closedAt && timeOf(row.closedAt)])).toEqual([
      ['membership/joined-by', 'asked', 'answered', '10:06'],
      ['membership/joined-by', 'foreign-scan', null, null],
      ['naming/nickname', 'other', 'fixed', '11:00'],
      ['membership/leaver-inside', 'reused', 'fixed', '15:20'],
    ]);
  });

  test('the new holder of the userid has a history of his own', async () => {
    const holders = await house.inCorp((tx) =>
      tx.account.findMany({ where: { corp: house.corp, userid: 'lin.lizhi' }, orderBy: { since: 'asc' } }),
    );

    expect(new Set(holders.map((row) => row.personId)).size).toBe(2);
    const cases = await house.allCases();
    expect(cases.filter((row) => row.subject.includes(holders[1]?.personId ?? '-'))).toEqual([]);
  });

  test('nothing was found against a customer', async () => {
    const outside = (await house.allCases()).filter(
      (row) => row.subject.startsWith('member:w') && row.nature === 'breach',
    );
    expect(outside).toEqual([]);
  });

  test('what managed groups do not show is not checkable, with the reason', async () => {
    const rows = await house.inCorp((tx) =>
      tx.coverage.findMany({
        where: { corp: house.corp, chatId: world.groups.executive, until: null, rule: 'nickname' },
      }),
    );
    expect(rows.map((row) => [row.verdict, row.reason])).toEqual([['not-checkable', 'no-nickname-api']]);
  });

  test('the group that members made themselves is not checkable, but for its line in the register and what people confirm', async () => {
    const rows = await house.inCorp((tx) =>
      tx.coverage.findMany({ where: { corp: house.corp, chatId: world.groups.internal, until: null } }),
    );
    const told = new Set(['headquarters-approved', 'internal-switches']);
    const inside = rows.filter((row) => !told.has(row.rule));
    expect(inside.length).toBeGreaterThan(0);
    expect(new Set(inside.map((row) => row.reason))).toEqual(new Set(['internal-group', 'no-archive']));
    expect(rows.filter((row) => told.has(row.rule)).map((row) => row.verdict)).toEqual(['checked', 'checked']);
  });

  test('every callback is done, and the chain verifies', async () => {
    const left = await house.inCorp((tx) => tx.callback.count({ where: { corp: house.corp, state: { not: 'done' } } }));

    expect(left).toBe(0);
    expect(await house.chain()).toMatchObject({ state: 'whole' });
  });
});

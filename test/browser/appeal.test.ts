import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTalkingHouse, type TalkingHouse } from '../responses/talking-house.ts';
import { type Chromium, openChromium } from './chromium.ts';
import { type Seat, sitDown } from './sit-down.ts';

// From a find to an appeal, by clicking what people click; each test goes on where the last one ended.

const [HR, SECOND, SUBJECT] = ['li.renshi', 'zhou.fuhe', 'qian.xiaoshou'] as const;
const NAMED = /钱销售|小钱/;

let open: TalkingHouse;
let chromium: Chromium;
let member: Seat;
let hr: Seat;
let second: Seat;
let theCase = { id: '', number: '', clause: '' };

beforeAll(async () => {
  open = await openTalkingHouse({ pages: 'open' });
  const { house, world } = open;
  await house.tenant.hire({ userid: SECOND, name: '周复核', department: 4, position: '人事专员' });
  await house.sync();
  await open.json('people', 'relation', SUBJECT, 'regular', '--by', HR);
  await house.tenant.setNickname(world.group, SUBJECT, '小钱');
  await house.sync();
  await house.until('2026-11-26T10:30:00+08:00');
  const found = await house.inCorp((tx) =>
    tx.case.findFirstOrThrow({ where: { rule: 'naming/nickname', subject: `member:${SUBJECT}`, closedAt: null } }),
  );
  theCase = { id: found.id, number: `C-${found.number}`, clause: found.clause };
  chromium = await openChromium();
  member = await sitDown(chromium, house, SUBJECT);
  hr = await sitDown(chromium, house, HR, 'desk');
  second = await sitDown(chromium, house, SECOND, 'desk');
}, 90_000);
afterAll(async () => {
  await chromium?.close();
  await open?.house.close();
});

const at = (time: string): Promise<void> => open.house.until(`2026-11-26T${time}:00+08:00`);
const strikes = () => open.house.inCorp((tx) => tx.strike.findMany());

describe('a find that was not quite right', () => {
  test('stands on the member’s own page, with its clause; he says that it is wrong, and why', async () => {
    await member.open('');
    await member.follow('我的记录');
    await member.follow(`/record/${theCase.id}`);
    const shown = await member.read();
    for (const words of [theCase.number, theCase.clause, '这是系统按群规核对出来的，可能有误。'])
      expect(shown).toContain(words);
    await member.press('提醒错了');
    expect(await member.read()).toContain('记下了，会有人核对');
    await member.write('您想说明的情况', '昵称昨天已报备，系统里还没更新');
    await member.press('提交说明');
    expect(await member.read()).toContain('昵称昨天已报备，系统里还没更新');
  });

  test('waits for HR under a pseudonym; HR reads what he says, and proposes a talk', async () => {
    await hr.open('/queue');
    expect(await hr.read()).not.toMatch(NAMED);
    await hr.follow(`/cases/${theCase.id}`);
    expect(await hr.read()).toMatch(/员工 A-[0-9a-f]{4}/);
    expect(await hr.read()).toContain('昵称昨天已报备，系统里还没更新');
    await hr.page.getByLabel('谈话').first().check();
    await hr.write('说明', '先谈一次');
    await hr.press('提出');
    expect(await hr.read()).toContain('先谈一次');
    expect(await strikes()).toEqual([]);
  });

  test('is confirmed by HR, with a reason; after ten minutes he hears of it, and it counts once', async () => {
    await hr.write('理由（本人会看到）', '昵称与规定不一致');
    await hr.press('属实，按建议处理');
    expect(await hr.read()).toContain('前可以撤回');
    await member.open(`/record/${theCase.id}`);
    expect(await member.read()).not.toContain('昵称与规定不一致');
    await at('10:45');
    await member.open('/record');
    expect(await member.read()).toContain('计算中');
    await member.follow(`/record/${theCase.id}`);
    for (const words of ['昵称与规定不一致', '李人事', '申诉理由']) expect(await member.read()).toContain(words);
  });

  test('is appealed against once; who decided first may not look at it, another may', async () => {
    await member.write('申诉理由', '当天就改好了');
    await member.press('提交申诉');
    expect(await member.read()).toContain('申诉中');
    expect(await member.page.getByLabel('申诉理由').count()).toBe(0);
    await hr.open(`/cases/${theCase.id}`);
    expect(await hr.read()).toContain('第一次是您决定的');
    expect(await hr.page.getByRole('button', { name: '撤销原决定' }).count()).toBe(0);
  });

  test('is reversed by the second person, and what counted is given back on his own page', async () => {
    await second.open('/appeals');
    await second.follow(`/cases/${theCase.id}`);
    await second.write('理由（本人会看到）', '当天已改好');
    await second.press('撤销原决定');
    expect(await second.read()).toContain('撤销了原决定');
    await at('10:58');
    await member.open('/record');
    expect(await member.read()).toContain('已退还');
    await member.follow(`/record/${theCase.id}`);
    expect(await member.read()).toContain('申诉成立：原决定撤销，计的次数已退还');
    expect(await strikes()).toMatchObject([{ givenBackBecause: 'reversed' }]);
  });

  test('left every step in the trail, in this order, and the chain is whole', async () => {
    const kinds = (await open.house.inCorp((tx) => tx.auditRecord.findMany({ orderBy: { seq: 'asc' } }))).map(
      ({ kind }) => kind,
    );
    const steps = kinds // of this case alone
      .slice(kinds.indexOf('case-opened'))
      .filter((kind) => !/^(notice|signed|coverage|day|privacy)-/.test(kind));
    expect(steps).toEqual([
      'case-opened',
      'case-told',
      'decision-made', // 提醒错了
      'case-escalated',
      'statement-given',
      'record-read',
      'measure-proposed',
      'decision-made',
      'strike-counted',
      'appeal-made',
      'record-read',
      'decision-made',
      'appeal-decided',
      'strike-given-back',
    ]);
    expect((await open.house.chain()).state).toBe('whole');
  });
});

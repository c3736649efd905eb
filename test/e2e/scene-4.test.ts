import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compilerIsHere } from '../../simulator/archive/build-library.ts';
import { type HolidayNotice, type HolidayStep, settleHolidayNotice } from '../../simulator/worlds/holiday-notice.ts';
import { holidayPolicy } from '../../simulator/worlds/holiday-policy.ts';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { archiveBeside } from '../archive/archive-house.ts';
import { commandsIn } from '../command-line.ts';
import { type House, openHouse } from '../house.ts';

const shipped = readFileSync('policies/drucker-consulting.yaml', 'utf8');
const HR = 'zhou.renzi';
/** Words as a company keeps them, with what is harmless among them. */
const WORDS = '[gambling]\n下注\n赌一\nallow: 赌一把\n[politics]\n党\n[abuse]\n废物\n';

/**
 * Scene 4: the holiday notice at 17:56, played once through the whole house, with an archive that is pulled by WeCom's call. Every
 * test looks at what it left behind. The clock jumps: who is waited for is told at the stops that matter, and nobody between them.
 */
describe.each(compilerIsHere() ? ['the stand-in'] : [])('scene 4: the holiday notice at 17:56, through %s', () => {
  let house: House;
  let world: HolidayNotice;
  let close = async (): Promise<void> => undefined;
  let run: ReturnType<typeof commandsIn>;
  const atStop = new Map<string, string[]>();

  const obligations = () =>
    house.inCorp((tx) => tx.obligation.findMany({ orderBy: [{ clause: 'asc' }, { openedAt: 'asc' }, { key: 'asc' }] }));
  /** Every message but HR's one of the morning, and the head of the trail behind it. */
  const told = () =>
    house.tenant
      .userids()
      .flatMap((userid) => house.tenant.inbox(userid).map(({ at, text }) => ({ userid, at, text })))
      .filter(({ text }) => !text.startsWith('群规\n群规日报') && !text.startsWith('审计存证'));
  const standing = async () =>
    (await responses()).map(({ says, state, closedBecause }) => `${says} ${closedBecause ?? state}`);
  const responses = async () => (await house.allCases()).filter(({ rule }) => rule.startsWith('response/'));
  const stop = async (time: string): Promise<void> => {
    await house.setClock(`${time}+08:00`);
    await house.idle();
    atStop.set(
      time,
      (await responses()).filter(({ closedAt }) => closedAt === null).map(({ says }) => says),
    );
  };
  const play = async (step: HolidayStep): Promise<void> => {
    await house.setClock(`${step.at}:00+08:00`);
    await step.happens();
    await house.idle();
  };

  beforeAll(async () => {
    const beside = archiveBeside();
    house = await openHouse({ title: '示例咨询', startAt: '2026-09-29T16:00:00+08:00', ...beside.told });
    close = async () => {
      await house.close();
      beside.throwAway();
    };
    run = commandsIn(house);
    world = await settleHolidayNotice(house.tenant);
    await moveIn(house.deps, house.corp, world, holidayPolicy(shipped), HR, house.idle);
    for (const [name, text, command] of [
      ['attendance.csv', world.attendance, ['attendance', 'import']],
      ['words.txt', WORDS, ['words', 'import', '--list', 'company']],
    ] as const)
      expect((await run(...command, house.file(text, name), '--by', HR)).err).toBe('');
    const evening = world.steps.filter(({ at }) => at < '2026-10');
    const morning = world.steps.filter(({ at }) => at > '2026-10' && at < '2026-10-08T09:16');
    const afterwards = world.steps.filter(({ at }) => at > '2026-10-08T09:16');
    for (const step of evening) await play(step);
    for (let day = 1; day <= 7; day += 1) await stop(`2026-10-0${day}T10:00:00`);
    for (const step of morning) await play(step);
    await stop('2026-10-08T09:16:00');
    await stop('2026-10-08T09:17:01');
    await stop('2026-10-08T09:28:30'); // what was said until 09:27 is here a minute later
    for (const step of afterwards) {
      await play(step);
      atStop.set(step.at, await standing());
    }
  }, 120_000);
  afterAll(() => close());

  test('before: while 第12条 has no time limit its rule cannot be switched on', async () => {
    const on = shipped.replace(/(answer-notices:(?:.|\n)*?level: )off/, '$1remind');
    const { exit, out } = await run('policy', 'check', house.file(on, 'unset.yaml'));
    expect(exit).toBe(1);
    expect(out).toContain('第12条');
  });

  test('thirteen are waited for: eleven answer in time, one too late, one is on leave until he is back', async () => {
    const rows = await obligations();
    const of = (state: string): number => rows.filter(({ acknowledgeState }) => acknowledgeState === state).length;
    const counted = { opened: rows.length, met: of('met'), missed: of('missed') + of('late') };
    expect(JSON.stringify({ obligations: counted })).toBe('{"obligations":{"opened":13,"met":11,"missed":1}}');
    expect(of('paused')).toBe(1);
  });

  test('clocks are of working time, lunch and holidays apart, each by his own hours', async () => {
    const due = new Map((await obligations()).map((row) => [`${row.clause} ${row.awaited}`, row.acknowledgeDueAt]));
    const minute = (of: string) => due.get(of)?.toISOString().slice(0, 16);
    expect(minute('第11条 li.yangben')).toBe('2026-10-08T01:27');
    expect(minute('第12条 wang.yangli')).toBe('2026-10-08T09:56');
    expect(minute('第12条 chu.moni')).toBe('2026-09-30T19:30'); // within his night
    expect(minute('第12条 feng.ceshi')).toBe('2026-10-10T09:56'); // a Saturday that is worked
  });

  test('what is given shortly before closing time is marked as such; the spokesman speaks for the president', async () => {
    const rows = await obligations();
    expect(rows.map(({ clause, saidWhen }) => `${clause} ${saidWhen}`)).toContain('第11条 near-closing');
    expect(new Set(rows.map(({ asker, spokenBy }) => `${asker} ${spokenBy}`))).toEqual(
      new Set(['han.zongcai han.zongcai', 'han.zongcai sun.daifa']),
    );
  });

  test('each answer counts as what it is; the one taken back reopened, and was given again', async () => {
    const rows = (await obligations()).filter(({ clause }) => clause === '第12条');
    const proof = new Map(rows.map((row) => [row.awaited.join(), row.bestProof]));
    expect([proof.get('qian.xiaoshou'), proof.get('wang.yangli'), proof.get('zhang.shili')]).toEqual([
      'quote-reply',
      'speaks-next',
      'speaks-next',
    ]);
    const again = rows.find(({ awaited }) => awaited.includes('zhao.shiyong'));
    expect(again?.acknowledgeEndedAt?.toISOString()).toMatch(/^2026-10-08T01:05/);
  });

  test('in the holidays nobody hears of us', () => {
    const from = new Date('2026-09-30T18:00:00+08:00');
    const until = new Date('2026-10-08T00:00:00+08:00');
    expect(told().filter(({ at }) => at >= from && at < until)).toEqual([]);
  });

  test('one reminder in all: to 李样本, ten minutes before, with the arithmetic', () => {
    const [first, ...others] = told().filter(({ userid }) => userid !== HR);
    expect(first).toEqual({
      userid: 'li.yangben',
      at: expect.any(Date),
      text: expect.stringContaining('计时（工作时间 30 分钟）：09-30 17:57–18:00, 10-08 09:00–09:27'),
    });
    expect(first?.at.toISOString()).toMatch(/^2026-10-08T01:17/);
    expect(others.map(({ userid }) => userid)).toEqual(['li.yangben']); // and HR's question
  });

  test('when the half hour is over nobody can show that he was reachable: HR is asked, and not he', () => {
    expect([...atStop.values()].slice(0, -5).flat()).toEqual([]);
    expect(atStop.get('2026-10-08T09:28:30')).toEqual(['not-shown']);
    const [asked] = told().filter(({ userid }) => userid === HR);
    expect(asked?.text).toContain('李样本 到 10-08 09:27 没有回应，无法证明当时网络畅通');
    expect(asked?.at.toISOString()).toMatch(/^2026-10-08T01:28/);
  });

  test('HR has him asked; his late word in the group ends nothing of it; he explains, HR hears it and lets it rest: no strike', async () => {
    expect(atStop.get('2026-10-08T09:30')).toEqual(['not-shown told']);
    expect(atStop.get('2026-10-08T09:50')).toEqual(['not-shown told']);
    expect(atStop.get('2026-10-08T09:51')).toEqual(['not-shown escalated']);
    expect(atStop.get('2026-10-08T09:55')).toEqual(['not-shown decided']);
    const decisions = await house.inCorp((tx) => tx.decision.findMany({ orderBy: { at: 'asc' } }));
    expect(decisions.map(({ actor, action, via }) => [actor, action, via])).toEqual([
      [HR, 'asked', 'card'],
      ['li.yangben', 'not-reached', 'card'],
      [HR, 'waived', 'card'],
    ]);
    expect(
      told().map(({ userid, text }) => `${userid} ${/无法证明|当时您收得到消息吗|说当时没收到/.exec(text)}`),
    ).toEqual(['zhou.renzi 无法证明', 'zhou.renzi 说当时没收到', 'li.yangben null', 'li.yangben 当时您收得到消息吗']);
    const cases = await responses();
    expect(cases.map(({ nature, subject, tell }) => [nature, subject, tell])).toEqual([
      ['task', 'member:li.yangben', 'hr'],
    ]);
  });

  test('after the next look the case is closed as waived', async () => {
    await house.tenant.sayIn(world.group, 'zhang.shili', '值班表收到');
    await house.setClock('2026-10-08T10:00:00+08:00');
    await house.idle();
    expect((await responses()).map(({ closedBecause }) => closedBecause)).toEqual(['waived']);
  });

  test('the usual false alarms are silent', async () => {
    await house.setClock('2026-10-08T10:10:00+08:00');
    await house.idle(); // he hears that it rests, ten minutes after it was said
    const before = (await obligations()).length;
    const shown = told().length;
    const say = (by: string, text: string, mentions: readonly string[] = []) =>
      house.tenant.sayIn(world.group, by, text, { mentions });
    await say('han.zongcai', '辛苦了', ['zhang.shili']);
    await say('wang.yangli', '这次投标赌一把');
    await say('chen.juli', '党建活动的照片发群里了');
    await say('wei.jiashe', '订单号 440308199901011239 已发货');
    await house.tenant.sendIn(world.group, 'sun.daifa', { is: 'red-packet', wish: '生日快乐', count: 14 });
    await house.idle();
    expect(await obligations()).toHaveLength(before);
    const hits = await house.inCorp((tx) => tx.contentHit.findMany({ select: { instance: true, category: true } }));
    expect(hits).toEqual([]);
    expect(told()).toHaveLength(shown);
  });

  test('every word is a row without its words, and the chain verifies', async () => {
    const rows = await house.inCorp((tx) => tx.message.findMany({ where: { chatId: world.group } }));
    expect(rows).toHaveLength(20);
    expect(rows.every(({ words }) => words === null)).toBe(true);
    expect(await house.chain()).toMatchObject({ state: 'whole' });
  });
});

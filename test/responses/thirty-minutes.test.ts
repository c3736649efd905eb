import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lookWhereAwaited } from '../../src/attendance/look-where-awaited.ts';
import { newId } from '../../src/ids.ts';
import { findNews } from '../../src/review/find-news.ts';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

// One house; each test has a day of its own, in the order in which they stand here.

let open: TalkingHouse;
beforeAll(async () => {
  open = await openTalkingHouse();
  await open.readUpTo('11-26 09:30');
});
afterAll(() => open.house.close());

const asks = (id: string, at: string, text = '@营销策划部-钱销售 请今天把报表发我') => ({
  id,
  from: 'sun.jingli',
  at,
  text,
});
const says = (id: string, at: string, text: string) => ({ id, from: 'qian.xiaoshou', at, text });

/** The archive is read, and every worker has worked, up to this moment. */
async function at(time: string): Promise<void> {
  await open.readUpTo(time);
  await open.house.until(`2026-${time}:00+08:00`);
  await open.house.idle();
}
async function press(userid: string, card: RegExp, label: string): Promise<void> {
  await open.house.tenant.press(userid, card, label);
  await open.house.idle();
}
/** Groups of which the night would say something else than the rows. */
const newsAtNight = async () => (await findNews(open.house.deps, open.house.corp, [open.world.group])).chatIds;
const rowOf = async (messageId: string) => (await open.rows()).find(({ messages }) => messages[0] === messageId);
const sentTo = async (kind: string) => (await open.notices(kind)).map(({ toUserid, state }) => [toUserid, state]);
const missesOpen = async () =>
  (await open.house.openCases())
    .filter(({ rule }) => rule === 'response/task')
    .map(({ says: said, state }) => [said, state]);

describe('a task of thirty minutes', () => {
  test('that is answered is met, with its arithmetic and its proof, and nobody is told anything', async () => {
    await at('11-26 10:01');
    await open.hear(asks('a1', '11-26 10:00'));
    expect(await rowOf('a1')).toMatchObject({
      instance: 'half-an-hour',
      awaited: ['qian.xiaoshou'],
      asker: 'sun.jingli',
      acknowledgeState: 'running',
      closedAt: null,
    });
    await at('11-26 10:12');
    await open.hear(says('a2', '11-26 10:10', '收到'));
    expect(await rowOf('a1')).toMatchObject({
      acknowledgeState: 'met',
      acknowledgeDueAt: new Date('2026-11-26T10:30:00+08:00'),
      acknowledgeWorkedMs: 600_000n,
      bestProof: 'speaks-next',
      closedAt: expect.any(Date),
    });
    expect(await open.house.trail('obligation-opened')).toHaveLength(1);
    expect(await open.house.trail('obligation-changed')).toMatchObject([{ clock: 'acknowledge', change: 'met' }]);
    expect([await sentTo('waiting'), await sentTo('overdue'), await missesOpen()]).toEqual([[], [], []]);
  });

  test('is told before it is due to who is waited for, once, and after it to whom the policy names', async () => {
    await at('11-27 10:01');
    await open.hear(asks('b1', '11-27 10:00'));
    await at('11-27 10:19');
    expect(await sentTo('waiting')).toEqual([]);
    await at('11-27 10:25');
    expect(await sentTo('waiting')).toEqual([['qian.xiaoshou', 'sent']]);
    await at('11-27 10:30');
    expect(await missesOpen()).toEqual([]);
    await at('11-27 10:35');
    expect(await missesOpen()).toEqual([['not-answered', 'told']]);
    expect(await sentTo('overdue')).toEqual([]);
    await at('11-27 11:10');
    expect(await sentTo('overdue')).toEqual([['sun.jingli', 'sent']]);
    expect(await sentTo('waiting')).toHaveLength(1);
    expect(await rowOf('b1')).toMatchObject({ acknowledgeState: 'missed', closedAt: null });
    expect(await newsAtNight()).toEqual([]);
  });

  test('that is answered late is answered: its case ends, and its row says when', async () => {
    await open.hear(says('b2', '11-27 11:05', '好的，马上处理'));
    expect(await rowOf('b1')).toMatchObject({ acknowledgeState: 'late', acknowledgeWorkedMs: 3_900_000n });
    expect(await missesOpen()).toEqual([]);
    expect(await sentTo('correction')).toEqual([]);
    expect(await newsAtNight()).toEqual([]);
  });

  test('whose answer comes late from the archive was no miss: who was told hears so', async () => {
    await at('11-30 10:01');
    await open.hear(asks('c1', '11-30 10:00'));
    await at('11-30 10:40');
    expect(await missesOpen()).toEqual([['not-answered', 'told']]);
    await open.hear(says('c2', '11-30 10:20', '收到'));
    expect(await rowOf('c1')).toMatchObject({ acknowledgeState: 'met' });
    expect(await missesOpen()).toEqual([]);
    const [last] = (await open.house.allCases()).filter(({ rule }) => rule === 'response/task').slice(-1);
    expect(last?.closedBecause).toBe('taken-back');
    expect(await sentTo('correction')).toEqual([['qian.xiaoshou', 'sent']]);
  });

  test('that is taken back before an answer waits for nobody', async () => {
    await at('12-01 10:01');
    await open.hear(asks('d1', '12-01 10:00'));
    await open.hear({
      id: 'd2',
      from: 'sun.jingli',
      at: '12-01 10:05',
      text: '',
      action: 'recall',
      msgtype: 'revoke',
      revoke: { pre_msgid: 'd1' },
    });
    expect(await rowOf('d1')).toMatchObject({ cancelled: 'revoked', closedAt: expect.any(Date) });
    await at('12-01 11:30');
    expect(await missesOpen()).toEqual([]);
    expect(await sentTo('waiting')).toHaveLength(2); // those of the days before
  });

  test('that nobody can be sure of is asked about once, and runs from the moment it is registered', async () => {
    await at('12-02 10:01');
    await open.hear(asks('e1', '12-02 10:00', '@营销策划部-钱销售 华东的报表'));
    expect(await rowOf('e1')).toMatchObject({ certainty: 'unsure', acknowledgeState: null, closedAt: null });
    expect(await sentTo('question')).toEqual([['sun.jingli', 'sent']]);
    await at('12-02 10:06');
    await press('sun.jingli', /请您确认/u, '登记为任务');
    const row = await rowOf('e1');
    expect(row).toMatchObject({ certainty: 'sure', acknowledgeState: 'running' });
    expect(row?.openedAt.toISOString()).toMatch(/^2026-12-02T02:06/);
    expect(row?.acknowledgeDueAt?.toISOString()).toMatch(/^2026-12-02T02:36/);
    await open.hear(says('e2', '12-02 10:20', '收到'));
    expect(await rowOf('e1')).toMatchObject({ acknowledgeState: 'met' });
    expect(await sentTo('question')).toHaveLength(1);
  });

  test('may be answered by the button under its warning', async () => {
    await open.readsCards('qian.xiaoshou');
    await at('12-03 10:01');
    await open.hear(asks('f1', '12-03 10:00'));
    await at('12-03 10:22');
    await press('qian.xiaoshou', /在等您/u, '收到');
    expect(await rowOf('f1')).toMatchObject({ acknowledgeState: 'met', bestProof: 'button' });
    expect(await open.house.trail('obligation-pressed')).toMatchObject([{ says: 'received', via: 'card' }]);
  });

  test('said shortly before closing time is due the next morning, and nobody hears of it at night', async () => {
    await at('12-03 17:51');
    await open.hear(asks('g1', '12-03 17:50'));
    const before = (await open.notices('waiting')).length;
    await at('12-04 08:59');
    expect(await open.notices('waiting')).toHaveLength(before);
    expect(await rowOf('g1')).toMatchObject({
      acknowledgeState: 'running',
      saidWhen: 'near-closing',
      acknowledgeDueAt: new Date('2026-12-04T09:20:00+08:00'),
    });
    await at('12-04 09:12');
    expect(await open.notices('waiting')).toHaveLength(before + 1);
    await open.hear(says('g2', '12-04 09:15', '收到'));
    expect(await rowOf('g1')).toMatchObject({ acknowledgeState: 'met', acknowledgeWorkedMs: 1_500_000n });
  });

  test('that fell due in leave which was approved afterwards was no miss', async () => {
    const { corp, inCorp, deps } = open.house;
    await at('12-04 14:01');
    await open.hear(asks('h1', '12-04 14:00'));
    await at('12-04 14:40');
    expect(await missesOpen()).toEqual([['not-answered', 'told']]);
    const personId = await open.personOf('qian.xiaoshou');
    const now = await deps.clock.now();
    await inCorp(async (tx) => {
      const leave = { fromAt: new Date('2026-12-04T09:00:00+08:00'), untilAt: new Date('2026-12-04T18:00:00+08:00') };
      const learned = { why: 'leave', learnedBy: 'file', learnedRef: '请假.csv', approvedAt: now, since: now };
      await tx.absence.create({ data: { corp, id: newId(), personId, ...leave, ...learned } });
      await lookWhereAwaited(tx, corp, [personId], leave.fromAt, now);
    });
    await open.house.idle();
    expect(await rowOf('h1')).toMatchObject({
      acknowledgeState: 'paused',
      acknowledgeDueAt: new Date('2026-12-07T09:30:00+08:00'),
    });
    expect(await missesOpen()).toEqual([]);
    expect((await sentTo('correction')).at(-1)).toEqual(['qian.xiaoshou', 'sent']);
    await open.hear(says('h2', '12-04 14:39', '收到'));
    expect(await rowOf('h1')).toMatchObject({ acknowledgeState: 'met', acknowledgeWorkedMs: 0n });
    expect(await open.house.chain()).toMatchObject({ state: 'whole' });
  });
});

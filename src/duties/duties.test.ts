import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse, shippedPolicy } from '../../test/small-house.ts';
import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { lookEverywhere } from '../groups/look-everywhere.ts';
import { newId } from '../ids.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { agreeExemption, askExemption, type Exempting, endExemption, refuseExemption } from './exemptions.ts';
import { lastInstanceOf } from './last-instance.ts';
import { loadDeputies } from './load-deputies.ts';
import { leadersExemptions, listExemptions } from './load-exemptions.ts';
import { deputiesIn } from './suggest-deputies.ts';

const by = ['--by', 'li.renshi'] as const;
const policySlug = 'chongqing-industrial';
let small: SmallHouse;
beforeAll(async () => {
  small = await openSmallHouse({ startAt: '2026-11-26T09:30:00+08:00', policy: shippedPolicy });
  await small.house.tenant.hire({
    userid: 'wang.zongcai',
    name: '王总裁',
    department: 1,
    position: '总裁',
    leaderIn: [1],
  });
  await small.house.tenant.hire({ userid: 'feng.renshi', name: '冯人事', department: 4, position: '人事专员' });
  await small.house.tenant.hire({
    userid: 'he.zhuguan',
    name: '何主管',
    department: 5,
    position: '主管',
    leaderIn: [5],
  });
  await small.house.sync();
  await small.house.until('2026-11-26T09:36:00+08:00');
}, 60_000);
afterAll(() => small.house.close());

const personOf = async (userid: string): Promise<string> =>
  (await small.house.inCorp((tx) => tx.account.findFirstOrThrow({ where: { userid, until: null } }))).personId;

/** One use case in a transaction of its own, with its entries in the trail. */
const does = async <Came extends { readonly entries: AuditEntry[] }>(
  work: (tx: Tx, exempting: Exempting) => Promise<Came>,
): Promise<Came> => {
  const { corp, deps } = small.house;
  const [keys, at] = [await deps.keys.of(corp), await deps.clock.now()];
  return small.house.inCorp(async (tx) => {
    const came = await work(tx, { corp, keys, at });
    await appendAudit(tx, corp, keys, at, came.entries);
    return came;
  });
};

const asking = async (userid: string, more: object = {}) => ({
  ...{ caseId: null, policySlug, instance: 'nickname', chatId: null, personId: await personOf(userid), by: userid },
  ...{ reason: '艺名已备案，客户只认这个名字', until: '2026-12-31', ...more },
});
const ask = async (userid: string, more: object = {}) => {
  const asked = await asking(userid, more);
  return does((tx, exempting) => askExemption(tx, exempting, asked));
};
const agree = (id: string | null, userid: string) =>
  does((tx, exempting) => agreeExemption(tx, exempting, { id: id ?? '', by: userid }));

test('the last instance is whom the policy names', async () => {
  const found = await small.house.inCorp(async (tx) => {
    const at = await small.house.deps.clock.now();
    const [policy] = await policiesInForce(tx, small.house.corp, at);
    const directory = await directoryOf(tx, small.house.corp, at.getTime());
    return policy && lastInstanceOf(policy, directory);
  });
  expect(found).toEqual([await personOf('wang.zongcai')]);
});

describe('a deputy', () => {
  test('is named for days, listed, and ended', async () => {
    const days = ['--from', '2026-11-27', '--until', '2026-11-30'];
    const set = ['duties', 'deputy', 'set', 'li.renshi', 'feng.renshi', ...days];
    expect(await small.json(...set, ...by)).toMatchObject({ state: 'named' });
    expect(await small.json(...set, ...by)).toMatchObject({ state: 'repeat' });
    const { deputies } = await small.json('duties', 'deputy', 'list');
    expect(deputies).toMatchObject([{ of: 'li.renshi', deputy: 'feng.renshi', untilAt: '2026-11-30T16:00:00.000Z' }]);
    expect(await small.json('duties', 'deputy', 'end', deputies[0].id, ...by)).toMatchObject({ state: 'ended' });
    expect(await small.json('duties', 'deputy', 'list')).toMatchObject({ deputies: [] });
    expect(await small.house.trail('deputy-set')).toMatchObject([{ change: 'named' }, { change: 'ended' }]);
  });

  test.each([
    ['of himself', 'li.renshi', ['--from', '2026-11-27', '--until', '2026-11-30'], 'nobody is his own deputy'],
    ['for days that are over', 'feng.renshi', ['--from', '2026-11-01', '--until', '2026-11-02'], 'these days are over'],
    ['backwards', 'feng.renshi', ['--from', '2026-12-02', '--until', '2026-12-01'], 'ends before it begins'],
  ])('%s is refused', async (_, deputy, days, why) => {
    const { err } = await small.run('duties', 'deputy', 'set', 'li.renshi', deputy, ...days, ...by);
    expect(err).toContain(why);
  });

  test('is suggested to who will be away, once for each leave, without saying why he is away', async () => {
    const personId = await personOf('li.renshi');
    await small.house.inCorp((tx) =>
      tx.absence.create({
        data: {
          ...{
            corp: small.house.corp,
            id: newId(),
            personId,
            why: 'leave',
            learnedBy: 'approval',
            learnedRef: '202611',
          },
          fromAt: new Date('2026-12-01T00:00:00+08:00'),
          untilAt: new Date('2026-12-04T00:00:00+08:00'),
          since: new Date('2026-11-26T09:40:00+08:00'),
        },
      }),
    );
    await small.house.until('2026-11-26T11:30:00+08:00');
    const cards = small.house.tenant.inbox('li.renshi').filter((one) => JSON.stringify(one).includes('请定一位代理人'));
    expect(cards).toHaveLength(1);
    expect(JSON.stringify(cards)).toContain('2026-12-01 ~ 2026-12-03');
    expect(JSON.stringify(cards)).not.toMatch(/leave|请假|休假|出差/);
  });

  test('who is named for it keeps it from being suggested; rows say who it is at any moment', async () => {
    const days = ['--from', '2026-12-01', '--until', '2026-12-03'];
    await small.json('duties', 'deputy', 'set', 'li.renshi', 'feng.renshi', ...days, ...by);
    const found = await small.house.inCorp((tx) =>
      loadDeputies(tx, small.house.corp, new Date('2026-11-26T12:00:00+08:00')),
    );
    expect(found).toMatchObject([{ of: await personOf('li.renshi'), by: await personOf('feng.renshi') }]);
    const month = [new Date('2026-12-01T00:00:00+08:00'), new Date('2027-01-01T00:00:00+08:00')] as const;
    expect(await small.house.inCorp((tx) => deputiesIn(tx, small.house.corp, ...month))).toHaveLength(1);
  });
});

/** Reads every group now. */
const look = async () => {
  const at = await small.house.deps.clock.now();
  await small.house.inCorp((tx) => lookEverywhere(tx, small.house.corp, at));
  await small.house.idle();
};

describe('an exemption', () => {
  test.each([
    ['without a reason', { reason: ' ' }, 'no-reason'],
    ['until a day that is over', { until: '2026-11-25' }, 'bad-day'],
    ['for ever', { until: '2030-01-01' }, 'bad-day'],
    ['of a rule that the policy has not', { instance: 'nothing' }, 'no-such-rule'],
  ])('%s is not taken', async (_, more, outcome) => {
    expect(await ask('qian.xiaoshou', more)).toMatchObject({ outcome, entries: [] });
  });

  test('is asked once at a time; nothing counts yet, and what he wrote is sealed', async () => {
    const first = await ask('qian.xiaoshou');
    expect(first.outcome).toBe('asked');
    expect(await ask('qian.xiaoshou')).toMatchObject({ outcome: 'repeat', id: first.id });
    const row = await small.house.inCorp((tx) => tx.exemption.findFirstOrThrow());
    expect(row.reason).not.toContain('艺名');
    expect(row).toMatchObject({ state: 'asked', agreedAt: null });
  });

  test('of a member wants one person, who has the duty and is not himself', async () => {
    const [row] = await small.house.inCorp((tx) => tx.exemption.findMany());
    const id = row?.id ?? '';
    expect(await agree(id, 'qian.xiaoshou')).toMatchObject({ outcome: 'own-line' });
    expect(await agree(id, 'zhao.shiyong')).toMatchObject({ outcome: 'not-entitled' });
    expect(await agree(id, 'li.renshi')).toMatchObject({ outcome: 'agreed' });
    expect(await agree(id, 'feng.renshi')).toMatchObject({ outcome: 'closed' });
  });

  test('spares him in judging, and no longer once it ended', async () => {
    const { tenant } = small.house;
    await tenant.setNickname(small.world.group, 'qian.xiaoshou', '小鱼');
    await look();
    const about = async () =>
      (await small.house.openCases()).filter(({ subject }) => subject === 'member:qian.xiaoshou');
    expect(await about()).toEqual([]);
    const [row] = await small.house.inCorp((tx) => tx.exemption.findMany());
    const end = { id: row?.id ?? '', by: 'qian.xiaoshou' };
    expect(await does((tx, exempting) => endExemption(tx, exempting, end))).toMatchObject({ outcome: 'ended' });
    await small.house.idle();
    expect(await about()).toMatchObject([{ instance: 'nickname' }]);
  });

  test('is refused with a reason, and everybody who asks may know it', async () => {
    const { id } = await ask('zhao.shiyong');
    const refuse = (because: string) =>
      does((tx, exempting) => refuseExemption(tx, exempting, { id: id ?? '', because, by: 'li.renshi' }));
    expect(await refuse('')).toMatchObject({ outcome: 'no-reason' });
    expect(await refuse('没有备案文件')).toMatchObject({ outcome: 'refused' });
    const { corp, deps } = small.house;
    const keys = await deps.keys.of(corp);
    const personId = await personOf('zhao.shiyong');
    const [own] = await small.house.inCorp(async (tx) =>
      listExemptions(tx, corp, keys, { personId, at: await deps.clock.now() }),
    );
    expect(own).toMatchObject({ state: 'refused', because: '没有备案文件', reason: '艺名已备案，客户只认这个名字' });
  });

  test('of a leader wants a second person, somebody else, and is in the monthly report', async () => {
    const { id } = await ask('he.zhuguan');
    expect(await agree(id, 'li.renshi')).toMatchObject({ outcome: 'one-more' });
    expect(await agree(id, 'li.renshi')).toMatchObject({ outcome: 'repeat' });
    expect(await agree(id, 'he.zhuguan')).toMatchObject({ outcome: 'own-line' });
    expect(await agree(id, 'wang.zongcai')).toMatchObject({ outcome: 'agreed' });
    const month = [new Date('2026-11-01T00:00:00+08:00'), new Date('2026-12-01T00:00:00+08:00')] as const;
    const reported = await small.house.inCorp((tx) => leadersExemptions(tx, small.house.corp, ...month));
    expect(reported.map((one) => one.id)).toEqual([id]);
    expect(await small.house.inCorp((tx) => tx.exemption.count({ where: { reported: 'monthly' } }))).toBe(1);
  });

  test('everything goes by cards too: who may decide presses, he is told, and the second of a leader is asked then', async () => {
    const inboxOf = (userid: string, words: string) =>
      small.house.tenant.inbox(userid).filter((one) => JSON.stringify(one).includes(words));
    await small.house.until('2026-11-27T10:00:00+08:00');
    expect(inboxOf('zhao.shiyong', '这次没有同意')).toHaveLength(1);
    expect(inboxOf('he.zhuguan', '已同意，到 2026-12-31 为止')).toHaveLength(1);
    expect(inboxOf('wang.zongcai', '有人申请豁免')).toHaveLength(1);
    const { id } = await ask('sun.jingli', { reason: '本周在海外，昵称下周改' });
    await small.house.idle();
    await small.house.tenant.press('feng.renshi', '本周在海外', '同意豁免');
    await small.house.idle();
    const row = await small.house.inCorp((tx) => tx.exemption.findFirstOrThrow({ where: { id: id ?? '' } }));
    expect(row).toMatchObject({ state: 'agreed', firstBy: await personOf('feng.renshi') });
    expect(inboxOf('sun.jingli', '已同意')).toHaveLength(1);
  });

  test('by card it is refused for a reason that is chosen there; without one he is asked for it', async () => {
    const inboxOf = (userid: string, words: string) =>
      small.house.tenant.inbox(userid).filter((one) => JSON.stringify(one).includes(words));
    const { id } = await ask('sun.jingli', { reason: '想再等一等' });
    const stateNow = async () =>
      (await small.house.inCorp((tx) => tx.exemption.findFirstOrThrow({ where: { id: id ?? '' } }))).state;
    await small.house.idle();
    expect(JSON.stringify(inboxOf('feng.renshi', '想再等一等'))).not.toContain('孙经理');
    await small.house.tenant.press('feng.renshi', '想再等一等', '不同意');
    await small.house.idle();
    expect(await stateNow()).toBe('asked');
    expect(inboxOf('feng.renshi', '请先选一个理由')).toHaveLength(1);
    await small.house.tenant.press('feng.renshi', '想再等一等', '不同意', { reason: ['too-long'] });
    await small.house.idle();
    expect(await stateNow()).toBe('refused');
    expect(inboxOf('sun.jingli', '这次没有同意：时间偏长')).toHaveLength(1);
  });

  test('the trail names nobody, and says each step', async () => {
    const steps = await small.house.trail('exemption-moved');
    expect(steps.map((one) => (one as { to?: string }).to)).toEqual([
      'asked',
      'agreed',
      'ended',
      'asked',
      'refused',
      'asked',
      'first',
      'agreed',
      'asked',
      'agreed',
      'asked',
      'refused',
    ]);
    expect(JSON.stringify(steps)).not.toMatch(/qian|zhuguan|艺名/);
  });

  test('at the command line: what waits, and by whom it goes on', async () => {
    const { id } = await ask('zhao.shiyong', { reason: '再次说明' });
    expect(await small.json('duties', 'exemption', 'list')).toMatchObject({ exit: 1 });
    expect(await small.json('duties', 'exemption', 'agree', id ?? '', ...by)).toMatchObject({
      exit: 0,
      outcome: 'agreed',
    });
    expect(await small.json('duties', 'exemption', 'list')).toMatchObject({ exit: 0 });
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse, shippedPolicy } from '../../test/small-house.ts';
import { newId, PersonId } from '../ids.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { missingProofs } from '../sanctions/sign-off.ts';
import { boundBySignOff } from './bound-level.ts';
import { loadSignOff } from './load-sign-off.ts';

const slug = 'chongqing-industrial';
const by = ['--by', 'li.renshi'] as const;

let small: SmallHouse;
beforeAll(async () => {
  small = await openSmallHouse({ startAt: '2026-11-26T09:30:00+08:00', policy: shippedPolicy });
  for (const actor of ['qian.xiaoshou', 'sun.jingli']) await pressedBefore(actor);
}, 60_000);
afterAll(() => small.house.close());

/** Who has pressed a button before reads in WeCom, where cards show. */
const pressedBefore = (actor: string) =>
  small.house.inCorp((tx) =>
    tx.decision.create({
      data: {
        corp: small.house.corp,
        id: newId(),
        caseId: newId(),
        actor,
        action: 'fixed',
        via: 'card',
        at: new Date('2026-11-20T02:00:00Z'),
      },
    }),
  );
const cardsOf = (userid: string) =>
  small.house.tenant.inbox(userid).filter((message) => JSON.stringify(message).includes('请阅读群规'));
const textsOf = (userid: string) => JSON.stringify(small.house.tenant.inbox(userid));
const personOf = async (userid: string) => {
  const row = await small.house.inCorp((tx) => tx.account.findFirst({ where: { userid, until: null } }));
  return PersonId.parse(row?.personId);
};
const missing = async (userid: string) => {
  const person = await personOf(userid);
  return small.house.inCorp(async (tx) => {
    const signOff = await loadSignOff(tx, small.house.corp, { policySlug: slug, policyVersion: 1 });
    return missingProofs(signOff, person, (await small.house.deps.clock.now()).getTime());
  });
};

/** The levels that findings at `propose` about somebody really get. */
const levelsOf = async (userid: string) =>
  small.house.inCorp(async (tx) => {
    const at = await small.house.deps.clock.now();
    const [policy] = await policiesInForce(tx, small.house.corp, at);
    if (!policy) throw new Error('no policy is in force');
    const directory = await directoryOf(tx, small.house.corp, at.getTime());
    const facts = { members: [], directory } as never;
    const finding = { level: 'propose', subject: { kind: 'member', id: userid } } as never;
    const bound = await boundBySignOff(tx, { corp: small.house.corp, policy, facts, at }, [finding]);
    return bound.map(({ level }) => level);
  });

describe('how a version comes to bind people', () => {
  test('nothing is recorded at first: everything is missing, rules remind, and nobody is asked to sign', async () => {
    const shown = await small.json('policy', 'sign-off', 'show');
    expect(shown).toMatchObject({
      exit: 1,
      versions: [{ policy: slug, missing: ['consultation', 'record', 'publication'], signed: 0, waiting: 4 }],
    });
    expect(await levelsOf('qian.xiaoshou')).toEqual(['remind']);
    await small.house.until('2026-11-26T10:00:00+08:00');
    expect(cardsOf('qian.xiaoshou')).toEqual([]);
  });

  test('its steps are recorded one by one, and on the trail; the same again changes nothing', async () => {
    const consult = ['--from', '2026-11-10', '--until', '2026-11-20'];
    const record = ['--of', 'union', '--on', '2026-11-23', '--reference', '示工字〔2026〕3号'];
    expect(await small.json('policy', 'sign-off', 'consultation', slug, ...consult, ...by)).toMatchObject({
      version: 1,
      state: 'written',
    });
    expect(await small.json('policy', 'sign-off', 'record', slug, ...record, ...by)).toMatchObject({
      state: 'written',
    });
    expect(await small.json('policy', 'sign-off', 'record', slug, ...record, ...by)).toMatchObject({
      state: 'unchanged',
    });
    expect(await small.house.trail('sign-off-recorded')).toMatchObject([{ step: 'consultation' }, { step: 'record' }]);
    expect(await missing('qian.xiaoshou')).toEqual(['publication', 'told']);
  });

  test('a step of a version that was never published is refused', async () => {
    const { exit, err } = await small.run(
      ...['policy', 'sign-off', 'publication', slug, '--number', '9', '--on', '2026-11-26', '--where', '公告栏', ...by],
    );
    expect([exit, err]).toEqual([3, expect.stringContaining('there is no version 9')]);
  });

  test('with its publication everybody whom it binds is asked by one card, whatever HR has not said of him yet', async () => {
    const on = ['--on', '2026-11-26', '--where', '公司公告栏'];
    expect(await small.json('policy', 'sign-off', 'publication', slug, ...on, ...by)).toMatchObject({
      state: 'written',
    });
    await small.house.until('2026-11-26T10:05:00+08:00');
    for (const userid of ['li.renshi', 'sun.jingli', 'qian.xiaoshou', 'zhao.shiyong'])
      expect(cardsOf(userid), userid).toHaveLength(1);
    expect(JSON.stringify(cardsOf('sun.jingli'))).toContain('公司公告栏');
  });

  test('a press is a signature, once', async () => {
    await small.house.tenant.press('qian.xiaoshou', '请阅读群规', '我已阅读');
    await small.house.idle();
    await small.house.tenant.press('qian.xiaoshou', '请阅读群规', '我已阅读').catch(() => undefined);
    await small.house.idle();
    expect(await small.house.trail('version-shown')).toMatchObject([{ how: 'card', says: 'signed' }]);
    expect(await missing('qian.xiaoshou')).toEqual([]);
    expect(await levelsOf('qian.xiaoshou')).toEqual(['propose']);
    expect(cardsOf('qian.xiaoshou')[0]).toMatchObject({ greyed: expect.stringContaining('已签收') });
  });

  test('a refusal is kept, and he was told all the same', async () => {
    await small.house.tenant.press('sun.jingli', '请阅读群规', '已读，不同意');
    await small.house.idle();
    expect(await missing('sun.jingli')).toEqual([]);
    expect(await small.json('policy', 'sign-off', 'show')).toMatchObject({
      versions: [{ missing: [], signed: 1, refused: 1, waiting: 2 }],
    });
  });

  test('where cards may not show it is a text, and a reply signs; what is not about a version is nobody’s', async () => {
    expect(JSON.stringify(cardsOf('zhao.shiyong'))).toContain('读完请回复「已读」；不同意请回复「不同意」');
    const before = small.house.tenant.inbox('zhao.shiyong').length;
    await small.house.tenant.say('zhao.shiyong', '已读完这本书');
    await small.house.idle();
    expect(small.house.tenant.inbox('zhao.shiyong')).toHaveLength(before);
    await small.house.tenant.say('zhao.shiyong', '已读 别的制度');
    await small.house.idle();
    expect(textsOf('zhao.shiyong')).toContain('请写明是哪一份');
    expect(await missing('zhao.shiyong')).toEqual(['told']);
    await small.house.tenant.say('zhao.shiyong', '已读，不同意');
    await small.house.idle();
    expect(textsOf('zhao.shiyong')).toContain('第 1 版，不同意。有意见请找');
    expect(await missing('zhao.shiyong')).toEqual([]);
    await small.house.tenant.say('zhao.shiyong', '已读');
    await small.house.idle();
    expect(textsOf('zhao.shiyong')).toMatch(/已记录：您已阅读《[^》]+》第 1 版，谢谢/);
    const said = small.house.tenant.inbox('zhao.shiyong').length;
    await small.house.tenant.say('zhao.shiyong', '不同意');
    await small.house.idle();
    expect(small.house.tenant.inbox('zhao.shiyong')).toHaveLength(said);
    const how = (await small.house.trail('version-shown')).filter((entry) => entry.how === 'reply');
    expect(how).toMatchObject([{ says: 'refused' }, { says: 'signed' }]);
  });

  test('a new hire is asked on his first day, and nobody twice', async () => {
    await small.house.until('2026-11-30T09:00:00+08:00');
    await small.house.tenant.hire({ userid: 'wu.xinren', name: '吴新人', department: 5, position: '营销策划' });
    await small.house.until('2026-11-30T10:00:00+08:00');
    expect([cardsOf('wu.xinren').length, cardsOf('zhao.shiyong').length]).toEqual([1, 1]);
  });

  test('a list on paper is taken line by line; a refusal wants a witness, a name one bearer, a day that has come', async () => {
    const file = small.house.file(
      [
        '姓名,账号,日期,结果,见证人',
        '赵试用,,2026-11-27,签字,',
        '李人事,li.renshi,2026-11-27,拒签,',
        '吴新人,wu.xinren,2026-11-30,拒签,孙示例',
        '无此人,,2026-11-27,,',
        '孙示例,,2027-01-01,,',
      ].join('\n'),
      'signatures.csv',
    );
    const told = await small.json('policy', 'sign-off', 'import', slug, file, ...by);
    expect(told).toMatchObject({ exit: 1, taken: 2, fresh: 2 });
    expect(told.returned.map(({ row }: { row: number }) => row)).toEqual([3, 5, 6]);
    expect(await small.json('policy', 'sign-off', 'import', slug, file, ...by)).toMatchObject({ fresh: 0 });
    expect(await missing('wu.xinren')).toEqual([]);
    expect(await missing('li.renshi')).toEqual(['told']);
    expect((await small.house.trail('signatures-imported'))[0]).toMatchObject({ taken: 2, refused: 1, returned: 3 });
  });

  test('no name of anybody is on the trail', async () => {
    const entries = [
      ...(await small.house.trail('version-shown')),
      ...(await small.house.trail('signatures-imported')),
    ];
    expect(JSON.stringify(entries)).not.toMatch(/qian|钱销售|孙示例/);
  });
});

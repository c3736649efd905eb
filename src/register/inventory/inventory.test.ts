import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRound } from '../../../test/builders/inventory.ts';
import { by, type OldGroups, openOldGroups } from '../../../test/builders/inventory-round.ts';
import { settleEnding } from '../../managed/ending.ts';
import { writeSheet } from '../sheet/sheet.ts';

/** One round of a small company, in the order of its two days; every test looks at the next step. */
let round: OldGroups;
let { house, world, run, dir, json, cardsOf, drawn, lineOf, tasks, trail } = {} as OldGroups;
beforeAll(async () => {
  round = await openOldGroups();
  ({ house, world, run, dir, json, cardsOf, drawn, lineOf, tasks, trail } = round);
}, 60_000);
afterAll(() => round.close());

const start = () => json(...startRound, ...by);

describe('a round', () => {
  test('proposes a kind for every unregistered group and sends each owner one card', async () => {
    const said = await start();
    await house.until('2026-11-24T09:12:00+08:00');

    expect(said).toMatchObject({ exit: 0, lines: 6, cards: 2, cardsFrom: expect.stringMatching(/^2026-11-24T00:40:/) });
    expect([cardsOf('sun.jingli').length, cardsOf('qian.xiaoshou').length]).toEqual([1, 1]);
    const { confidence } = await json('inventory', 'show');
    expect(confidence).toEqual({ certain: 1, likely: 2, unknown: 3 });
  });

  test('is one at a time', async () => {
    const { exit, err } = await run(...startRound, ...by);
    expect([exit, err]).toEqual([3, expect.stringContaining('E-INVENTORY-OPEN')]);
  });

  test('asks about three groups at most, the least certain first', async () => {
    const [card] = cardsOf('sun.jingli');
    const body = card?.body as {
      template_card: { select_list: { title: string; selected_id: string; option_list: { id: string }[] }[] };
    };
    const asked = body.template_card.select_list;

    expect(asked).toHaveLength(3);
    expect(asked[0]).toMatchObject({ title: '示范周末群', selected_id: 'later' });
    expect(asked[1]).toMatchObject({ title: '示范老客户微信群', selected_id: 'later' });
    expect(asked[2]).toMatchObject({ title: '示范高管沟通群', selected_id: 'kind.executive' });
    for (const { option_list } of asked)
      expect(option_list.map(({ id }) => id)).toEqual(expect.arrayContaining(['unused', 'not-mine']));
  });

  test('with one group on it there is room to ask what it is for', () => {
    const body = cardsOf('qian.xiaoshou')[0]?.body as { template_card: { select_list: { title: string }[] } };
    expect(body.template_card.select_list.map(({ title }) => title)).toEqual(['示范旧群', '做什么用']);
  });

  test('a press that chose nothing leaves the card open', async () => {
    const only = await lineOf('示范旧群');
    await house.tenant.press('qian.xiaoshou', () => true, '提交', { [only.id]: ['later'] });
    await house.idle();

    expect((await lineOf('示范旧群')).state).toBe('proposed');
    const [card] = cardsOf('qian.xiaoshou');
    expect(card).toMatchObject({ greyed: null, text: expect.stringContaining('还有 1 个没选，选好再点「提交」') });
  });

  test('a press of somebody else, or of a key of somebody else’s card, has no effect', async () => {
    const key = cardsOf('sun.jingli')[0]?.buttons[0]?.key ?? '';
    const taskId = cardsOf('qian.xiaoshou')[0]?.taskId ?? '';
    const { pressed } = await import('../../cases/press.ts');
    const of = (userid: string, eventKey: string) =>
      pressed(house.deps, house.corp, {
        userid,
        eventKey,
        taskId,
        responseCode: '',
        createdAtMs: Date.parse('2026-11-24T09:20:00+08:00'),
        selected: [],
      });

    expect(await of('sun.jingli', key)).toBe('not-the-addressee');
    expect(await of('qian.xiaoshou', key)).toBe('no-such-card');
  });

  test('what is chosen is kept, what is not is said, and the card can be pressed again', async () => {
    const [weekend, executive] = [await lineOf('示范周末群'), await lineOf('示范高管沟通群')];
    await house.tenant.press('sun.jingli', () => true, '提交', {
      [weekend.id]: ['unused'],
      [executive.id]: ['kind.executive'],
    });
    await house.idle();

    expect(drawn('sun.jingli')).toMatchObject({
      greyed: null,
      desc: expect.stringMatching(/^还有 1 个没选，选好再点「提交」（N-\d{6}）$/),
    });
    expect(drawn('sun.jingli').chosen).toEqual([
      ['已不用', 'open'],
      ['请选择', 'open'],
      ['集团高管工作群', 'open'],
    ]);
    expect([(await lineOf('示范周末群')).state, (await lineOf('示范高管沟通群')).state]).toEqual([
      'answered',
      'answered',
    ]);
  });

  test('what is still open is asked once more, and never a third time', async () => {
    await house.until('2026-11-24T15:05:00+08:00');
    expect([cardsOf('sun.jingli').length, cardsOf('qian.xiaoshou').length]).toEqual([2, 2]);

    await house.until('2026-11-25T09:30:00+08:00');
    expect([cardsOf('sun.jingli').length, cardsOf('qian.xiaoshou').length]).toEqual([2, 2]);
    const third = house.inCorp(async (tx) => {
      const [card] = await tx.inventoryCard.findMany({ where: { corp: house.corp, owner: 'sun.jingli' } });
      await tx.inventoryCard.create({
        data: { ...(card as NonNullable<typeof card>), id: crypto.randomUUID(), place: 3 },
      });
    });
    await expect(third).rejects.toThrow(/at_most_two_cards/);
  });

  test('HR confirms in bulk: one entry of the trail with its lines', async () => {
    const dry = await json('inventory', 'confirm', '--all-answered', '--dry-run', ...by);
    const confirm = () => json('inventory', 'confirm', '--all-answered', ...by);
    const [one, other] = await Promise.all([confirm(), confirm()]); // two presses at once are one
    const groups = [...one.groups, ...other.groups];

    expect(groups).toEqual(dry.groups);
    expect(groups.map(({ name, state }) => [name, state]).sort()).toEqual([
      ['示范周末群', 'to-close'],
      ['示范高管沟通群', 'registered'],
    ]);
    const [entry, ...others] = await trail('register-confirmed');
    expect(others).toEqual([]);
    expect(entry.lines).toMatchObject([{ groupKind: 'executive', permit: 'approval', confidence: 'answered' }]);
  });

  test('old papers come with it', async () => {
    const { name } = await lineOf('示范高管沟通群');
    const { out } = await run('groups', 'show', name, '--json');
    expect(JSON.parse(out).registered.approval).toEqual({ by: '总裁', number: '〔2019〕3号', date: '2019-03-01' });
  });

  test('when all is chosen the card thanks, and shows for good what was chosen', async () => {
    const { id } = await lineOf('示范旧群');
    await house.tenant.press('qian.xiaoshou', () => true, '提交', {
      [id]: ['kind.headquarters'],
      [`${id}.purpose`]: ['purpose.1'],
    });
    await house.idle();

    expect(drawn('qian.xiaoshou', 1)).toEqual({
      desc: expect.stringMatching(/^N-\d{6}$/),
      greyed: '已登记，谢谢',
      chosen: [
        ['集团工作群', 'fixed'],
        ['通知发布', 'fixed'],
      ],
    });
    expect(await trail('inventory-answered')).toHaveLength(3);
  });

  test('what is to be closed is a task of its owner, who hears of it once', async () => {
    await house.until('2026-11-25T10:30:00+08:00');
    const cards = house.tenant
      .inbox('sun.jingli')
      .filter(({ text }) => text.includes('示范周末群') && text.includes('解散'));
    expect(cards.map(({ kind }) => kind)).toEqual(['button_interaction']);
    expect(await tasks('managed/unused')).toMatchObject([
      { nature: 'task', state: 'told', detail: { date: '2026-12-09' } },
    ]);
  });

  test('his word closes it: nobody else sees that group', async () => {
    await house.tenant.press('sun.jingli', /示范周末群/, '已处理');
    await house.idle();

    expect(await tasks('managed/unused')).toMatchObject([{ state: 'closed', closedBecause: 'fixed' }]);
    expect((await run('groups', 'list', '--json')).out).not.toContain('示范周末群');
  });

  test('a group of WeChat is registered and must move by a day', async () => {
    const certain = await json('inventory', 'confirm', '--all-certain', ...by);
    const likely = await json('inventory', 'confirm', '--all-likely', ...by);
    const moving = { state: 'to-migrate', kind: 'marketing', dueOn: '2027-01-24' };

    expect([...certain.groups, ...likely.groups]).toMatchObject([
      { name: '示范花园营销二群', ...moving },
      { name: '示范老客户微信群', ...moving },
    ]);
  });

  test('to move it is a task, which a group of the same name and owner in WeCom ends', async () => {
    expect((await tasks('managed/outside')).map(({ state }) => state)).toEqual(['told', 'told']);
    const moved = await house.tenant.createGroup({ owner: 'sun.jingli', name: '示范老客户微信群' });
    await house.sync();
    await house.until('2026-11-25T11:30:00+08:00');

    expect((await tasks('managed/outside')).map(({ state }) => state).sort()).toEqual(['closed', 'told']);
    const { registered } = JSON.parse((await run('groups', 'show', moved, '--json')).out);
    expect(registered).toMatchObject({ kind: 'marketing' });
  });

  test('HR speaks for owners who do not', async () => {
    await json('inventory', 'answer', '示范旧群', '--kind', 'headquarters', '--department', '行政人事部', ...by);
    await json('inventory', 'answer', '示范无主群', '--kind', 'headquarters', ...by);
    const said = await json('inventory', 'confirm', '示范旧群', '示范无主群', ...by);

    expect(said).toMatchObject({
      exit: 1,
      groups: expect.arrayContaining([expect.objectContaining({ name: '示范无主群', missing: 'department' })]),
    });
    expect((await lineOf('示范旧群')).state).toBe('registered');
  });

  test('no ordinary member hears of a fault while it runs', async () => {
    await house.tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
    await house.tenant.setNickname(world.group, 'zhao.shiyong', '小太阳');
    await house.until('2026-11-25T12:00:00+08:00');
    await house.sync();

    const found = (await house.allCases()).filter(({ subject }) => subject === 'member:zhao.shiyong');
    expect(found.map(({ held }) => held)).toEqual(['baseline']);
    expect(house.tenant.inbox('zhao.shiyong')).toEqual([]);
  });

  test('a group that a later sheet brings gets its line, and one registered by another way is not asked about', async () => {
    const path = join(dir, 'late.csv');
    const head = ['群名', '群形态', '群类型', '归属部门', '用途', '群主'];
    const late = ['示范晚到群', '内部群', '', '', '', '钱销售'];
    writeFileSync(path, writeSheet([head, late], { as: 'csv', encoding: 'utf8' }).bytes);
    await run('groups', 'import', path, ...by);
    expect((await lineOf('示范晚到群')).state).toBe('proposed');

    const whole = late.with(2, '集团工作群').with(3, '行政人事部').with(4, '午餐');
    writeFileSync(path, writeSheet([head, whole], { as: 'csv', encoding: 'utf8' }).bytes);
    await run('groups', 'import', path, ...by);
    const said = await json('inventory', 'confirm', '--all-certain', ...by);

    expect(said.groups).toEqual([]);
    expect((await lineOf('示范晚到群')).state).toBe('registered');
    const { registered } = JSON.parse((await run('groups', 'show', '示范晚到群', '--json')).out);
    expect(registered).toMatchObject({ kind: 'headquarters', purpose: '午餐' });
  });

  test('ends with a deadline for what is still open', async () => {
    const said = await json('inventory', 'end', ...by);
    expect(said).toMatchObject({ exit: 1, left: 1, quietUntil: '2026-12-31T16:00:00.000Z' });
    const rows = await house.inCorp((tx) =>
      tx.inventoryLine.findMany({ where: { corp: house.corp, state: 'answered' } }),
    );
    expect(rows.map(({ name, dueOn }) => [name, dueOn])).toEqual([['示范无主群', '2026-12-15']]);
  });

  test('after it the promise stands: up to the cut-off no ordinary member hears of a fault', async () => {
    await house.tenant.hire({ userid: 'zhou.xinren', name: '周新人', department: 4 });
    await house.tenant.join(world.group, 'zhou.xinren', { inviter: 'sun.jingli' });
    await house.tenant.setNickname(world.group, 'zhou.xinren', '小月亮');
    await house.until('2026-11-25T16:00:00+08:00');
    await house.sync();

    const found = (await house.allCases()).filter(({ subject }) => subject === 'member:zhou.xinren');
    expect(found.filter(({ tell }) => tell === 'member').map(({ held }) => held)).toEqual(['baseline']);
    expect(house.tenant.inbox('zhou.xinren')).toEqual([]);
  });

  test('to lift the cut-off is an order of its own, which the trail names with the day that was promised', async () => {
    const { exit, cutOffAt } = await json('inventory', 'lift-cut-off', ...by);
    expect([exit, cutOffAt]).toEqual([0, '2026-12-31T16:00:00.000Z']);
    expect(await trail('cut-off-lifted')).toMatchObject([{ cutOffAt }]);
    expect((await run('inventory', 'lift-cut-off', ...by)).exit).toBe(2);
  });

  test('from then on a member hears of what is new', async () => {
    await house.tenant.setNickname(world.group, 'qian.xiaoshou', '大太阳');
    await house.tenant.join(world.group, house.tenant.addExternal({ name: '新客户示例' }), { inviter: 'sun.jingli' });
    await house.until('2026-11-25T17:30:00+08:00');

    expect(house.tenant.inbox('qian.xiaoshou').filter(({ kind }) => kind === 'text').length).toBe(1);
    expect(['zhao.shiyong', 'zhou.xinren'].flatMap((userid) => house.tenant.inbox(userid))).toEqual([]);
  });

  test('what is not moved by its day is put before HR', async () => {
    const { chatId = '' } = (await tasks('managed/outside')).find(({ closedAt }) => closedAt === null) ?? {};
    const stateAt = async (moment: string) => {
      await house.inCorp((tx) => settleEnding(tx, house.corp, chatId, new Date(moment)));
      return (await tasks('managed/outside')).find((one) => one.chatId === chatId)?.state;
    };

    expect(await stateAt('2027-01-24T23:59:59+08:00')).toBe('told');
    expect(await stateAt('2027-01-25T00:00:00+08:00')).toBe('escalated');
  });

  test('the chain verifies', async () => expect(await house.chain()).toMatchObject({ state: 'whole' }));
});

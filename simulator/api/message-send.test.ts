import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, setStage } from '../testing/open-stage.ts';
import { callerOf } from '../testing/wecom-call.ts';

type Stage = Awaited<ReturnType<typeof openStage>>;

const textTo = ({ tenant }: Stage, content: string, more: object = {}) => ({
  touser: 'qian.xiaoshou',
  msgtype: 'text',
  agentid: tenant.agentId,
  text: { content },
  ...more,
});

let shared: Awaited<ReturnType<typeof setStage>>;
beforeAll(async () => {
  shared = await setStage();
});
afterAll(() => shared.close());

describe('who gets a message', () => {
  test('the unknown, the disabled and the unseen are named in lower case, the others get it', async () => {
    const stage = await openStage();
    const { tenant, call } = stage;
    await tenant.setStatus('li.yangben', 2);
    await tenant.configureApp({ visible: { departments: [2] } });

    const answer = await call(
      'message/send',
      textTo(stage, '您好', { touser: 'QIAN.xiaoshou|Li.Yangben|ZHOU.renshi|Nobody' }),
    );

    expect(answer).toMatchObject({
      errcode: 0,
      invaliduser: 'li.yangben|zhou.renshi|nobody',
      msgid: expect.any(String),
    });
    expect(tenant.inbox('Qian.Xiaoshou').map(({ text }) => text)).toEqual(['您好']);
    expect(tenant.stats().notices).toMatchObject({ accepted: 1, shown: 1, unreachable: 3 });
  });

  test.each([
    [{ touser: 'nobody' }, 81013],
    [{ touser: '' }, 82001],
    [{ touser: Array.from({ length: 1001 }, (_, index) => `u${index}`).join('|') }, 40032],
    [{ toparty: Array.from({ length: 101 }, String).join('|') }, 82002],
    [{ totag: Array.from({ length: 101 }, String).join('|') }, 82003],
    [{ agentid: undefined }, 41011],
    [{ agentid: 'x' }, 40056],
    [{ agentid: 999 }, 301002],
    [{ msgtype: 'poem' }, 40008],
  ])('refuses %j with %i', async (change, errcode) => {
    expect((await shared.call('message/send', textTo(shared, '您好', change))).errcode).toBe(errcode);
    expect(shared.tenant.stats().notices.shown).toBe(0);
  });

  test('a department, a tag and everybody reach each person once', async () => {
    const stage = await openStage();
    const { tenant, call } = stage;
    tenant.setMemberTag(7, '党员', ['ZHOU.renshi', 'li.yangben']);

    await call('message/send', textTo(stage, '一', { toparty: '2|99', totag: '7|8' }));
    await call('message/send', textTo(stage, '二', { touser: '@all' }));

    for (const userid of tenant.userids()) expect(tenant.inbox(userid).map(({ text }) => text)).toEqual(['一', '二']);
  });
});

describe('what a message may hold', () => {
  test.each([
    ['text', { content: '' }, 44004],
    ['text', { content: 7 }, 40058],
    ['markdown', { content: '字'.repeat(683) }, 45002],
    ['textcard', { title: '', description: 'd', url: 'https://example.com' }, 41016],
    ['textcard', { title: 't', description: '', url: 'https://example.com' }, 40063],
    ['textcard', { title: 't', description: 'd', url: 'example.com' }, 40058],
    ['textcard', { title: 't', description: 'd', url: `https://example.com/${'x'.repeat(2040)}` }, 40039],
    ['textcard', { title: 't', description: 'd', url: 'https://example.com', btntxt: '五个字按钮' }, 40058],
    ['news', { articles: [] }, 45008],
    ['news', { articles: [{ title: 't', url: '' }] }, 40063],
    ['mpnews', { articles: [{ title: 't', content: 'c' }] }, 41006],
    ['file', {}, 41006],
    ['miniprogram_notice', { title: 't' }, 40063],
  ])('a %s with %j is refused with %i', async (type, content, errcode) => {
    const answer = await shared.call('message/send', {
      touser: 'li.yangben',
      agentid: shared.tenant.agentId,
      msgtype: type,
      [type]: content,
    });

    expect(answer.errcode).toBe(errcode);
  });

  test('a text is cut at 2048 bytes, a card’s title at 128 characters, in silence', async () => {
    const stage = await openStage();
    const { tenant, call } = stage;

    await call('message/send', textTo(stage, '字'.repeat(700)));
    await call('message/send', {
      ...textTo(stage, ''),
      msgtype: 'textcard',
      textcard: { title: '长'.repeat(200), description: 'd', url: 'https://example.com' },
    });

    const [text, card] = tenant.inbox('Qian.Xiaoshou');
    expect(text?.text).toBe('字'.repeat(682));
    expect(card?.text).toBe(`${'长'.repeat(128)}\nd`);
  });

  test('ids become names when asked', async () => {
    const stage = await openStage();

    await stage.call(
      'message/send',
      textTo(stage, '$userName=li.yangben$在$departmentName=2$', { enable_id_trans: 1 }),
    );
    await stage.call('message/send', textTo(stage, '$userName=li.yangben$'));

    expect(stage.tenant.inbox('Qian.Xiaoshou').map(({ text }) => text)).toEqual([
      '李样本在营销策划部',
      '$userName=li.yangben$',
    ]);
  });
});

describe('the duplicate check', () => {
  test('shows the same bytes once within the interval, and answers as the first time', async () => {
    const stage = await openStage();
    const { tenant, clock, call } = stage;
    const body = textTo(stage, '提醒', { enable_duplicate_check: 1, duplicate_check_interval: 600 });

    const first = await call('message/send', body);
    await clock.move(599_000);
    const second = await call('message/send', body);
    expect(second).toEqual(first);
    expect(tenant.inbox('Qian.Xiaoshou')).toHaveLength(1);
    await clock.move(1_000);
    await call('message/send', body);

    expect(tenant.stats().notices).toMatchObject({ accepted: 3, shown: 2, duplicates: 1, doubled: 1 });
  });

  test('compares the whole body: another order of fields is another message', async () => {
    const stage = await openStage();
    const body = textTo(stage, '提醒', { enable_duplicate_check: 1 });

    await stage.call('message/send', body);
    await stage.call('message/send', Object.fromEntries(Object.entries(body).reverse()));

    expect(stage.tenant.stats().notices).toMatchObject({ shown: 2, duplicates: 0, doubled: 0 });
  });

  test('never reaches beyond four hours', async () => {
    const stage = await openStage();
    const { tenant, simulator, clock } = stage;
    const body = textTo(stage, '提醒', { enable_duplicate_check: 1, duplicate_check_interval: 99_999 });
    const send = async () => (await callerOf(simulator, tenant))('message/send', body);

    await send();
    await clock.move(4 * 3_600_000 - 1_000);
    await send();
    await clock.move(1_000);
    await send();

    expect(tenant.stats().notices).toMatchObject({ shown: 2, duplicates: 1 });
  });

  test('is off unless asked for, and then the second copy counts as doubled', async () => {
    const stage = await openStage();

    for (let turn = 0; turn < 2; turn += 1) await stage.call('message/send', textTo(stage, '提醒'));

    expect(stage.tenant.stats().notices).toMatchObject({ shown: 2, doubled: 1 });
  });

  test('a lost answer and the same bytes again: one message on the phone', async () => {
    const stage = await openStage();
    const { tenant, simulator, call } = stage;
    simulator.faults.add({ api: 'message/send', kind: 'broken-json' });
    const body = textTo(stage, '提醒', { enable_duplicate_check: 1 });

    await expect(call('message/send', body)).rejects.toThrow('JSON');
    expect(await call('message/send', body)).toMatchObject({ errcode: 0 });

    expect(tenant.stats().notices).toMatchObject({ shown: 1, duplicates: 1, doubled: 0 });
  });
});

test('the same notice number on one phone twice is doubled, on two phones it is not', async () => {
  const stage = await openStage();
  const { tenant, call } = stage;

  await call('message/send', textTo(stage, '请改昵称（编号 N-17）'));
  await call('message/send', textTo(stage, '请改昵称（编号 N-17）', { touser: 'li.yangben' }));
  expect(tenant.stats().notices.doubled).toBe(0);
  await call('message/send', textTo(stage, '再请改昵称，编号：N-17'));

  expect(tenant.stats().notices.doubled).toBe(1);
});

test('one member gets 30 a minute, the rest vanish without a word', async () => {
  const stage = await openStage();
  const { tenant, clock, call } = stage;

  const codes = new Set<number>();
  for (let turn = 0; turn < 32; turn += 1)
    codes.add((await call('message/send', textTo(stage, `第 ${turn} 条`))).errcode);
  await call('message/send', textTo(stage, '别人', { touser: 'li.yangben' }));
  await clock.move(60_000);
  await call('message/send', textTo(stage, '一分钟后'));

  expect([...codes]).toEqual([0]);
  expect(tenant.inbox('Qian.Xiaoshou')).toHaveLength(31);
  expect(tenant.inbox('li.yangben')).toHaveLength(1);
  expect(tenant.stats().notices).toMatchObject({ accepted: 34, shown: 32, dropped: 2 });
});

test('an app has 200 person-times a day for each account', async () => {
  const stage = await openStage();
  stage.tenant.setLimits({ accounts: 0 });

  expect((await stage.call('message/send', textTo(stage, '您好'))).errcode).toBe(45009);
});

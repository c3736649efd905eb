import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishedPolicy } from '../../test/builders/published-policy.ts';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';

let small: SmallHouse;
const by = ['--by', 'li.renshi'] as const;

beforeAll(async () => {
  const policy = publishedPolicy('4 working hours');
  small = await openSmallHouse({ policy });
}, 60_000);
afterAll(() => small.house.close());

const textFile = (text: string) => small.house.file(text, 'notice.txt');
const publish = (text: string, ...more: string[]) =>
  small.json('notices', 'publish', '--group', '示范花园营销群', '--text-file', textFile(text), ...by, ...more);
const cardsOf = (userid: string) =>
  small.house.tenant.inbox(userid).filter((message) => JSON.stringify(message).includes('公司通知'));
const obligations = () => small.house.inCorp((tx) => tx.obligation.findMany({ orderBy: { key: 'asc' } }));

describe('a notice of the company', () => {
  test('is only looked at with a dry run', async () => {
    expect(await publish('明天九点盘点。', '--dry-run')).toMatchObject({
      dryRun: true,
      rule: 'confirm-notices',
      to: ['qian.xiaoshou', 'sun.jingli'],
    });
    expect(cardsOf('sun.jingli')).toEqual([]);
  });

  test('goes to every colleague of the group, and each is waited for', async () => {
    expect(await publish('明天九点盘点，请提前到仓库。')).toMatchObject({
      number: 1,
      to: ['qian.xiaoshou', 'sun.jingli'],
    });
    await small.house.idle();
    expect(cardsOf('sun.jingli')).toHaveLength(1);
    expect(JSON.stringify(cardsOf('sun.jingli'))).toContain('明天九点盘点，请提前到仓库。');
    expect(await obligations()).toMatchObject([
      { awaited: ['qian.xiaoshou'], opens: 'published', acknowledgeState: 'running' },
      { awaited: ['sun.jingli'], opens: 'published', acknowledgeState: 'running' },
    ]);
    const [row] = await small.house.inCorp((tx) => tx.publication.findMany());
    expect(row?.body).not.toContain('盘点');
  });

  test('is received by a press, once, and the card says so', async () => {
    await small.house.tenant.press('sun.jingli', '公司通知', '收到');
    await small.house.idle();
    expect(await obligations()).toMatchObject([
      { awaited: ['qian.xiaoshou'], acknowledgeState: 'running' },
      { awaited: ['sun.jingli'], acknowledgeState: 'met', bestProof: 'button' },
    ]);
    expect(cardsOf('sun.jingli')[0]).toMatchObject({ greyed: expect.stringContaining('已收到') });
    const { notices } = await small.json('notices', 'published');
    expect(notices[0].to).toEqual([
      { userid: 'qian.xiaoshou', receivedAt: null },
      { userid: 'sun.jingli', receivedAt: expect.any(String) },
    ]);
  });

  test('that nobody received in time is a miss by working time, and the miss is told', async () => {
    await small.house.until('2026-11-26T14:00:00+08:00');
    expect(await obligations()).toMatchObject([{ acknowledgeState: 'running' }, { acknowledgeState: 'met' }]);
    await small.house.until('2026-11-26T15:30:00+08:00');
    expect(await obligations()).toMatchObject([{ acknowledgeState: 'missed' }, { acknowledgeState: 'met' }]);
    expect(await small.house.openCases()).toMatchObject([
      { instance: 'confirm-notices', subject: 'member:qian.xiaoshou' },
    ]);
  });

  test('that is taken back waits for nobody, and the miss is no miss', async () => {
    expect(await small.json('notices', 'withdraw', '1', ...by)).toMatchObject({ outcome: 'withdrawn' });
    await small.house.idle();
    const [pressed, unpressed] = ['sun.jingli', 'qian.xiaoshou'].map(
      (userid) =>
        small.house.tenant.inbox(userid).find(({ kind, text }) => kind !== 'text' && text.includes('收到'))?.greyed,
    );
    expect([pressed, unpressed]).toEqual(['已收到，谢谢', '已撤回，不用处理']);
    expect(await obligations()).toMatchObject([{ cancelled: 'revoked' }, { cancelled: null, acknowledgeState: 'met' }]);
    expect(await small.house.openCases()).toEqual([]);
    expect(await small.json('notices', 'withdraw', '1', ...by)).toMatchObject({ outcome: 'already' });
  });

  test.each<readonly [string, string[], string]>([
    ['to a stranger', ['--to', 'li.renshi'], 'nobody of this group'],
    ['by a rule of nobody', ['--rule', 'nothing'], 'no rule waits'],
  ])('%s is refused', async (_name, more, why) => {
    const { exit, err } = await small.run(
      ...['notices', 'publish', '--group', '示范花园营销群', '--text-file', textFile('x'), ...by, ...more],
    );
    expect([exit, err]).toEqual([2, expect.stringContaining(why)]);
  });

  test('longer than a card shows wants a page', async () => {
    const { err } = await small.run(
      ...['notices', 'publish', '--group', '示范花园营销群', '--text-file', textFile('长'.repeat(500)), ...by],
    );
    expect(err).toContain('a card shows 460');
  });
});

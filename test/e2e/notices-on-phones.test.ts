import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/ids.ts';
import { type NoticeKind, type NoticeLine, noticeContent } from '../../src/notices/content.ts';
import { enqueueNotice } from '../../src/notices/enqueue.ts';
import { publishPolicy } from '../../src/review/publish-policy.ts';
import { aJoinQuestion, aLine } from '../builders/notice.ts';
import { type House, openHouse } from '../house.ts';

/** Our messages on simulated phones, over real HTTP, with a WeCom that misbehaves. */
let house: House;

beforeAll(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-26T10:01:00+08:00', settings: { homeFirst: true } });
  await house.tenant.addDepartment({ id: 2, name: '行政人事部' });
  for (const [userid, name, department] of [
    ['zhao.shiyong', '赵试用', 1],
    ['sun.jingli', '孙经理', 1],
    ['li.renshi', '李人事', 2],
    ['qian.xiaoshou', '钱销售', 1],
  ] as const)
    await house.tenant.hire({ userid, name, department });
  await publishPolicy(
    house.deps,
    house.corp,
    readFileSync('policies/chongqing-industrial.yaml', 'utf8'),
    'a.yaml',
    'li.renshi',
  );
  await house.sync();
  await house.inCorp(async (tx) => {
    const since = new Date('2026-11-01T00:00:00Z');
    await tx.appointment.create({
      data: { corp: house.corp, id: newId(), chatId: 'wr-none', userid: 'sun.jingli', appointedBy: '营销经理', since },
    });
  });
}, 60_000);
afterAll(() => house.close());

async function write(to: string, kind: NoticeKind, line: NoticeLine, subject = `member:${to}`) {
  const keys = await house.deps.keys.of(house.corp);
  const at = await house.deps.clock.now();
  return house.inCorp(async (tx) => {
    const id = newId();
    const { number } = await tx.case.create({
      data: {
        corp: house.corp,
        id,
        nature: 'breach',
        rule: 'naming/nickname',
        instance: 'nickname',
        clause: '第七条昵称',
        chatId: 'wr-none',
        subject,
        window: id,
        state: 'told',
        level: 'remind',
        says: 'missing-department',
        detail: { now: '小太阳', paste: 'x' },
        tell: 'member',
        policySlug: 'chongqing-industrial',
        policyVersion: 1,
        inputHash: 'x',
        openedAt: at,
      },
    });
    const content = noticeContent(kind, 'zh', [{ ...line, caseId: id, number: String(number) }]);
    await enqueueNotice(tx, house.corp, keys, { to, content, notBefore: at, at });
    return id;
  });
}
const decisionsOf = (caseId: string) =>
  house.inCorp((tx) => tx.decision.findMany({ where: { corp: house.corp, caseId } }));
const later = async (minutes: number) =>
  house.until(new Date((await house.deps.clock.now()).getTime() + minutes * 60_000).toISOString());

test('a message is shown once although WeCom answers with a broken page, half a JSON and -1', async () => {
  house.simulator.faults.add({ api: 'message/send', kind: 'broken-json', times: 1 });
  house.simulator.faults.add({ api: 'message/send', kind: 'http502', times: 1 });
  house.simulator.faults.add({ api: 'message/send', kind: -1, times: 1 });

  await write('zhao.shiyong', 'reminder', aLine());
  await later(10);

  expect(house.tenant.inbox('zhao.shiyong').map((item) => item.kind)).toEqual(['text']);
  expect(house.tenant.stats().notices).toMatchObject({ shown: 1, doubled: 0 });
});

test('in WeChat its first words still carry the point', async () => {
  const [item] = house.tenant.inbox('zhao.shiyong');
  expect(item?.inWechat).toContain('群昵称请改：');
});

test('the answer 0 on the phone hands the matter to a person', async () => {
  const caseId = await write('qian.xiaoshou', 'reminder', aLine());
  await house.idle();
  await house.tenant.say('qian.xiaoshou', '0');
  await house.idle();
  expect(await decisionsOf(caseId)).toMatchObject([{ action: 'reported-wrong', via: 'reply' }]);
  expect(house.tenant.inbox('qian.xiaoshou')).toHaveLength(1);
});

test('a press on the phone is a decision, and the card turns grey with what came of it', async () => {
  const caseId = await write('sun.jingli', 'question', aJoinQuestion(), 'member:wm-sun');
  await house.idle();
  await house.tenant.press('sun.jingli', '您同意过吗', '没有');
  await house.idle();
  expect(await decisionsOf(caseId)).toMatchObject([{ actor: 'sun.jingli', action: 'not-agreed', via: 'card' }]);
  expect(house.tenant.inbox('sun.jingli').at(-1)).toMatchObject({ greyed: '已记录' });
});

test('who is not in the app’s scope is told through the admin', async () => {
  await house.tenant.configureApp({ visible: { userids: ['sun.jingli', 'li.renshi'], departments: [] } });
  await write('zhao.shiyong', 'reminder', aLine({ who: '赵试用' }));
  await later(1);
  expect(house.tenant.inbox('sun.jingli').at(-1)?.text).toContain('应用消息没有送到 赵试用');
});

test('no field of any card was longer than WeCom advises, and the chain verifies', async () => {
  expect(house.tenant.stats().notices.cut).toBe(0);
  expect(await house.chain()).toMatchObject({ state: 'whole' });
});

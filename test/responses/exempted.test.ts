import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/ids.ts';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

// Somebody is waited for when an exemption is agreed to; each test goes on where the last one ended.

let open: TalkingHouse;
const [ASKER, HE] = ['sun.jingli', 'qian.xiaoshou'] as const;
beforeAll(async () => {
  open = await openTalkingHouse();
  await at('11-26 10:01');
}, 60_000);
afterAll(() => open.house.close());

/** The archive is read, and every worker has worked, up to this moment. */
async function at(time: string): Promise<void> {
  await open.readUpTo(time);
  await open.house.until(`2026-${time}:00+08:00`);
  await open.house.idle();
}
const told = async () =>
  (await Promise.all(['waiting', 'overdue'].map((kind) => open.notices(kind)))).flat().map(({ kind }) => kind);
const asks = (id: string, time: string) =>
  open.hear({ id, from: ASKER, at: time, text: '@营销策划部-钱销售 请今天把报表发我' });

/** As two people agreed to it; what was written does not matter here. */
async function exempt(instance: string, until: string): Promise<void> {
  const { corp, inCorp } = open.house;
  const [row] = await open.rows();
  const agreed = new Date('2026-11-26T02:02:00Z');
  const personId = await open.personOf(HE);
  const { policySlug } = await inCorp((tx) =>
    tx.policyVersion.findFirstOrThrow().then(({ slug }) => ({ policySlug: slug })),
  );
  await inCorp((tx) =>
    tx.exemption.create({
      data: {
        ...{ corp, id: newId(), policySlug, instance, chatId: row?.chatId ?? null, personId, state: 'agreed' },
        ...{ askedAt: agreed, askedBy: HE, reason: 'sealed', agreedAt: agreed, untilDay: until, reported: 'monthly' },
      },
    }),
  );
}

test('an exemption by another rule changes nothing: he is told before it is due', async () => {
  await asks('a1', '11-26 10:00');
  await exempt('another-rule', '2026-11-26');
  await at('11-26 10:25');
  expect(await told()).toEqual(['waiting']);
  await open.hear({ id: 'a2', from: HE, at: '11-26 10:26', text: '收到' });
});

test('an exemption that is agreed to while he is waited for: neither he nor anybody else is told any more', async () => {
  await at('11-26 14:01');
  await asks('b1', '11-26 14:00');
  await exempt('half-an-hour', '2026-11-26');
  await at('11-26 15:30');
  expect(await told()).toEqual(['waiting']);
  expect((await open.house.openCases()).filter(({ rule }) => rule === 'response/task')).toEqual([]);
  await open.hear({ id: 'b2', from: HE, at: '11-26 15:31', text: '收到，已发您' });
});

test('a miss of its time is told neither then nor when it is over', async () => {
  await at('11-26 16:01');
  await asks('m1', '11-26 16:00');
  await at('11-26 17:30');
  await at('11-27 09:40');
  expect(await told()).toEqual(['waiting']);
  expect((await open.house.openCases()).filter(({ rule }) => rule === 'response/task')).toEqual([]);
  await open.hear({ id: 'm2', from: HE, at: '11-27 09:41', text: '收到，已发您' });
});

test('what is asked after its last day is reminded of again', async () => {
  await at('11-27 10:01');
  await asks('c1', '11-27 10:00');
  await at('11-27 10:25');
  expect(await told()).toEqual(['waiting', 'waiting']);
});

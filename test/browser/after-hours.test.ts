import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { settleSmall } from '../../simulator/worlds/small.ts';
import { type House, openHouse } from '../house.ts';
import { shippedPolicy } from '../small-house.ts';
import { type Chromium, openChromium, type Screen } from './chromium.ts';
import { comeIn } from './come-in.ts';
import { barriersOf, tooWideBy } from './readable.ts';

const GROUPS = [
  '示范花园营销群',
  '集团高管工作群（含各区域公司总经理与总裁办）',
  'Shifan-Huayuan-Marketing-2026',
  '售后群',
];
/** How much was asked in each after hours, and near closing. */
const ASKED = [
  [128, 17],
  [31, 5],
  [9, 0],
  [2, 1],
] as const;

let house: House;
let chromium: Chromium;
beforeAll(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-24T09:00:00+08:00', pages: 'open' });
  const world = await settleSmall(house.tenant);
  const policy = shippedPolicy.replace(
    /^offices:\n/m,
    'offices:\n  hr-head: { name: { zh: 人事负责人, en: Head of HR }, who: { userid: li.renshi } }\n',
  );
  await moveIn(house.deps, house.corp, world, policy, 'li.renshi', house.idle);
  await house.inCorp(async (tx) => {
    for (const [nth, name] of GROUPS.entries()) {
      const [after = 0, near = 0] = ASKED[nth] ?? [];
      await tx.$executeRaw`
        insert into qungui.group_state (corp, id, chat_id, since, name, owner, admins, notice_hash)
        values (${house.corp}, gen_random_uuid(), ${`wr-${nth}`}, '2026-11-01', ${name}, 'sun.jingli', '{}', null)`;
      await tx.$executeRaw`
        insert into qungui.obligation (corp, id, key, chat_id, rule, instance, clause, level, opens, asker, spoken_by, awaited, messages, opened_at,
                                       certainty, said_when, proofs, policy_slug, policy_version, found_at, changed_at, digest)
        select ${house.corp}, gen_random_uuid(), ${`${nth}-`}::text || n, ${`wr-${nth}`}, 'response/task', 'x', '第十条', 'observe', 'task', 'sun.jingli', 'sun.jingli',
               '{qian.xiaoshou}', array[${`${nth}-`}::text || n], '2026-11-20', 'sure', case when n <= ${after}::int then 'after-hours' else 'near-closing' end, '[]',
               'chongqing', 1, '2026-11-20', '2026-11-20', '-'
        from generate_series(1, ${after + near}::int) as n`;
    }
  });
  chromium = await openChromium();
}, 90_000);
afterAll(async () => {
  await chromium?.close();
  await house?.close();
});

describe.each<Screen>(['phone', 'desk'])('on a %s', (screen) => {
  test('下班后布置的事, filled: every group on its line, numbers under one another, nothing wider than the screen', async () => {
    const window = await chromium.window(screen);
    const page = await comeIn(window, house, 'li.renshi', '/after-hours');
    expect(await page.locator('tbody tr').allInnerTexts()).toEqual([
      '示范花园营销群\t128\t17',
      '集团高管工作群（含各区域公司总经理与总裁办）\t31\t5',
      'Shifan-Huayuan-Marketing-2026\t9\t0',
      '其余各群\t2\t1',
    ]);
    for (const heading of await page.locator('th').all())
      expect((await heading.boundingBox())?.height, 'no heading is broken in two').toBeLessThan(60);
    expect(await barriersOf(page)).toEqual([]);
    expect(await tooWideBy(page)).toBe(0);
    await window.close();
  });
});

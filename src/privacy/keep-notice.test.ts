import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../../test/builders/browser.ts';
import { openSmallHouse, type SmallHouse, shippedPolicy } from '../../test/small-house.ts';
import type { Config } from '../config.ts';
import { publishPolicy } from '../review/publish-policy.ts';
import { pathTo } from '../web/paths.ts';

let house: SmallHouse['house'];
beforeAll(async () => {
  ({ house } = await openSmallHouse({ pages: 'open' }));
}, 120_000);
afterAll(() => house.close());

/** The notice as a passer-by reads it, who never signed in. */
const read = async (lang: 'zh' | 'en' = 'zh'): Promise<string> => {
  const page = await openBrowser(house.origin).look(`${pathTo(house.corp, '/privacy')}?lang=${lang}`);
  expect(page.status).toBe(200);
  return page.text;
};
const entries = () => house.trail('privacy-notice');
const settings = (): { -readonly [Key in keyof Config]: Config[Key] } => house.deps.config;

describe('the notice', () => {
  test('is noted with its hash before anything changes, once', async () => {
    await house.until('2026-11-26T11:30:00+08:00');
    expect(await entries()).toEqual([
      { v: 1, kind: 'privacy-notice', hash: expect.stringMatching(/^[0-9a-f]{64}$/), became: 'first' },
    ]);
  });

  test('is read without signing in, says its version and since when it holds, and names nobody', async () => {
    const [first] = await entries();
    const page = await read();
    expect(page).toContain(`版本 ${String(first?.hash).slice(0, 8)}，自 2026-11-26 起`);
    const people = await house.inCorp((tx) => tx.personState.findMany({ where: { corp: house.corp } }));
    for (const { name } of people) if (name !== '') expect(page).not.toContain(name);
    expect(await read('en')).toMatch(/Version [0-9a-f]{8}, since 2026-11-26/);
  });

  test('a changed configuration changes page and hash, with one entry however often it is looked at', async () => {
    const before = await read();
    expect(before).toContain('正文 180 天');
    settings().retention = { excerpts: 30, messages: 180, snapshots: 180, logs: 200, skeleton: 1_095 };
    expect(await read()).toContain('刚刚变更');
    await house.until('2026-11-26T14:00:00+08:00');

    const [first, second, ...more] = await entries();
    expect(more).toEqual([]);
    expect(second).toMatchObject({ became: 'changed' });
    expect(second?.hash).not.toBe(first?.hash);
    const after = await read();
    expect(after).toContain('正文 200 天');
    expect(after).toContain(`版本 ${String(second?.hash).slice(0, 8)}`);
  });

  test('a policy that changes what is done changes it, too', async () => {
    const policy = shippedPolicy.replace(/level: remind/, 'level: observe');
    expect(policy).not.toBe(shippedPolicy);
    const file = { ...house.deps, keys: house.deps.keys };
    await publishPolicy(file, house.corp, policy, 'again.yaml', 'li.renshi');
    await house.until('2026-11-26T15:30:00+08:00');
    expect(await entries()).toHaveLength(3);
  });

  test('HR’s next digest says that it changed', async () => {
    await house.until('2026-11-27T09:30:00+08:00');
    expect(JSON.stringify(house.tenant.inbox('li.renshi'))).toContain('个人信息告知自 2026-11-26 起有变化');
  });
});

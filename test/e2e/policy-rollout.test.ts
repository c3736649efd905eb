import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { vouched } from '../../simulator/worlds/move-in.ts';
import type { Small } from '../../simulator/worlds/small.ts';
import { confirmRollout, showRollout } from '../../src/cli/policy-rollout.ts';
import type { Deps } from '../../src/deps.ts';
import type { House } from '../house.ts';
import { openSmallHouse } from '../small-house.ts';

const policy = vouched(readFileSync('policies/chongqing-industrial.yaml', 'utf8')).replace(
  "      separator: '-'",
  "      separator: '-'\n    rollout: [{ level: observe, from: 2026-11-25 }, { level: remind, from: 2026-11-27 }]",
);

let house: House;
let world: Small;
beforeEach(async () => {
  ({ house, world } = await openSmallHouse({ policy }));
  await house.tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
  await house.tenant.setNickname(world.group, 'zhao.shiyong', '小太阳');
  await house.until('2026-11-26T10:30:00+08:00');
});
afterEach(() => house.close());

/** What commands need of the house: its corp alone is configured. */
const commands = (): Deps =>
  ({
    ...house.deps,
    config: { corps: new Map([[house.corp, { slug: house.corp, policies: [] }]]) },
  }) as unknown as Deps;
const told = () => house.tenant.inbox('zhao.shiyong').length;
const confirm = () => confirmRollout(commands(), 'nickname', { by: 'li.renshi' });

test('a rule with a plan records and tells nobody until a person confirms its next step, and then tells of what is still there', async () => {
  expect((await house.openCases()).map(({ rule, level }) => `${rule} ${level}`)).toEqual(['naming/nickname observe']);
  await expect(confirm()).rejects.toThrow(/no step of nickname waits/);

  await house.setClock('2026-11-27T09:30:00+08:00');
  await house.idle();
  expect(told()).toBe(0);
  const shown = await showRollout(commands(), {});
  expect(shown.exit).toBe(1);
  expect(shown.text).toContain('? waits to be confirmed: remind, 2026-11-27');
  const digests = house.tenant.inbox('li.renshi').filter(({ text }) => text.includes('试行期已到'));
  expect(digests.map(({ text }) => /1 个群共记录 1 项/.test(text))).toEqual([true]);
  expect(shown.text).toContain('observed: 1 matters in 1 groups, 1 still there');

  expect(await confirm()).toMatchObject({ exit: 0, json: { step: 'remind, 2026-11-27', observed: 1 } });
  await house.until('2026-11-27T10:00:00+08:00');
  expect(told()).toBe(1);
  expect((await showRollout(commands(), {})).exit).toBe(0);
});

test('the step is on the record with who confirmed it on how much, and is confirmed once', async () => {
  await house.setClock('2026-11-27T09:30:00+08:00');
  await house.idle();
  await confirm();
  await expect(confirm()).rejects.toThrow(/no step of nickname waits/);
  const rows = await house.inCorp((tx) => tx.rolloutStep.findMany());
  expect(rows.map(({ instance, step, observed, confirmedBy }) => [instance, step, observed, confirmedBy])).toEqual([
    ['nickname', 'remind, 2026-11-27', 1, 'li.renshi'],
  ]);
  expect(await house.inCorp((tx) => tx.auditRecord.count({ where: { kind: 'rollout-confirmed' } }))).toBe(1);
});

test('a rule without a plan is refused with those that have one', async () => {
  await expect(confirmRollout(commands(), 'leaver', { by: 'li.renshi' })).rejects.toMatchObject({
    why: 'plans: nickname',
  });
});

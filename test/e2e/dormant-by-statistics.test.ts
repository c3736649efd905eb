import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Small } from '../../simulator/worlds/small.ts';
import { loadActivity } from '../../src/groups/load-activity.ts';
import { loadFacts } from '../../src/groups/load-facts.ts';
import { directoryOf } from '../../src/review/directory-now.ts';
import type { House } from '../house.ts';
import { openSmallHouse, shippedPolicy } from '../small-house.ts';

/** Without an archive: a group that nobody writes in, proven by what WeCom counts for its owner; six nights. */
const use = `rules:
  try-dormant:
    rule: register/dormant
    clause: 第六条
    kinds: [marketing]
    level: observe
    settings: { days: 3 }
`;
const policy = shippedPolicy
  .replace(/^rules:\n/m, use)
  .replace('[marketing-joined-by,', '[marketing-joined-by, try-dormant,');
const at = (day: string, time: string): string => `2026-11-${day}T${time}:00+08:00`;

let house: House;
let world: Small;
beforeAll(async () => {
  ({ house, world } = await openSmallHouse({ startAt: at('23', '09:30'), policy }));
});
afterAll(() => house.close());

/** Nights alone: what happens by day is no part of it. */
async function nights(...dates: readonly string[]): Promise<void> {
  for (const date of dates) {
    await house.setClock(`${date}T03:01:00+08:00`);
    await house.until(`${date}T03:35:00+08:00`);
  }
}
const calls = (): number => house.tenant.stats().api['externalcontact/groupchat/statistic']?.calls ?? 0;
const found = async (): Promise<string[]> =>
  (await house.openCases()).filter(({ rule }) => rule === 'register/dormant').map(({ says }) => says);
const covered = async (): Promise<string | undefined> => {
  const row = await house.inCorp((tx) =>
    tx.coverage.findFirst({ where: { chatId: world.group, rule: 'try-dormant', until: null } }),
  );
  return row?.verdict;
};
const days = () =>
  house.inCorp((tx) => tx.ownerStatistic.findMany({ where: { owner: 'sun.jingli' }, orderBy: { day: 'asc' } }));
const provenAt = (moment: string) =>
  house.inCorp(async (tx) => {
    const then = new Date(moment);
    const facts = await loadFacts(tx, house.corp, world.group, await directoryOf(tx, house.corp, then.getTime()), then);
    return (await loadActivity(tx, house.corp, facts ? [facts] : [])).get(world.group);
  });

test('too little is known at first: the group is older than that, and not called clean', async () => {
  await nights('2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27');

  expect((await days()).map(({ day }) => day)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25']);
  expect(calls()).toBe(4);
  expect([await found(), await covered()]).toEqual([[], 'not-checkable']);
});

test('a night of which WeCom gave no figures is caught up in the next one', async () => {
  house.simulator.faults.add({ api: 'externalcontact/groupchat/statistic', kind: 48002, times: 1 });
  await nights('2026-11-28');
  expect([(await days()).length, await found()]).toEqual([3, []]);

  await nights('2026-11-29');
  expect([(await days()).length, await found(), await covered()]).toEqual([5, ['dormant'], 'checked']);
});

test('what was proven then is proven of then, whatever was counted since', async () => {
  const before = await provenAt(at('27', '08:00'));
  expect(before).toEqual({
    lastMessageAtMs: null,
    silentSinceMs: Date.parse(at('24', '00:00')),
    silentUntilMs: Date.parse(at('26', '00:00')),
    provenBy: 'owner-statistics',
  });
});

test('a message of the owner’s only group ends it', async () => {
  await house.tenant.speak(world.group);
  await nights('2026-11-30', '2026-12-01');

  expect([await found(), await covered()]).toEqual([[], 'checked']);
  expect((await provenAt('2026-12-01T08:00:00+08:00'))?.lastMessageAtMs).toBe(Date.parse(at('29', '00:00')));
});

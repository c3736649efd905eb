import { describe, expect, test } from 'vitest';
import { compilerIsHere } from '../../simulator/archive/build-library.ts';
import { shippedPolicy } from '../small-house.ts';
import { openArchiveHouse } from './archive-house.ts';

const KEPT = `messages:\n  oneToOne: { legalBasis: 示例依据, approvedBy: 法务 }\n`;

/** The customer of the group agrees where nobody hears of it: before the archive was first read, its event lost. */
async function agreedUnheard(policy: string) {
  const open = await openArchiveHouse({ policy });
  const { tenant } = open.house;
  const customer = tenant.group(open.world.group).members.find(({ kind }) => kind === 'external')?.id ?? '';
  await tenant.withoutCallbacks(async () => {
    await tenant.agree(customer, open.world.group);
    await tenant.agree(customer, 'qian.xiaoshou');
  });
  open.archive.expireBefore(99);
  await tenant.sayIn(open.world.group, 'sun.jingli', '大家好');
  await tenant.sayTo('qian.xiaoshou', customer, '您好');
  await open.house.idle();
  const consents = await open.house.inCorp((tx) => tx.archiveConsent.findMany({ orderBy: { place: 'asc' } }));
  const told = { customer, counts: await open.counts(), consents };
  await open.close();
  return told;
}

describe.each(compilerIsHere() ? ['the stand-in'] : [])('consents that nobody heard, through %s', () => {
  test('are asked for: of the group, and of a conversation only where a policy keeps such', async () => {
    const { customer, consents, counts } = await agreedUnheard(shippedPolicy);
    expect(consents.map(({ externalId, agreed, learned }) => [externalId, agreed, learned])).toEqual([
      [customer, 'agreed', 'call'],
    ]);
    expect(counts).toMatchObject({ kept: 1, 'one-to-one': 1 });
  });

  test('where one keeps conversations, of those too', async () => {
    const { customer, consents, counts } = await agreedUnheard(shippedPolicy + KEPT);
    expect(consents.map(({ externalId, place, learned }) => [externalId, place, learned])).toContainEqual([
      customer,
      'qian.xiaoshou',
      'call',
    ]);
    expect(consents).toHaveLength(2);
    expect(counts).toMatchObject({ kept: 2 });
  });

  test('have the group looked at when they become known, although nobody says anything more there', async () => {
    const open = await openArchiveHouse();
    const { house, world } = open;
    const { corp, tenant, inCorp, idle } = house;
    const unagreed = () => inCorp((tx) => tx.coverage.count({ where: { corp, reason: 'no-consent', until: null } }));
    await tenant.sayIn(world.group, 'sun.jingli', '大家好');
    await idle();
    expect(await unagreed()).toBeGreaterThan(0);
    const customer = tenant.group(world.group).members.find(({ kind }) => kind === 'external')?.id ?? '';
    await tenant.withoutCallbacks(async () => {
      await tenant.agree(customer, world.group);
    });
    await house.until('2026-11-26T09:33:00+08:00');
    expect(await unagreed()).toBe(0);
    await open.close();
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiFault } from '../../simulator/faults/faults.ts';
import type { Small } from '../../simulator/worlds/small.ts';
import { registerGroup } from '../../src/groups/register.ts';
import { at, openTown, type Town } from './town.ts';

let town: Town;
let world: Small;
beforeAll(async () => {
  town = await openTown({ answerWithinMs: 600 });
  world = await town.settle();
});
afterAll(() => town.close());

const MINUTE_MS = 60_000;
const SEND = 'message/send';
const GET = 'externalcontact/groupchat/get';
const ALWAYS = 1_000_000;

const minutesOn = async (minutes: number): Promise<string> =>
  new Date((await town.clock.now()).getTime() + minutes * MINUTE_MS).toISOString();
const calls = (api: string): number => town.simulator.stats().api[api]?.calls ?? 0;

let people = 0;
/** Somebody new joins under a nickname that is wrong; answers his account. */
async function joinBadly(group: string): Promise<string> {
  people += 1;
  const userid = `shi.ren${people}`;
  const tenant = town.tenantOf(town.first);
  await tenant.hire({ userid, name: '示例', department: 5 });
  await town.until(await minutesOn(0.1));
  await tenant.join(group, userid, { inviter: 'sun.jingli' });
  await tenant.setNickname(group, userid, `小太阳${people}`);
  return userid;
}

/** A registered group in which all is well, so that nothing but the event draws a look. */
async function quietGroup(): Promise<string> {
  const tenant = town.tenantOf(town.first);
  const chatId = await tenant.createGroup({ name: '示范静园营销群', owner: 'sun.jingli', members: [] });
  await tenant.setNickname(chatId, 'sun.jingli', '营销策划部-孙示例');
  const [line] = world.registrations;
  if (line) await registerGroup(town.deps, town.first, { ...line, chatId }, 'li.renshi');
  await town.until(await minutesOn(1));
  return chatId;
}

interface Storm {
  readonly name: string;
  readonly faults: readonly Omit<ApiFault, 'api'>[];
  /** How long it lasts; faults that are used up before end it earlier. */
  readonly minutes: number;
  readonly mostCalls: number;
  /** Played on readings too. */
  readonly reads?: true;
}

const STORMS: readonly Storm[] = [
  {
    name: '45009 for 70 seconds',
    faults: [{ kind: 45009, times: ALWAYS }],
    minutes: 70 / 60,
    mostCalls: 12,
    reads: true,
  },
  { name: '-1 three times', faults: [{ kind: -1, times: 3 }], minutes: 1, mostCalls: 4 },
  { name: '-1 for ten minutes', faults: [{ kind: -1, times: ALWAYS }], minutes: 10, mostCalls: 14, reads: true },
  { name: 'no answer, three times', faults: [{ kind: 'timeout', times: 3 }], minutes: 1, mostCalls: 5 },
  { name: 'HTML 502 for five minutes', faults: [{ kind: 'http502', times: ALWAYS }], minutes: 5, mostCalls: 9 },
  { name: 'half an answer', faults: [{ kind: 'broken-json', times: 2 }], minutes: 1, mostCalls: 4 },
  {
    name: 'a token that somebody else keeps replacing',
    faults: [
      { kind: 40014, times: 3, chance: 0.7 },
      { kind: 42001, times: 3, chance: 0.7 },
    ],
    minutes: 3,
    mostCalls: 12,
  },
  {
    name: 'everything at once for ten minutes',
    faults: [
      { kind: 45033, times: ALWAYS, chance: 0.2 },
      { kind: 'timeout', times: ALWAYS, chance: 0.3 },
      { kind: -1, times: ALWAYS, chance: 0.4 },
      { kind: 45009, times: ALWAYS, chance: 0.5 },
      { kind: 40014, times: ALWAYS, chance: 0.2 },
      { kind: 'http502', times: ALWAYS },
    ],
    minutes: 10,
    mostCalls: 80,
    reads: true,
  },
  {
    name: 'an address no longer trusted, for half an hour',
    faults: [{ kind: 60020, times: ALWAYS }],
    minutes: 30,
    mostCalls: 6,
    reads: true,
  },
];

describe('while messages are sent', () => {
  for (const { name, faults, minutes, mostCalls } of STORMS)
    test(`${name}: shown once`, async () => {
      const userid = await joinBadly(world.group);
      const lift = faults.map((fault) => town.simulator.faults.add({ ...fault, api: SEND }));
      const before = calls(SEND);
      await town.until(await minutesOn(0.6 + minutes));
      for (const one of lift) one();
      const during = calls(SEND) - before;
      await town.until(await minutesOn(11));

      expect(town.tenantOf(town.first).inbox(userid)).toHaveLength(1);
      expect(during).toBeLessThanOrEqual(mostCalls);
      expect(town.simulator.stats().notices.doubled).toBe(0);
    });
});

describe('while groups are read', () => {
  beforeAll(() => town.until(at('09:00', '27')));

  for (const { name, faults, minutes } of STORMS.filter((storm) => storm.reads))
    test(`${name}: what happened meanwhile is found within the hour`, async () => {
      const group = await quietGroup();
      const lift = faults.map((fault) => town.simulator.faults.add({ ...fault, api: GET }));
      const userid = await joinBadly(group);
      await town.until(await minutesOn(minutes));
      for (const one of lift) one();
      await town.until(await minutesOn(35));

      expect(town.tenantOf(town.first).inbox(userid)).toHaveLength(1);
    });
});

describe('after all of it', () => {
  test('no notice is in limbo, the chain is whole, nobody saw anything twice', async () => {
    const { first } = town;
    const notices = await town.inCorp(first, (tx) => tx.notice.findMany({ where: { corp: first } }));
    expect(new Set(notices.map((row) => row.state))).toEqual(new Set(['sent']));
    expect(await town.chain()).toMatchObject({ state: 'whole' });
    expect(town.simulator.stats().notices).toMatchObject({ doubled: 0, dropped: 0 });
  });
});

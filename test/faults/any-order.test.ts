import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unseal } from '../../simulator/callbacks/seal.ts';
import type { CallbackAddress } from '../../simulator/world/company.ts';
import { call } from './calls.ts';
import { record, SEED, sized } from './figures.ts';
import { freePort } from './processes.ts';
import { at, openTown, type Town } from './town.ts';

const SCHEDULES = sized({ fast: 60, full: 1_000 });
const PEOPLE = 6;
const ACTS = ['join', 'leave', 'remove', 'owner', 'rename', 'dismiss'] as const;

/** What happens in one group, how much of it is heard half-way, and in which order the rest is. */
const schedule = fc.record({
  acts: fc.array(fc.record({ act: fc.constantFrom(...ACTS), who: fc.nat(PEOPLE - 1) }), { minLength: 3, maxLength: 9 }),
  heardEarly: fc.double({ min: 0, max: 1, noNaN: true }),
  twice: fc.double({ min: 0, max: 0.5, noNaN: true }),
  order: fc.array(fc.nat(1_000_000), { minLength: 24, maxLength: 24 }),
});
type Schedule = typeof schedule extends fc.Arbitrary<infer T> ? T : never;

interface Played extends Schedule {
  readonly chatId: string;
  state: 'living' | 'dismissed';
}

let town: Town;
let post: Server;
/** What WeCom would have posted, by group; nobody posts it but this test. */
const letters = new Map<string, string[]>();
const userOf = (who: number): string => `shi.ren${who}`;

beforeAll(async () => {
  town = await openTown();
  await town.settle();
  const tenant = town.tenantOf(town.first);
  for (let who = 0; who < PEOPLE; who += 1) await tenant.hire({ userid: userOf(who), name: '示例', department: 5 });
  await town.idle();
  const port = await freePort();
  const surfaces = ['app', 'contacts'] as const;
  const keys = surfaces.map((name): CallbackAddress => {
    const [key] = town.config.corps.get(town.first)?.surfaces[name]?.callbackKeys ?? [];
    if (!key) throw new Error(`no keys of ${name}`);
    return { url: `http://127.0.0.1:${port}/${name}`, ...key };
  });
  post = createServer(async (request, response) => {
    const [, encrypted = ''] = /<Encrypt><!\[CDATA\[([^\]]+)/.exec(await text(request)) ?? [];
    const letter = keys.map((key) => unseal(key, encrypted, tenant.corpid)).find((found) => found !== null) ?? '';
    const [, chatId = ''] = /<ChatId><!\[CDATA\[([^\]]+)/.exec(letter) ?? [];
    letters.set(chatId, [...(letters.get(chatId) ?? []), letter]);
    response.end();
  });
  await new Promise<void>((resolve) => void post.listen(port, '127.0.0.1', resolve));
  for (const [nth, name] of surfaces.entries()) tenant.setCallback(name, keys[nth] as CallbackAddress);
});
afterAll(async () => {
  post?.close();
  post?.closeAllConnections();
  await town?.close();
});

async function act(played: Played, { act, who }: Schedule['acts'][number]): Promise<void> {
  const { chatId } = played;
  const tenant = town.tenantOf(town.first);
  if (played.state === 'dismissed') return;
  const group = tenant.group(chatId);
  const isIn = group.members.some(({ id }) => id === userOf(who));
  if (act === 'join' && !isIn) await tenant.join(chatId, userOf(who), { inviter: 'sun.jingli' });
  if (act === 'leave' && isIn && group.owner !== userOf(who)) await tenant.leave(chatId, userOf(who));
  if (act === 'remove' && isIn && group.owner !== userOf(who)) await tenant.removeMember(chatId, userOf(who));
  if (act === 'owner' && isIn) await tenant.changeOwner(chatId, userOf(who));
  if (act === 'rename') await tenant.rename(chatId, `示范第${who}营销群`);
  if (act !== 'dismiss' || who !== 0) return;
  await tenant.dismiss(chatId);
  played.state = 'dismissed';
}

/** Posts what was not posted yet, in the schedule's order, some of it twice. */
async function hear({ chatId, order, twice }: Played, part: number): Promise<number> {
  const waiting = letters.get(chatId) ?? [];
  const sorted = waiting
    .map((letter, nth) => ({ letter, key: order[nth % order.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ letter }) => letter);
  const heard = sorted.slice(0, Math.ceil(sorted.length * part));
  letters.set(
    chatId,
    waiting.filter((letter) => !heard.includes(letter)),
  );
  const again = heard.slice(0, Math.floor(heard.length * twice));
  for (const letter of [...heard, ...again]) await call(town, letter, { from: town.first, surface: 'contacts' });
  return heard.length;
}

interface Shown {
  readonly owner: string;
  readonly members: readonly string[];
  readonly state: Played['state'];
}

async function inRows(chatId: string): Promise<Shown> {
  const { first } = town;
  return town.inCorp(first, async (tx) => {
    const group = await tx.chatGroup.findFirst({ where: { chatId } });
    const state = await tx.groupState.findFirst({ where: { chatId, until: null } });
    const members = await tx.membership.findMany({ where: { chatId, until: null }, select: { memberId: true } });
    return {
      owner: state?.owner ?? '',
      members: members.map(({ memberId }) => memberId).sort(),
      state: group?.dissolvedAt ? 'dismissed' : 'living',
    };
  });
}

test(`${SCHEDULES} schedules of joins, leaves, new owners and ends, heard in any order and twice (seed ${SEED}): the end is what the group is`, async () => {
  const tenant = town.tenantOf(town.first);
  const groups: Played[] = [];
  for (const drawn of fc.sample(schedule, { numRuns: SCHEDULES, seed: SEED })) {
    const chatId = await tenant.createGroup({ name: '示范营销群', owner: 'sun.jingli', members: [userOf(0)] });
    groups.push({ ...drawn, chatId, state: 'living' });
  }
  let events = 0;
  for (const group of groups)
    for (const one of group.acts.slice(0, Math.ceil(group.acts.length / 2))) await act(group, one);
  await town.simulator.idle();
  for (const group of groups) events += await hear(group, group.heardEarly);
  await town.until(at('09:40'));
  for (const group of groups)
    for (const one of group.acts.slice(Math.ceil(group.acts.length / 2))) await act(group, one);
  await town.simulator.idle();
  for (const group of groups) events += await hear(group, 1);
  await town.until(at('10:10'));

  const wrong: unknown[] = [];
  for (const { chatId, state, acts } of groups) {
    const shown = await inRows(chatId);
    const is =
      state === 'dismissed'
        ? { state }
        : {
            owner: tenant.group(chatId).owner,
            members: tenant
              .group(chatId)
              .members.map(({ id }) => id)
              .sort(),
            state,
          };
    const seen = state === 'dismissed' ? { state: shown.state } : shown;
    if (JSON.stringify(seen) !== JSON.stringify(is)) wrong.push({ acts, is, seen });
  }
  record(14, {
    schedules: SCHEDULES,
    events,
    equal: SCHEDULES - wrong.length,
    dismissed: groups.filter(({ state }) => state === 'dismissed').length,
  });
  expect(wrong).toEqual([]);
  expect(await town.chain()).toMatchObject({ state: 'whole' });
}, 1_200_000);

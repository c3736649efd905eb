import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Small } from '../../simulator/worlds/small.ts';
import { Corp } from '../../src/ids.ts';
import { HOSTILE_INNER } from '../fixtures/callbacks/hostile.ts';
import { call, groupEvent, posted, sealed } from './calls.ts';
import { at, openTown, type Town } from './town.ts';

const shifan = Corp.parse('shifan');
const shili = Corp.parse('shili');
let town: Town;
let world: Small;
beforeAll(async () => {
  town = await openTown({ corps: [shifan, shili] });
  world = await town.settle(shifan);
});
afterAll(() => town.close());

const rows = (corp: Corp = shifan) => town.inCorp(corp, (tx) => tx.callback.findMany({ where: { corp } }));
const secondsNow = async () => Math.floor((await town.clock.now()).getTime() / 1000);
/** What `work` adds to the rows. */
async function added(work: () => Promise<unknown>, corp: Corp = shifan) {
  const before = new Set((await rows(corp)).map((row) => row.id));
  await work();
  return (await rows(corp)).filter((row) => !before.has(row.id));
}

describe('the same callback', () => {
  const plaintext = async () =>
    groupEvent(world.group, await secondsNow(), ['ChangeType', 'update'], ['UpdateDetail', 'change_name']);

  test('fifty times at the same moment, each sealed anew: one row, fifty times 200', async () => {
    const text = await plaintext();
    const made = await added(async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, () => call(town, text, { from: shifan })));
      expect(new Set(answers)).toEqual(new Set([200]));
    });
    expect(made.map((row) => row.repeats)).toEqual([49]);
  });

  test('replayed with nonce and timestamp swapped, or a digit moved between them: the signature holds, and it is a repeat', async () => {
    await town.setClock(at('09:32'));
    const first = await sealed(town, await plaintext(), { from: shifan });
    const { timestamp, nonce } = first.query;
    const made = await added(async () => {
      for (const moved of [
        {},
        { timestamp: nonce, nonce: timestamp },
        { timestamp: `${timestamp}${nonce.slice(0, 1)}`, nonce: nonce.slice(1) },
      ])
        expect([200, 403]).toContain(
          await posted(town, { ...first, query: { ...first.query, ...moved } }, { from: shifan }),
        );
    });
    expect(made).toHaveLength(1);
    expect(made[0]?.repeats).toBeGreaterThan(0);
  });

  test('again a day after it was done: one more look, no notice, no case', async () => {
    const text = await plaintext();
    await call(town, text, { from: shifan });
    await town.until(at('09:45'));
    await town.setClock(at('09:45', '27'));
    await town.idle(); // who keeps the head of the trail is told in between
    const before = { cases: (await town.cases()).length, shown: town.simulator.stats().notices.shown };
    const looks = () => town.inCorp(shifan, (tx) => tx.timer.count({ where: { kind: 'look-group', state: 'fired' } }));
    const looked = await looks();
    await call(town, text, { from: shifan });
    await town.idle();

    expect(await looks()).toBe(looked + 1);
    expect({ cases: (await town.cases()).length, shown: town.simulator.stats().notices.shown }).toEqual(before);
  });
});

test('different events of the same sender in the same second are all kept', async () => {
  const seconds = await secondsNow();
  const made = await added(() =>
    Promise.all(
      ['change_owner', 'change_name', 'change_notice'].map((detail) =>
        call(town, groupEvent(world.group, seconds, ['ChangeType', 'update'], ['UpdateDetail', detail]), {
          from: shifan,
        }),
      ),
    ),
  );
  await town.idle();
  expect(made).toHaveLength(3);
  expect((await rows()).filter((row) => row.state !== 'done')).toEqual([]);
});

test(`${HOSTILE_INNER.length} hostile documents under a good seal are answered 200, parked with the reason, and change nothing`, async () => {
  const small = HOSTILE_INNER.filter(([, text]) => Buffer.byteLength(text) < 40_000);
  const timers = () => town.inCorp(shifan, (tx) => tx.timer.count());
  const armed = await timers();
  const made = await added(async () => {
    for (const [, text] of small)
      if (typeof text === 'string') expect(await call(town, text, { from: shifan })).toBe(200);
    await town.idle();
  });
  const texts = small.filter(([, text]) => typeof text === 'string');
  const fresh = await rows();
  const parked = fresh.filter((row) => made.some(({ id }) => id === row.id)).map((row) => `${row.state} ${row.reason}`);
  expect(parked.sort()).toEqual(texts.map(([, , reason]) => `parked ${reason}`).sort());
  expect(await timers()).toBe(armed);
  expect(await town.chain()).toMatchObject({ state: 'whole' });
});

describe('a call that is another company’s', () => {
  const text = async () => groupEvent('wr-foreign', await secondsNow(), ['ChangeType', 'create']);

  test('sealed with its keys and id, at our address: refused, nothing kept', async () => {
    const made = await added(async () => expect(await call(town, await text(), { from: shili, to: shifan })).toBe(403));
    expect(made).toEqual([]);
  });

  test('sealed with our keys but its receiver id: refused, nothing kept', async () => {
    const receiverId = town.config.corps.get(shili)?.corpid ?? '';
    const made = await added(async () =>
      expect(await call(town, await text(), { from: shifan, receiverId })).toBe(403),
    );
    expect(made).toEqual([]);
  });

  test('sealed with our keys and no receiver id: refused, nothing kept', async () => {
    const made = await added(async () =>
      expect(await call(town, await text(), { from: shifan, receiverId: '' })).toBe(403),
    );
    expect(made).toEqual([]);
  });

  test('of our contacts surface at our app’s address: refused, nothing kept', async () => {
    const letter = await sealed(town, await text(), { from: shifan, surface: 'contacts' });
    const made = await added(async () =>
      expect(await posted(town, letter, { from: shifan, surface: 'app' })).toBe(403),
    );
    expect(made).toEqual([]);
  });
});

test('two companies with the same group id, accounts and names stay strangers', async () => {
  const { group } = world;
  await call(town, groupEvent(group, await secondsNow(), ['ChangeType', 'dismiss']), { from: shili });
  await town.idle();
  const ours = await town.inCorp(shifan, (tx) => tx.chatGroup.findFirst({ where: { chatId: group } }));
  const theirs = await town.inCorp(shili, (tx) => tx.chatGroup.findFirst({ where: { chatId: group } }));

  expect(ours?.dissolvedAt).toBeNull();
  expect(theirs?.dissolvedAt).not.toBeNull();
});

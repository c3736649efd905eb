import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tx } from '../../src/db/client.ts';
import type { Message } from '../../src/events/message.ts';
import { hearing } from '../../src/hearing/hear.ts';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

let open: TalkingHouse;
beforeAll(async () => {
  open = await openTalkingHouse();
  await open.readUpTo('11-26 09:30');
});
afterAll(() => open.house.close());

const said = (nth: number): Message => ({
  id: `m${nth}`,
  chatId: open.world.group,
  from: { id: nth % 2 === 0 ? 'sun.jingli' : 'qian.xiaoshou', kind: 'employee', personId: null },
  sentAtMs: Date.parse('2026-11-26T09:31:00+08:00') + nth * 1_000,
  kind: 'text',
  length: 4,
  text: '今天发我',
  mentions: [],
  quote: null,
  hash: '',
  revokedAtMs: null,
  things: [],
});

/** The same transaction, with its statements counted. */
function counting(tx: Tx): { readonly tx: Tx; readonly count: () => number } {
  let statements = 0;
  const counted = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(of, name) {
        const value = Reflect.get(of, name);
        if (typeof value === 'object' && value !== null) return counted(value);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          statements += 1;
          return value.apply(of, given);
        };
      },
    });
  return { tx: counted(tx), count: () => statements };
}

const statementsFor = async (messages: readonly Message[]): Promise<number> => {
  const { corp, deps, inCorp } = open.house;
  const keys = await deps.keys.of(corp);
  return inCorp(async (tx) => {
    const { tx: seen, count } = counting(tx);
    await hearing(keys)(seen, corp, { messages, recalled: [], agreedIn: [] }, await deps.clock.now());
    return count();
  });
};

test('a hundred messages are heard in as many statements as one', async () => {
  await statementsFor([said(0)]); // what is read once a process
  const one = await statementsFor([said(1)]);
  const hundred = await statementsFor(Array.from({ length: 100 }, (_, nth) => said(nth)));
  expect(one).toBeGreaterThan(3);
  expect(hundred).toBe(one);
});

import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asSuperuser } from '../../test/db.ts';
import { DEMO, OTHER, openTestReceiver, type TestReceiver } from '../../test/fixtures/callbacks/receiver.ts';
import { bodyOf, plaintextOf } from './body.ts';
import { type Arrival, keepBatch } from './keep-batch.ts';

let receiver: TestReceiver;
let nowS: number;

beforeAll(async () => {
  receiver = await openTestReceiver();
});
beforeEach(async () => {
  await run('delete from qungui.callback; delete from qungui.timer');
  nowS = Math.floor((await receiver.deps.clock.now()).getTime() / 1000);
});
afterAll(() => receiver.close());

const run = (sql: string): Promise<Record<string, unknown>[]> =>
  asSuperuser(receiver.database, async (client) => (await client.query(sql)).rows ?? []);

const arrival = (text: string | Buffer, offByS = 0): Arrival => ({
  surface: 'app',
  plaintext: Buffer.from(text as string),
  timestamp: String(nowS + offByS),
});
const keep = (...arrivals: Arrival[]) => keepBatch(receiver.deps, DEMO, arrivals);

describe('dedup', () => {
  test('what is seen first is new, what is seen again is a repeat, and each repeat is counted', async () => {
    expect((await keep(arrival('a'), arrival('b'))).answers).toEqual(['new', 'new']);
    expect((await keep(arrival('b'), arrival('c'))).answers).toEqual(['repeat', 'new']);
    expect((await keep(arrival('b'))).answers).toEqual(['repeat']);
    expect(await run('select repeats from qungui.callback order by repeats')).toEqual([
      { repeats: 0 },
      { repeats: 0 },
      { repeats: 2 },
    ]);
  });
  test('copies in one batch are one row', async () => {
    expect((await keep(arrival('a'), arrival('b'), arrival('a'), arrival('a'))).answers).toEqual([
      'new',
      'new',
      'repeat',
      'repeat',
    ]);
    expect((await keep(arrival('a'), arrival('a'))).answers).toEqual(['repeat', 'repeat']);
    expect(await run('select sum(repeats)::int as repeats, count(*)::int as rows from qungui.callback')).toEqual([
      { repeats: 4, rows: 2 },
    ]);
  });
  test('the same words to another corp are another row', async () => {
    await keep(arrival('a'));
    expect((await keepBatch(receiver.deps, OTHER, [arrival('a')])).answers).toEqual(['new']);
  });
  test('a row keeps what it said first', async () => {
    await keep(arrival('a', -10));
    await keep(arrival('a', 10));
    const [row] = await run('select extract(epoch from said_at)::int as said from qungui.callback');
    expect(row).toEqual({ said: nowS - 10 });
  });
  test('fifty at once, in many batches and any order: one row, forty-nine repeats', async () => {
    const batches = Array.from({ length: 10 }, (_, i) =>
      ['x', 'y', 'z', 'u', 'v'].map((text, at) => arrival(i % 2 ? text : ('vuzyx'[at] ?? ''))),
    );
    const answers = (await Promise.all(batches.map((batch) => keep(...batch)))).flatMap((kept) => kept.answers);
    expect(answers.filter((answer) => answer === 'new')).toHaveLength(5);
    expect(await run('select sum(repeats)::int as repeats, count(*)::int as rows from qungui.callback')).toEqual([
      { repeats: 45, rows: 5 },
    ]);
  });
  test('in any order and any batches, answers and counts agree with the texts seen', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 6 }), { maxLength: 5 }),
        async (batches) => {
          await run('delete from qungui.callback');
          const seen = new Set<string>();
          for (const batch of batches) {
            const expected = batch.map((text) => {
              const answer = seen.has(text) ? 'repeat' : 'new';
              seen.add(text);
              return answer;
            });
            expect((await keep(...batch.map((text) => arrival(text)))).answers).toEqual(expected);
          }
          const [sum] = await run(
            'select (count(*) + coalesce(sum(repeats), 0))::int as calls, count(*)::int as rows from qungui.callback',
          );
          expect(sum).toEqual({ calls: batches.flat().length, rows: seen.size });
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('a repeat of something finished', () => {
  const finish = (state: string, chatId: string | null) =>
    run(`update qungui.callback set state = '${state}', chat_id = ${chatId ? `'${chatId}'` : 'null'}`);
  const timers = () => run('select corp, kind, subject, state from qungui.timer');

  test('makes one more look at its group, armed once however often it comes', async () => {
    await keep(arrival('a'), arrival('b'));
    await finish('done', 'wrGroup');
    expect((await keep(arrival('a'), arrival('b'))).looks).toBe(1);
    expect((await keep(arrival('a'))).looks).toBe(1);
    expect(await timers()).toEqual([{ corp: 'demo', kind: 'look-group', subject: 'wrGroup', state: 'armed' }]);
  });
  test('is looked at once more when it comes during a look: what that one reads may be older', async () => {
    await keep(arrival('a'));
    await finish('done', 'wrGroup');
    await keep(arrival('a'));
    await run("update qungui.timer set lease_until = qungui.clock() + interval '1 minute'");
    await keep(arrival('a'));
    expect(await run('select again, lease_until is not null as leased from qungui.timer')).toEqual([
      { again: true, leased: true },
    ]);
  });
  test('looks again when the last look was fired', async () => {
    await keep(arrival('a'));
    await finish('done', 'wrGroup');
    await keep(arrival('a'));
    await run("update qungui.timer set state = 'fired'");
    expect((await keep(arrival('a'))).looks).toBe(1);
  });
  test.each([
    ['not finished yet', 'new', 'wrGroup'],
    ['parked', 'parked', 'wrGroup'],
    ['of no group', 'done', null],
  ])('but %s: no look', async (_, state, chatId) => {
    await keep(arrival('a'));
    await finish(state, chatId);
    expect((await keep(arrival('a'))).looks).toBe(0);
    expect(await timers()).toEqual([]);
  });
});

describe('times far off', () => {
  test.each([
    ['299 s ago', -295, null],
    ['301 s ago', -305, 'stale'],
    ['a day ago', -86_400, 'stale'],
    ['295 s ahead', 290, null],
    ['310 s ahead', 310, 'ahead'],
  ])('%s: kept and flagged %s', async (_, offByS, flag) => {
    expect(await keep(arrival('a', offByS))).toMatchObject({ answers: ['new'], flags: [flag] });
    expect(await run('select flag from qungui.callback')).toEqual([{ flag }]);
  });
  test('beyond all calendars: kept, and its batch with it', async () => {
    const kept = await keep({ ...arrival('a'), timestamp: '9999999999999' }, arrival('b'), {
      ...arrival('c'),
      timestamp: '0',
    });
    expect(kept).toMatchObject({ answers: ['new', 'new', 'new'], flags: ['ahead', null, 'stale'] });
  });
  test('a repeat that is far off is no news', async () => {
    await keep(arrival('a'));
    expect((await keep(arrival('a', -86_400))).flags).toEqual([null]);
    expect(await run('select flag from qungui.callback')).toEqual([{ flag: null }]);
  });
});

describe('the body', () => {
  test('is sealed in its own place, and opens to the bytes that came', async () => {
    const bytes = [Buffer.from('<xml>张示例</xml>'), Buffer.from([0xff, 0x00, 0xfe]), Buffer.alloc(0)];
    await keep(...bytes.map((plaintext) => arrival(plaintext)));
    const rows = (await run('select id, body from qungui.callback')) as { id: string; body: string }[];
    const { open } = await receiver.deps.keys.of(DEMO);
    const opened = rows.map(({ id, body }) =>
      plaintextOf(open({ table: 'callback', column: 'body', row: id }, body)).toString('hex'),
    );
    expect(opened.sort()).toEqual(bytes.map((plaintext) => plaintext.toString('hex')).sort());
    expect(rows.some(({ body }) => body.includes('张示例'))).toBe(false);
  });
  test('as text and back is the same, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(Buffer.compare(plaintextOf(bodyOf(Buffer.from(bytes))), bytes)).toBe(0);
      }),
    );
  });
});

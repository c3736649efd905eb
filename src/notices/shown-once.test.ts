import { beforeEach, expect, test } from 'vitest';
import { type Outbox, openOutbox } from '../../test/builders/outbox.ts';
import { readOutcome } from './outcome.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

let outbox: Outbox;
beforeEach(async () => {
  outbox = await openOutbox();
});

const states = async () => (await outbox.notices()).map((notice) => notice.state);
const dieAt = (step: 'frozen' | 'answered') => ({
  between: (reached: string) => {
    if (reached === step) throw new Error('killed');
  },
});
const kill = (step: 'frozen' | 'answered') => expect(outbox.deliver(dieAt(step))).rejects.toThrow('killed');

// Dying at any point shows a message once at most, and at least once after all.
test('before the call: nothing was sent, and the next process sends it', async () => {
  const id = await outbox.write('zhao.shiyong');
  await kill('frozen');
  expect(outbox.phones.calls).toHaveLength(0);
  expect((await outbox.notice(id)).state).toBe('sending');
  expect(await outbox.deliver()).toBe(0); // its lease is another's
  await outbox.move(3 * MINUTE);
  await outbox.deliver();
  expect(outbox.phones.shown()).toHaveLength(1);
  expect(await outbox.notice(id)).toMatchObject({ state: 'sent', attempts: 2 });
});

test('after the answer, before it is written down: the same bytes again, shown once', async () => {
  const id = await outbox.write('zhao.shiyong');
  await kill('answered');
  await outbox.move(3 * MINUTE);
  await outbox.deliver();
  expect(outbox.phones.calls).toHaveLength(2);
  expect(outbox.phones.calls[0]).toBe(outbox.phones.calls[1]);
  expect(outbox.phones.shown()).toHaveLength(1);
  expect(await outbox.notice(id)).toMatchObject({ state: 'sent', attempts: 2 });
});

test('the answer is lost on the wire: the same bytes again, shown once', async () => {
  await outbox.write('zhao.shiyong');
  outbox.phones.meet((_, call) => (call === 1 ? 'lost-answer' : null));
  await outbox.deliverFor(2 * MINUTE, 2 * SECOND);
  expect(new Set(outbox.phones.calls).size).toBe(1);
  expect(outbox.phones.calls).toHaveLength(2);
  expect(await states()).toEqual(['sent']);
});

test('what stays uncertain is given up ten minutes before the duplicate check ends, and never sent again', async () => {
  const id = await outbox.write('zhao.shiyong');
  outbox.phones.meet(() => 'lost-question');
  await outbox.deliverFor(4 * HOUR, 5 * MINUTE);
  expect((await outbox.notice(id)).state).toBe('unknown');
  const tries = outbox.phones.calls.length;
  const { firstTriedAt, outcome } = await outbox.notice(id);
  const last = Math.max(...readOutcome(outcome).triedMs);
  expect(last - (firstTriedAt?.getTime() ?? 0)).toBeLessThan(4 * HOUR - 10 * MINUTE);

  outbox.phones.meet(() => null);
  await outbox.deliverFor(2 * HOUR, 10 * MINUTE);
  expect(outbox.phones.calls).toHaveLength(tries);
  expect(await outbox.audit('notice-state')).toMatchObject([
    { to: 'sending' },
    { to: 'unknown', because: 'no-answer-in-time' },
  ]);
});

test('what was certainly refused all day was shown to nobody: one lost answer at the end of it is asked for again', async () => {
  const id = await outbox.write('zhao.shiyong');
  outbox.phones.meet(() => 60020);
  await outbox.deliverFor(5 * HOUR, 10 * MINUTE);
  expect((await outbox.notice(id)).state).toBe('sending');
  const refused = outbox.phones.calls.length;
  outbox.phones.meet((_, call) => (call === refused + 1 ? 'lost-answer' : null));
  await outbox.deliverFor(HOUR, 5 * MINUTE);
  expect((await outbox.notice(id)).state).toBe('sent');
  expect(outbox.phones.shownTo('zhao.shiyong')).toHaveLength(1);
});

test('whatever the schedule of deaths and lost answers, each of twelve messages is shown once', async () => {
  for (const seed of [11, 23, 42, 1_234]) {
    const dice = rolling(seed);
    const ids = [];
    for (let at = 0; at < 3; at += 1) ids.push(await outbox.write(`person-${seed}-${at}`));
    outbox.phones.meet(() => (['lost-question', 'lost-answer', null, null] as const)[dice(4)] ?? null);
    const between = () => {
      if (dice(3) === 0) throw new Error('killed');
    };
    for (let turn = 0; turn < 40; turn += 1) {
      await outbox.deliver(turn < 28 ? { between } : {}).catch(() => undefined);
      if (turn === 28) outbox.phones.meet(() => null);
      await outbox.move(turn < 28 ? 20 * SECOND : 3 * MINUTE);
    }
    for (const id of ids) expect((await outbox.notice(id)).state, `seed ${seed}`).toBe('sent');
    for (let at = 0; at < 3; at += 1)
      expect(outbox.phones.shownTo(`person-${seed}-${at}`), `seed ${seed}`).toHaveLength(1);
  }
});

test('four processes at once send thirty messages to thirty people once each', async () => {
  for (let at = 0; at < 30; at += 1) await outbox.write(`person-${at}`);
  await Promise.all([1, 2, 3, 4].map(() => outbox.deliver()));
  while ((await outbox.deliver()) > 0);
  expect(outbox.phones.calls).toHaveLength(30);
  expect(new Set(outbox.phones.shown().map((message) => message.to)).size).toBe(30);
});

/** A small generator, so that a failing schedule can be played again. */
function rolling(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';
import { newId } from '../ids.ts';

let small: SmallHouse;
const ids = { callback: newId(), erased: newId(), record: newId(), failed: newId(), unknown: newId(), timer: newId() };

beforeAll(async () => {
  small = await openSmallHouse();
  const { corp, inCorp, deps } = small.house;
  const at = await deps.clock.now();
  const notice = (id: string, state: string) => ({
    corp,
    id,
    toUserid: 'qian.xiaoshou',
    kind: 'reminder',
    content: 'v1',
    state,
    notBefore: at,
    createdAt: at,
  });
  const callback = (id: string, reason: string, body: string | null) => ({
    corp,
    id,
    surface: 'app',
    digest: id,
    state: 'parked',
    reason,
    body,
  });
  await inCorp(async (tx) => {
    await tx.callback.createMany({
      data: [callback(ids.callback, 'unreadable', 'v1'), callback(ids.erased, 'body-erased', null)],
    });
    await tx.parkedRecord.create({
      data: {
        corp,
        id: ids.record,
        reason: 'undecryptable',
        keyVersion: 2,
        body: 'v1',
        bytes: 2,
        parkedAt: at,
        state: 'parked',
      },
    });
    await tx.notice.createMany({ data: [notice(ids.failed, 'failed'), notice(ids.unknown, 'unknown')] });
    await tx.timer.create({
      data: {
        corp,
        id: ids.timer,
        kind: 'look-person',
        subject: 'qian.xiaoshou',
        dueAt: at,
        state: 'given-up',
        attempts: 9,
        armedAt: at,
        endedAt: at,
      },
    });
  });
});
afterAll(() => small.house.close());

const waiting = async () => {
  const { corps } = await small.json('dlq', 'ls');
  return corps[0].letters.map(({ what, state }: { what: string; state: string }) => `${what} ${state}`).sort();
};

test('one list has all that nobody tries again', async () => {
  expect(await small.run('dlq', 'ls')).toMatchObject({ exit: 1 });
  expect(await waiting()).toEqual([
    'callback parked',
    'callback parked',
    'notice failed',
    'notice unknown',
    'record parked',
    'timer given-up',
  ]);
});

test('one of them is shown with since when and why, and never what is in it', async () => {
  const { exit, out } = await small.run('dlq', 'show', ids.callback.slice(0, 30));
  expect([exit, out]).toEqual([1, expect.stringContaining(`id: ${ids.callback}\n`)]);
  expect(out).toContain('why: unreadable\n');
  expect(out).not.toContain('body');
});

test('what can be tried begins again; what may have arrived, or has no body, does not', async () => {
  const { corp, inCorp } = small.house;
  const said = await small.run('dlq', 'retry', ...Object.values(ids), '--by', 'li.renshi');
  expect(said).toMatchObject({ exit: 3, err: '' });
  expect(
    said.out
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.split(' ')[1]),
  ).toEqual(['callback', 'notice']);
  const [callback, record, notice, timers] = await inCorp(async (tx) => [
    await tx.callback.findFirst({ where: { corp, id: ids.callback } }),
    await tx.parkedRecord.findFirst({ where: { corp, id: ids.record } }),
    await tx.notice.findFirst({ where: { corp, id: ids.failed } }),
    await tx.timer.count({ where: { corp, kind: 'look-person', subject: 'qian.xiaoshou', state: 'armed' } }),
  ]);
  expect([callback?.state, record?.state, notice?.state, timers]).toEqual(['new', 'again', 'waiting', 1]);
  expect(await small.house.trail('dead-letter-settled')).toHaveLength(4);
});

test('what is dropped is on the list no more', async () => {
  expect(await small.run('dlq', 'drop', ids.erased, ids.unknown, ids.record, '--by', 'li.renshi')).toMatchObject({
    exit: 0,
  });
  expect(await waiting()).toEqual([]);
  expect((await small.run('dlq', 'drop', ids.erased, '--by', 'li.renshi')).err).toContain(
    'nothing that waits is called',
  );
});

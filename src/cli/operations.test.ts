import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settleSmall } from '../../simulator/worlds/small.ts';
import { commandsIn, type Said } from '../../test/command-line.ts';
import { type House, openHouse } from '../../test/house.ts';

const policy = readFileSync('policies/chongqing-industrial.yaml', 'utf8');

let house: House;
let run: (...args: string[]) => Promise<Said>;
const dir = mkdtempSync(join(tmpdir(), 'qungui-operations-'));
beforeAll(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-26T09:30:00+08:00' });
  await settleSmall(house.tenant);
  run = commandsIn(house);
});
afterAll(async () => {
  await house.close();
  rmSync(dir, { recursive: true });
});

const json = async (...args: string[]) => {
  const { exit, out, err } = await run(...args, '--json');
  expect(err).toBe('');
  return { exit, ...JSON.parse(out) };
};

describe('before anything is set up', () => {
  test('status says what is missing, and that groups of the client are unknown, not 0', async () => {
    const { exit, queue, corps } = await json('status');
    expect({ exit, queue }).toEqual({ exit: 1, queue: { backend: 'none', state: 'none' } });
    expect(corps[0].people).toBeNull();
    expect(corps[0].groups).toEqual({ byReach: {}, registered: 0, unregistered: 0, clientMade: 'unknown' });
    expect(corps[0].attention).toEqual([
      expect.stringContaining('people were never read'),
      expect.stringContaining('no policy is in force'),
    ]);
    expect((await run('status')).out).toContain('made in the client: unknown');
  });

  test('a corp that is not there is wrong use', async () => {
    expect(await run('status', '--corp', 'shifam')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('did you mean "shifan"?'),
    });
  });
});

describe('policy publish', () => {
  test('lists what keeps a file from being published, as `policy check` does', async () => {
    const bad = house.file(policy.replace('level: remind', 'level: remined'), 'bad.yaml');
    const said = await run('policy', 'publish', bad, '--by', 'li.renshi');
    expect(said.exit).toBe(1);
    expect(said.out).toContain('did you mean "remind"?');
    expect(said.out).toContain('Nothing was published.');
    expect((await json('status')).corps[0].policies).toEqual([]);
  });

  test('publishes the next version, and the same text never twice', async () => {
    const good = house.file(policy, 'good.yaml');
    const first = await run('policy', 'publish', good, '--by', 'li.renshi');
    expect(first.out).toContain('published as chongqing-industrial v1');
    expect(first.err).toBe(
      '! people were never read, so nobody knows whether li.renshi is an account of shifan: sync first to be sure\n',
    );
    expect((await json('policy', 'publish', good, '--by', 'li.renshi')).published).toEqual([
      { file: good, slug: 'chongqing-industrial', version: 1, state: 'unchanged' },
    ]);
    expect((await json('status')).corps[0].policies).toMatchObject([{ slug: 'chongqing-industrial', version: 1 }]);
  });

  test('needs a file where qungui.yaml names none', async () => {
    expect(await run('policy', 'publish', '--by', 'li.renshi')).toMatchObject({ exit: 2 });
  });
});

describe('sync', () => {
  test('without any worker reads people and groups by itself, and says what changed', async () => {
    const { exit, corps } = await json('sync');
    expect(exit).toBe(0);
    expect(corps).toEqual([
      {
        corp: 'shifan',
        state: 'synced',
        people: 4,
        changes: expect.objectContaining({ groupsFound: 1, groupsRead: 1, membersJoined: 3 }),
      },
    ]);
    expect(corps[0].changes.peopleMet).toBeGreaterThanOrEqual(4);
    expect((await json('status')).corps[0]).toMatchObject({
      people: { employees: 4 },
      groups: { byReach: { customer: 1 }, unregistered: 1 },
      sync: { last: expect.stringContaining('2026-11-26T01:30'), failed: null, retryAt: null },
      attention: [],
    });
  });

  test('a second time changes nothing but the looks', async () => {
    const { corps } = await json('sync');
    const { groupsRead, ...rest } = corps[0].changes;
    expect(groupsRead).toBe(1);
    expect(Object.values(rest).every((count) => count === 0)).toBe(true);
  });

  test('tells a new title from a new person', async () => {
    house.tenant.setProfile('zhao.shiyong', { position: '营销策划' });
    expect((await json('sync')).corps[0].changes).toMatchObject({ peopleMet: 0, peopleChanged: 1 });
  });

  test.each([
    [60020, 'refused for good', '09:40'],
    [-1, 'busy, and tried again later', '09:50'],
  ])('errcode %i, %s, ends with 3, the cause and the remedy', async (kind, _, later) => {
    const heal = house.simulator.faults.add({ api: 'department/list', kind, times: 99 });
    const { exit, corps } = await json('sync');
    expect(exit).toBe(3);
    expect(corps[0]).toMatchObject({
      corp: 'shifan',
      state: 'failed',
      error: { code: expect.stringMatching(/^E-/), remedy: expect.any(String) },
    });
    const status = await json('status');
    expect(status.corps[0].attention).toEqual([
      expect.stringContaining('the last try to read people or groups failed'),
    ]);

    heal();
    await house.setClock(`2026-11-26T${later}:00+08:00`);
    await house.idle();
    expect((await json('sync')).exit).toBe(0);
    expect((await json('status')).corps[0].attention).toEqual([]);
  });
});

describe('--by, once people were read', () => {
  test.each([
    ['policy', ['policy', 'publish', 'policies/anhui-chamber.yaml']],
    ['groups', ['groups', 'export', join(dir, 'register.xlsx')]],
    ['audit', ['audit', 'export', '--purpose', 'yearly-audit', '--to', join(dir, 'never.jsonl')]],
    ['pause', ['pause', 'corp', '--reason', '误报']],
  ])('%s refuses who is no account of the directory, with the name that was meant', async (_, command) => {
    expect(await run(...command, '--by', 'li.renshl')).toMatchObject({
      exit: 2,
      out: '',
      err: expect.stringContaining('did you mean "li.renshi"?'),
    });
    expect((await json(...command, '--by', 'nobody')).error).toMatchObject({
      code: 'E-USE',
      what: 'nobody is no account of this corp, so it cannot sign',
      remedy: 'look with: people list; or read people again: sync',
    });
  });
});

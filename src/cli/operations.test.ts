import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { type Small, settleSmall } from '../../simulator/worlds/small.ts';
import { commandsIn, type Said } from '../../test/command-line.ts';
import { asSuperuser } from '../../test/db.ts';
import { type House, openHouse } from '../../test/house.ts';

const policy = readFileSync('policies/chongqing-industrial.yaml', 'utf8');

let house: House;
let world: Small;
let run: (...args: string[]) => Promise<Said>;
const dir = mkdtempSync(join(tmpdir(), 'qungui-operations-'));
beforeAll(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-26T09:30:00+08:00' });
  world = await settleSmall(house.tenant);
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

describe('case show', () => {
  let number: number;
  beforeAll(async () => {
    await moveIn(house.deps, house.corp, world, policy, 'li.renshi', house.idle);
    await house.tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
    await house.tenant.setNickname(world.group, 'zhao.shiyong', '小太阳');
    await house.until('2026-11-26T10:00:00+08:00');
    await house.tenant.say('zhao.shiyong', '0');
    await house.until('2026-11-26T10:10:00+08:00');
    number = Number((await house.openCases()).find((row) => row.rule === 'naming/nickname')?.number);
  });

  test('goes from the event to the records of the trail', async () => {
    const shown = await json('case', 'show', String(number));
    expect(shown.events[0].event).toBe('change_external_chat/update/add_member');
    expect(shown.facts).toMatchObject({ memberId: 'zhao.shiyong', inviter: 'sun.jingli', nickname: '小太阳' });
    expect(shown.clause).toMatchObject({ title: { zh: expect.any(String) }, text: { zh: expect.any(String) } });
    expect(shown.findings).toEqual([expect.objectContaining({ change: 'found', policyVersion: 2 })]);
    expect(shown.notices).toEqual([expect.objectContaining({ toUserid: 'zhao.shiyong', state: 'sent' })]);
    expect(shown.decisions).toEqual([
      expect.objectContaining({ actor: 'zhao.shiyong', action: 'reported-wrong', via: 'reply' }),
    ]);
    const kinds = shown.audit.map((one: { kind: string }) => one.kind);
    expect(kinds).toEqual(expect.arrayContaining(['case-opened', 'case-told', 'notice-tried', 'decision-made']));
  });

  test('is the same by number, by C-number and by id', async () => {
    const shown = await json('case', 'show', String(number));
    expect(await json('case', 'show', `c-${number}`)).toEqual(shown);
    expect(await json('case', 'show', shown.case.id)).toEqual(shown);
  });

  test('for people is in the zone of the corp', async () => {
    const { out } = await run('case', 'show', `C-${number}`);
    expect(out).toMatch(/C-\d+ of shifan: breach/);
    expect(out).toContain('opened 2026-11-26 09:5');
    for (const part of ['1. Event', '2. Facts', '3. Clause', '4. Findings', '5. Notices', '6. Decisions', '7. Audit'])
      expect(out).toContain(part);
  });

  test.each([['C-999999'], ['nonsense'], ['00000000-0000-4000-8000-000000000000']])(
    '%s is wrong use',
    async (wanted) => {
      expect((await run('case', 'show', wanted)).exit).toBe(2);
    },
  );
});

describe('trigger', () => {
  test('a signed call goes through the own receiver and is handled like one of WeCom', async () => {
    const before = await house.inCorp((tx) => tx.callback.count());
    expect(await json('trigger', 'group-renamed', '--group', world.group)).toMatchObject({
      exit: 0,
      status: 200,
      kept: true,
    });
    await house.idle();
    const { corps } = await json('callback', 'ls');
    expect(corps[0].callbacks).toHaveLength(before + 1);
    expect(
      corps[0].callbacks.some((one: { event: string }) => one.event === 'change_external_chat/update/change_name'),
    ).toBe(true);
  });

  test.each([
    ['member-joined', 'change_external_chat/update/add_member'],
    ['member-left', 'change_external_chat/update/del_member'],
    ['group-created', 'change_external_chat/create'],
    ['group-dismissed', 'change_external_chat/dismiss'],
    ['user-created', 'change_contact/create_user'],
    ['user-deleted', 'change_contact/delete_user'],
  ])('%s, about nobody there is, is kept and read as %s', async (event, name) => {
    expect((await run('trigger', event)).out).toContain('answered 200, kept');
    await house.idle();
    const row = await house.inCorp((tx) =>
      tx.callback.findFirst({ where: { event: name }, orderBy: { receivedAt: 'desc' } }),
    );
    expect(row).toMatchObject({ state: 'done', event: name });
  });

  test('a join that WeCom does not confirm changes no roster', async () => {
    await run('trigger', 'member-joined', '--group', world.group, '--member', 'li.renshi', 'wmStranger');
    await house.idle();
    await house.until('2026-11-26T10:20:00+08:00');
    const inside = await house.inCorp((tx) => tx.membership.findMany({ where: { chatId: world.group, until: null } }));
    expect(inside.map((stay) => stay.memberId)).not.toContain('li.renshi');
  });

  test.each([
    [['group-dismissed', '--group', 'wr1'], 'would be believed'],
    [['user-deleted', '--user', 'zhao.shiyong'], 'would be believed'],
    [['user-deleted', '--group', 'wr1'], 'is not about that'],
    [['group-created', '--member', 'wm1'], 'is not about that'],
  ])('%j is refused', async (args, words) => {
    expect(await run('trigger', ...args)).toMatchObject({ exit: 2, err: expect.stringContaining(words) });
  });

  test('a receiver with other keys refuses it, and the answer says why', async () => {
    const corp = house.deps.config.corps.get(house.corp);
    const app = corp?.surfaces.app;
    if (!corp || !app) throw new TypeError('no app');
    const other = { ...app, callbackKeys: [{ token: 'other', aesKey: 'x'.repeat(43) }] };
    const config = { ...house.deps.config, corps: new Map([[house.corp, { ...corp, surfaces: { app: other } }]]) };
    const said = await commandsIn({ ...house, deps: { ...house.deps, config } })('trigger', 'group-created');
    expect(said).toMatchObject({ exit: 1, out: expect.stringContaining('answered 403, refused') });
  });

  test('nobody at the receiver ends with 3', async () => {
    const said = await commandsIn({ ...house, origin: 'http://127.0.0.1:9' })('trigger', 'group-created');
    expect(said).toMatchObject({ exit: 3, err: expect.stringContaining('E-TRIGGER-UNREACHED') });
  });
});

describe('callback', () => {
  let parked: string;
  beforeAll(async () => {
    const row = await house.inCorp((tx) => tx.callback.findFirstOrThrow({ where: { state: 'done', surface: 'app' } }));
    parked = row.id;
    await house.inCorp((tx) =>
      tx.callback.updateMany({
        where: { id: parked },
        data: { state: 'parked', reason: 'failed-3-times', attempts: 4 },
      }),
    );
  });

  test('ls --parked ends with 1 and says why each is parked', async () => {
    const { exit, out } = await run('callback', 'ls', '--parked');
    expect(exit).toBe(1);
    expect(out).toContain('failed-3-times');
    expect((await json('status')).corps[0].attention).toEqual([expect.stringContaining('1 callbacks are parked')]);
  });

  test('show never shows the body', async () => {
    const shown = await json('callback', 'show', parked.slice(0, 8));
    expect(shown).toMatchObject({ id: parked, state: 'parked', reason: 'failed-3-times', attempts: 4 });
    expect(shown).not.toHaveProperty('body');
  });

  test('replay has it handled again', async () => {
    expect((await run('callback', 'replay', parked.slice(0, 8))).exit).toBe(0);
    const replayed = { corp: house.corp, kind: 'callback-replayed' };
    expect(await house.inCorp((tx) => tx.auditRecord.count({ where: replayed }))).toBe(1);
    await house.idle();
    expect(await json('callback', 'show', parked)).toMatchObject({ exit: 0, state: 'done', reason: null });
    expect(await run('callback', 'replay', parked)).toMatchObject({
      exit: 2,
      err: expect.stringContaining('is not parked'),
    });
  });

  test.each([['zzzz'], ['00000000-0000'], ['ab']])('%s is wrong use', async (id) => {
    expect((await run('callback', 'show', id)).exit).toBe(2);
  });
});

describe('audit', () => {
  test('verify prints an anchor that it takes back', async () => {
    const { out } = await run('audit', 'verify');
    const anchor = /to keep outside: (.*)/.exec(out)?.[1] ?? '';
    expect(JSON.parse(anchor)).toMatchObject({ corp: 'shifan' });
    expect((await run('audit', 'verify', '--anchors', house.file(`${anchor}\n\n`, 'anchors'))).exit).toBe(0);
    const wrong = anchor.replace(/"hash":"./, (head) => `${head.slice(0, -1)}${head.endsWith('0') ? '1' : '0'}`);
    const refuted = await json('audit', 'verify', '--anchors', house.file(wrong, 'anchors'));
    expect(refuted).toMatchObject({ exit: 1, corps: [{ state: 'broken', fault: 'anchor differs' }] });
    expect((await run('audit', 'verify', '--anchors', house.file('x', 'anchors'))).err).toContain(
      'anchors:1 is no anchor',
    );
  });

  test('export writes the chain for this account alone, and the trail says who took it', async () => {
    const to = join(dir, 'chain.jsonl');
    const take = () => json('audit', 'export', '--by', 'li.renshi', '--purpose', 'yearly-audit', '--to', to);
    const { exit, records, anchor } = await take();
    const lines = readFileSync(to, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect({ exit, lines: lines.length }).toEqual({ exit: 0, lines: records });
    expect(lines.at(-1)).toMatchObject({ seq: anchor.seq, hash: anchor.hash });
    expect(statSync(to).mode & 0o777).toBe(0o600);
    expect((await take()).error.what).toContain('is there already');
    expect((await json('audit', 'verify')).corps[0]).toMatchObject({ state: 'whole', records: records + 1 });
  });

  test('a record that somebody changed ends with 1, and is named', async () => {
    await asSuperuser(house.database, async (client) => {
      await client.query('alter table qungui.audit_body disable trigger all');
      await client.query(`update qungui.audit_body set body = replace(body, '"v":1', '"v":1 ') where seq = 3`);
    });
    expect(await run('audit', 'verify')).toMatchObject({
      exit: 1,
      out: '✗ shifan: broken at record 3: changed body\n',
    });
  });
});

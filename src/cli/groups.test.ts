import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { type Small, settleSmall } from '../../simulator/worlds/small.ts';
import { commandsIn, type Said } from '../../test/command-line.ts';
import { type House, openHouse } from '../../test/house.ts';

let house: House;
let world: Small;
let run: (...args: string[]) => Promise<Said>;
let stray: string;
let managed: string;
const dir = mkdtempSync(join(tmpdir(), 'qungui-groups-'));
beforeAll(async () => {
  house = await openHouse({ title: '示范实业', startAt: '2026-11-26T09:30:00+08:00' });
  world = await settleSmall(house.tenant);
  await moveIn(
    house.deps,
    house.corp,
    world,
    readFileSync('policies/chongqing-industrial.yaml', 'utf8'),
    'li.renshi',
    house.idle,
  );
  stray = await house.tenant.createGroup({ name: '示范老群', owner: 'sun.jingli', members: ['qian.xiaoshou'] });
  managed = await house.tenant.createManagedGroup({
    name: '示范部门群',
    owner: 'sun.jingli',
    members: ['qian.xiaoshou'],
  });
  await house.tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
  await house.tenant.setNickname(world.group, 'zhao.shiyong', '小太阳');
  await house.until('2026-11-26T10:00:00+08:00');
  run = commandsIn(house);
});
afterAll(async () => {
  await house.close();
  rmSync(dir, { recursive: true });
});

const file = (text: string): string => {
  const path = join(dir, 'in.yaml');
  writeFileSync(path, text);
  return path;
};
const json = async (...args: string[]) => {
  const { exit, out, err } = await run(...args, '--json');
  expect(err).toBe('');
  return { exit, ...JSON.parse(out) };
};
const entry = (head: string, ...more: string[]): string =>
  [
    'groups:',
    `  - ${head}`,
    '    kind: marketing',
    '    ownerDepartment: 营销策划部',
    '    purpose: 客户沟通',
    ...more,
    '',
  ].join('\n');
const register = (text: string, ...more: string[]) =>
  run('groups', 'register', file(text), '--by', 'li.renshi', ...more);

describe('groups list', () => {
  test('puts what nobody registered first, with its reach and why', async () => {
    const { corps } = await json('groups', 'list');
    const found = corps[0].groups.map((one: { name: string; kind: string | null }) => [one.name, one.kind]);
    expect(found).toEqual([
      ['示范老群', null],
      ['示范花园营销群', 'marketing'],
    ]);
    expect(corps[0].groups[0]).toMatchObject({ reach: 'customer', evidence: expect.stringContaining('c'), members: 2 });
  });

  test('never counts what no API shows', async () => {
    expect((await json('groups', 'list')).corps[0].clientMade).toBe('unknown');
    expect((await run('groups', 'list')).out).toContain('unknown, not 0');
  });
});

describe('groups show', () => {
  test('shows members, register, what each rule can see, and open cases', async () => {
    const shown = await json('groups', 'show', '示范花园营销群');
    expect(shown).toMatchObject({ chatId: world.group, reach: 'customer', registered: { kind: 'marketing' } });
    expect(shown.members.map((one: { id: string; name: string }) => one.name).sort()).toEqual(
      ['孙示例', '钱销售', '赵试用', '小鱼儿'].sort(),
    );
    expect(shown.coverage.length).toBeGreaterThan(2);
    expect(shown.openCases).toEqual([
      expect.objectContaining({ rule: 'naming/nickname', subject: 'member:zhao.shiyong' }),
    ]);
  });

  test('says in both languages why a rule could not see', async () => {
    expect(
      (await register(entry(`chatId: ${managed}`, '    reach: managed').replace('marketing', 'headquarters'))).exit,
    ).toBe(0);
    await house.idle();
    const { out } = await run('groups', 'show', managed);
    expect(out).toContain('无法核对 not checkable');
    expect(out).toContain('企业微信只提供客户群的群昵称 · WeCom shows nicknames of customer groups only');
    expect(out).toContain('not shown');
  });

  test('says why no rule looks at a group', async () => {
    const noted = await register(entry(`chatId: ${managed}`, '    reach: managed').replace('marketing', 'department'));
    expect(noted.out).toContain('not decided yet: listed, never judged');
    await house.idle();
    expect((await json('groups', 'show', managed)).notJudged).toContain(
      'has not decided whether there shall be department groups',
    );
  });

  test('a name that nobody has is answered with one that is near', async () => {
    expect(await run('groups', 'show', '示范花园营消群')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('did you mean "示范花园营销群"?'),
    });
  });
});

describe('groups register', () => {
  test('a dry run says what would change, and changes nothing', async () => {
    const text = entry(
      'name: 示范老群',
      '    approval: { by: 总裁, number: 示范〔2026〕2号, date: 2026-09-01 }',
      '    endsAt: 2026-12-31',
      '    admins:',
      '      - { userid: sun.jingli, appointedBy: 营销副总, since: 2026-11-01, until: 2026-12-31 }',
    );
    const dry = await register(text, '--dry-run');
    expect(dry.out).toContain(`+ 示范老群 (${stray}), customer: new`);
    expect(dry.out).toContain('endsAt: none → 2026-12-31');
    expect(dry.out).toContain('admin sun.jingli: none → from 2026-11-01 to 2026-12-31, by 营销副总');
    expect((await json('groups', 'show', stray)).registered).toBeNull();

    await register(text);
    expect((await json('groups', 'show', stray)).registered).toMatchObject({
      kind: 'marketing',
      approval: { by: '总裁', number: '示范〔2026〕2号', date: '2026-09-01' },
      endsAtMs: Date.parse('2027-01-01T00:00:00+08:00'),
      admins: [{ userid: 'sun.jingli', untilMs: Date.parse('2027-01-01T00:00:00+08:00') }],
    });
    expect((await register(text)).out).toContain('0 new, 0 changed, 1 unchanged');

    const changed = await register(entry('name: 示范老群', '    endsAt: 2027-01-31'));
    expect(changed.out).toContain('endsAt: 2026-12-31 → 2027-01-31');
    expect(changed.out).toContain('approval: 总裁 示范〔2026〕2号 2026-09-01 → none');
    expect(changed.out).toContain('admin sun.jingli: from 2026-11-01 to 2026-12-31, by 营销副总 → none');
  });

  test('a group that no API shows is registered by an id of its own, and its rules are not checkable', async () => {
    const text = entry('chatId: 闲聊群', '    reach: internal');
    expect((await register(text)).exit).toBe(0);
    await house.idle();
    const shown = await json('groups', 'show', '闲聊群');
    expect(shown).toMatchObject({ reach: 'internal', evidence: 'declared in the register' });
    expect(new Set(shown.coverage.map((one: { verdict: string }) => one.verdict))).toEqual(new Set(['not-checkable']));
    expect((await run('groups', 'show', '闲聊群')).out).toContain('Members (unknown)');
  });

  test.each<[string, string, string]>([
    [
      'a misspelt key',
      entry('name: 示范老群', '    goal: x'),
      ':6:5 groups[0].goal: there is no such key\n  → there are: chatId',
    ],
    [
      'a kind that no policy knows',
      entry('name: 示范老群').replace('marketing', 'marketting'),
      'did you mean "marketing"?',
    ],
    [
      'a department that is not there',
      entry('name: 示范老群').replace('营销策划部', '营销策化部'),
      ':4:22 groups[0].ownerDepartment',
    ],
    [
      'an admin whom nobody knows',
      entry('name: 示范老群', '    admins: [{ userid: sun.jinli, appointedBy: x, since: 2026-01-01 }]'),
      'did you mean "sun.jingli"?',
    ],
    ['a date that is none', entry('name: 示范老群', '    endsAt: 2026-02-30'), '"2026-02-30" is not a date'],
    ['a name that nobody has', entry('name: 示范新群'), ':2:11 groups[0].name: no group is called'],
    ['an id that nobody knows', entry('chatId: wrNobody'), 'add its reach: managed'],
    ['both a name and an id', entry('name: 示范老群', '    chatId: x'), 'write one of the two'],
    [
      'the same group twice',
      `${entry('name: 示范老群')}${entry('name: 示范老群').replace('groups:\n', '')}`,
      'one entry a group',
    ],
    ['no entry', 'groups: []\n', 'groups: is empty'],
    ['an empty file', '', 'begin'],
    ['a policy', 'policy: x\n', 'there is no such key'],
  ])('%s is shown at its line, and nothing is written', async (_, text, words) => {
    const before = await json('groups', 'list');
    const { exit, out } = await register(text);
    expect(exit).toBe(1);
    expect(out).toContain('✗ cannot be used; nothing was changed');
    expect(out).toContain(words);
    expect(await json('groups', 'list')).toEqual(before);
  });

  test('two groups of one name must be told apart', async () => {
    const twin = await house.tenant.createGroup({
      name: '示范双胞群',
      owner: 'sun.jingli',
      members: ['qian.xiaoshou'],
    });
    const other = await house.tenant.createGroup({
      name: '示范双胞群',
      owner: 'sun.jingli',
      members: ['qian.xiaoshou'],
    });
    await house.until('2026-11-26T10:05:00+08:00');
    const { out } = await register(entry('name: 示范双胞群'));
    expect(out).toContain('2 groups are called "示范双胞群"');
    for (const chatId of [twin, other]) expect(out).toContain(chatId);
  });
});

describe('people', () => {
  test('are shown with their account, groups and open cases', async () => {
    const shown = await json('people', 'show', 'ZHAO.shiyong');
    expect(shown.persons).toEqual([
      expect.objectContaining({ name: '赵试用', status: 'active', relation: 'unknown', since: null }),
    ]);
    expect(shown.groups).toEqual([expect.objectContaining({ chatId: world.group })]);
    expect(shown.cases).toHaveLength(1);
    expect((await run('people', 'show', 'zhao.shiyong')).out).toContain('赵试用');
  });

  test('nobody of a name is wrong use', async () => {
    expect(await run('people', 'show', 'nobody')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('nobody is called'),
    });
  });

  test('are listed, and those of whom nothing is said, while HR vouches for nobody', async () => {
    const ids = ({ people }: { people: { userid: string }[] }) => people.map(({ userid }) => userid);
    const everybody = ['li.renshi', 'qian.xiaoshou', 'sun.jingli', 'zhao.shiyong'];
    expect(ids(await json('people', 'list'))).toEqual(everybody);
    expect(await json('people', 'list', '--unknown')).toMatchObject({ exit: 0, people: [] });

    const shipped = await house.inCorp((tx) => tx.policyVersion.findFirstOrThrow({ where: { corp: house.corp } }));
    const hushed = shipped.source.replace(/^relations:.*$/m, 'relations: [{ who: { title: 营销经理 }, is: regular }]');
    expect((await run('policy', 'publish', file(hushed), '--by', 'li.renshi')).err).toBe('');
    const unknown = await json('people', 'list', '--unknown');
    expect([unknown.exit, ids(unknown)]).toEqual([1, everybody.filter((one) => one !== 'sun.jingli')]);
    expect((await run('people', 'list', '--unknown')).out).toContain('people relation <account> <relation>');

    await run('people', 'relation', 'qian.xiaoshou', 'outsourced', '--by', 'li.renshi');
    expect(ids(await json('people', 'list', '--unknown'))).toEqual(['li.renshi', 'zhao.shiyong']);
    expect((await run('policy', 'publish', file(shipped.source), '--by', 'li.renshi')).err).toBe('');
  });

  test('get a relation, signed, in the trail, and their groups are looked at again', async () => {
    expect(await json('people', 'relation', 'zhao.shiyong', 'intern', '--by', 'Li.Renshi')).toMatchObject({
      exit: 0,
      from: 'unknown',
      to: 'intern',
    });
    expect((await json('people', 'show', 'zhao.shiyong')).persons[0]).toMatchObject({
      relation: 'intern',
      relationBy: 'li.renshi',
    });
    const armed = await house.inCorp((tx) => tx.timer.findMany({ where: { kind: 'look-group', state: 'armed' } }));
    expect(armed.map((timer) => timer.subject)).toContain(world.group);
    expect((await run('people', 'relation', 'zhao.shiyong', 'intern', '--by', 'li.renshi')).out).toContain('already');
  });

  test('a rehire is joined to who he was', async () => {
    await house.tenant.dismissPerson('qian.xiaoshou');
    await house.until('2026-11-26T10:20:00+08:00');
    await house.tenant.hire({ userid: 'qian.xiaoshou', name: '钱销售', department: 5 });
    await house.until('2026-11-26T10:30:00+08:00');
    const [now, before] = (await json('people', 'show', 'qian.xiaoshou')).persons;
    expect([now.status, before.status]).toEqual(['active', 'left']);

    expect((await run('people', 'join', 'qian.xiaoshou', before.id, '--by', 'li.renshi')).exit).toBe(0);
    expect((await json('people', 'show', 'qian.xiaoshou')).persons[0].joinedTo).toBe(before.id);
    expect((await run('people', 'join', 'qian.xiaoshou', now.id, '--by', 'li.renshi')).err).toContain(
      'joined to himself',
    );
    expect((await house.chain()).state).toBe('whole');
  });
});

describe('lists and identities', () => {
  const list = 'entries:\n  - { key: "001", companies: [示例商贸], title: 会长, name: 张示例 }\n';

  test('a list is what its file says, and the same file again changes nothing', async () => {
    expect(await json('lists', 'set', 'members', file(list), '--by', 'li.renshi')).toMatchObject({
      exit: 0,
      entries: 1,
      changed: 1,
    });
    expect(await json('lists', 'set', 'members', file(list), '--by', 'li.renshi')).toMatchObject({ changed: 0 });
  });

  test.each([
    ['entries:\n  - { key: "1", name: 张示例 }\n  - { key: "1", name: 李样本 }\n', ':3:'],
    ['entries:\n  - { key: "1", nmae: 张示例 }\n', 'did you mean "name"?'],
    ['entries:\n  - { key: 1, name: 张示例 }\n', 'entries[0].key'],
  ])('a list with a mistake changes nothing: %j', async (text, words) => {
    expect(await run('lists', 'set', 'members', file(text), '--by', 'li.renshi')).toMatchObject({
      exit: 1,
      out: expect.stringContaining(words),
    });
  });

  test('short names are what their file says, and a wrong department is said at its line', async () => {
    const set = (text: string) => run('short-names', 'set', file(text), '--by', 'li.renshi');
    const { corps } = await json('short-names', 'list');
    const [{ name, id }] = corps[0].departments;
    expect(await set(`departments:\n  - { department: ${name}, shortNames: [示范] }\n`)).toMatchObject({
      exit: 0,
      out: expect.stringContaining('1 changes'),
    });
    expect((await set(`departments:\n  - { department: ${id}, shortNames: [示范] }\n`)).out).toContain('0 changes');
    expect((await run('short-names', 'list')).out).toContain('示范');
    const wrong = await set(
      `departments:\n  - { department: ${id}, shortNames: [甲] }\n  - { department: 没有部, shortNames: [乙] }\n`,
    );
    expect(wrong).toMatchObject({ exit: 1, out: expect.stringContaining(':3:') });
    expect((await set(`departments:\n  - { department: ${id}, shortname: [甲] }\n`)).out).toContain(
      'did you mean "shortNames"?',
    );
  });

  test('an outsider becomes a line of a list; the trail says who said so', async () => {
    const { members } = await json('groups', 'show', world.group);
    const outsider = members.find((one: { kind: string }) => one.kind === 'external').id;
    const decide = (...more: string[]) => run('identity', 'decide', outsider, 'member', '--by', 'li.renshi', ...more);

    expect((await decide('--list', 'members')).err).toContain('give --list and --entry, or neither');
    expect((await decide('--list', 'membres', '--entry', '001')).err).toContain('did you mean "members"?');
    expect((await decide('--list', 'members', '--entry', '002')).exit).toBe(2);
    expect((await decide('--list', 'members', '--entry', '001')).exit).toBe(0);
    expect((await json('people', 'show', outsider)).identity).toEqual({
      relation: 'member',
      list: 'members',
      entry: '001',
      decidedBy: 'li.renshi',
    });
    expect((await run('identity', 'decide', 'wmNobody', 'customer', '--by', 'li.renshi')).exit).toBe(2);
  });
});

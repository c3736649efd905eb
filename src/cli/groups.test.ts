import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';

let house: SmallHouse['house'];
let world: SmallHouse['world'];
let run: SmallHouse['run'];
let json: SmallHouse['json'];
let stray: string;
let managed: string;
beforeAll(async () => {
  ({ house, world, run, json } = await openSmallHouse());
  stray = await house.tenant.createGroup({ name: '示范老群', owner: 'sun.jingli', members: ['qian.xiaoshou'] });
  managed = await house.tenant.createManagedGroup({
    name: '示范部门群',
    owner: 'sun.jingli',
    members: ['qian.xiaoshou'],
  });
  await house.tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
  await house.tenant.setNickname(world.group, 'zhao.shiyong', '小太阳');
  await house.until('2026-11-26T10:00:00+08:00');
});
afterAll(() => house.close());

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
  run('groups', 'register', house.file(text), '--by', 'li.renshi', ...more);

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

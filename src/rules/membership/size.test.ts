import { describe, expect, test } from 'vitest';
import { facts } from '../../../test/builders/facts.ts';
import { anOutsider, aRegistered, memberOf } from '../../../test/builders/group.ts';
import { aContact, aDepartment, aListEntry, aPerson } from '../../../test/builders/person.ts';
import type { Identity, Person } from '../../events/person.ts';
import type { Outcome } from '../rule.ts';
import { size } from './size.ts';

const spoken = (outcome: Outcome): string =>
  outcome.kind === 'unseen' ? `unseen ${outcome.reason}` : `${outcome.kind} ${outcome.says} to ${outcome.tell}`;
const crowd = (count: number) => Array.from({ length: count }, () => anOutsider());

describe('the size of a group', () => {
  const employee = aPerson();
  const filed = { by: '行政人事部', number: '1', date: '2026-11-01' };
  const both = {
    thresholds: [
      { over: 200, follows: 'filing' },
      { over: 500, follows: 'split' },
    ],
  };

  test.each<readonly [number, object, boolean, string]>([
    [201, { thresholds: [{ over: 200, follows: 'filing' }] }, false, 'breach file-it to hr'],
    [200, { thresholds: [{ over: 200, follows: 'filing' }] }, false, 'fine'],
    [201, { thresholds: [{ over: 200, follows: 'filing' }] }, true, 'fine'],
    [501, both, false, 'breach file-it to hr,breach split to admin'],
    [501, both, true, 'breach split to admin'],
    [500, both, true, 'fine'],
    [31, { thresholds: [{ over: 30, follows: 'told' }] }, false, 'task large to hr'],
    [2, { atLeast: 3 }, false, 'breach too-small to admin'],
    [3, { atLeast: 3 }, false, 'fine'],
    [3, { atLeast: 3, counts: 'external' }, false, 'breach too-small to admin'],
    [3, { thresholds: [{ over: 1, follows: 'split' }], counts: 'employees' }, false, 'fine'],
    [3, { thresholds: [{ over: 1, follows: 'split' }], counts: 'external' }, false, 'breach split to admin'],
  ])('%i members under %j, filed: %s: %s', (count, over, isFiled, expected) => {
    const members = [memberOf(employee), ...crowd(count - 1)];
    const registered = aRegistered({ filing: isFiled ? filed : null });

    const said = size.judge(facts({ members, registered, persons: [employee] }), size.settings.parse(over));

    expect(said.map(spoken).join() || 'fine').toBe(expected);
  });

  test('a group that grows by a few is the same matter', () => {
    const settings = size.settings.parse({ thresholds: [{ over: 500, follows: 'split' }] });
    const counts = [501, 509, 510].map((count) => size.judge(facts({ members: crowd(count) }), settings));

    expect(counts).toMatchObject([
      [{ window: 'split@500', detail: { count: '500+' } }],
      [{ window: 'split@500', detail: { count: '500+' } }],
      [{ window: 'split@500', detail: { count: '510+' } }],
    ]);
  });
});

describe('places of a department', () => {
  const departments = [
    aDepartment({ id: 1, name: '示例集团', parent: 0 }),
    aDepartment({ id: 2, name: '营销中心', parent: 1 }),
    aDepartment({ id: 3, name: '策划组', parent: 2 }),
    aDepartment({ id: 4, name: '财务部', parent: 1 }),
  ];
  const at = (id: number, over: Partial<Person> = {}) => aPerson({ departments: [id], mainDepartment: id, ...over });

  test.each<readonly [string, object, readonly Person[], string]>([
    ['one each', { per: 'topDepartment', atMost: 1 }, [at(2), at(4)], ''],
    ['two of a tree', { per: 'topDepartment', atMost: 1 }, [at(2), at(3), at(4)], '营销中心 2/1'],
    ['two of a tree, counted apart', { per: 'mainDepartment', atMost: 1 }, [at(2), at(3)], ''],
    ['at the top itself', { per: 'topDepartment', atMost: 1 }, [at(1), at(1)], '示例集团 2/1'],
    ['of no department', { per: 'topDepartment', atMost: 1 }, [aPerson(), aPerson()], ''],
    ['who has left', { per: 'mainDepartment', atMost: 1 }, [at(2), at(2, { status: 'left' })], ''],
    ['an exception', { per: 'mainDepartment', atMost: 1, except: ['营销中心'] }, [at(2), at(2)], ''],
    [
      'only some count',
      { per: 'mainDepartment', atMost: 1, who: { relation: 'intern' } },
      [at(2), at(2), at(2, { relation: 'intern' })],
      '',
    ],
    ['the group is not full', { per: 'mainDepartment', atMost: 1, overMembers: 2 }, [at(2), at(2)], ''],
    ['the group is full', { per: 'mainDepartment', atMost: 1, overMembers: 1 }, [at(2), at(2)], '营销中心 2/1'],
  ])('%s', (_name, cap, persons, expected) => {
    const settings = size.settings.parse({ caps: [{ as: '部门', ...cap }] });

    const said = size.judge(facts({ departments, persons, members: persons.map((one) => memberOf(one)) }), settings);

    const places = said.map((one) =>
      one.kind === 'unseen' ? one.reason : `${one.detail.unit} ${one.detail.count}/${one.detail.most}`,
    );
    expect(places.join()).toBe(expected);
  });

  test('whom the directory has not named is not counted', () => {
    const settings = size.settings.parse({ caps: [{ per: 'mainDepartment', atMost: 1, as: '部门' }] });

    expect(size.judge(facts({ members: [memberOf(aPerson())] }), settings).map(spoken)).toEqual([
      'unseen never-fetched',
    ]);
  });
});

describe('places of a company and of a line', () => {
  const one = aListEntry({ key: 'm-1', companies: ['示例实业有限公司'] });
  const two = aListEntry({ key: 'm-2', companies: ['示例实业有限公司'] });
  const elsewhere = aListEntry({ key: 'o-1', list: '往届', companies: ['示例实业有限公司'] });
  const is = (entry: Identity['entry']): Identity => ({ relation: 'member', entry });
  const settings = (cap: object) => size.settings.parse({ caps: [{ atMost: 1, as: '单位', ...cap }] });

  test.each<readonly [string, object, readonly (Identity | null)[], string]>([
    ['two lines of a company', { per: 'company' }, [is(one), is(two)], 'breach over-cap to admin'],
    ['two lines, counted apart', { per: 'line' }, [is(one), is(two)], ''],
    ['one line, two accounts', { per: 'line' }, [is(one), is(one)], 'breach over-cap to admin'],
    ['one line, two accounts allowed', { per: 'line', atMost: 2 }, [is(one), is(one)], ''],
    ['a line of another list', { per: 'company', list: '会员名单' }, [is(one), is(elsewhere)], ''],
    ['staff takes no place', { per: 'company' }, [is(one), { relation: 'staff', entry: null }], ''],
    ['an unknown person', { per: 'line' }, [is(one), null], 'unseen identity-unknown'],
    ['an excepted line', { per: 'line', except: ['m-1'] }, [is(one), is(one)], ''],
  ])('%s', (_name, cap, found, expected) => {
    const members = found.map((_, n) => anOutsider({ id: `wm-${n}` }));
    const identities = Object.fromEntries(found.flatMap((identity, n) => (identity ? [[`wm-${n}`, identity]] : [])));
    const contacts = members.map(({ id }) => aContact({ id }));

    const said = size.judge(facts({ members, identities, contacts }), settings(cap));

    expect(said.map(spoken).join()).toBe(expected);
  });

  test('people of another company who use WeCom count by their company, however it is written', () => {
    const members = [anOutsider({ id: 'a' }), anOutsider({ id: 'b' }), anOutsider({ id: 'c' })];
    const contacts = [
      aContact({ id: 'a', app: 'wecom', corpName: '样本科技' }),
      aContact({ id: 'b', app: 'wecom', corpName: '樣本 科技' }),
      aContact({ id: 'c', known: false }),
    ];

    const said = size.judge(facts({ members, contacts }), settings({ per: 'company' }));

    expect(said.map(spoken)).toEqual(['unseen no-contact-record', 'breach over-cap to admin']);
  });
});

test('settings that count nothing are refused', () => {
  expect(size.settings.safeParse({}).success).toBe(false);
});

test('two languages say how many', () => {
  const settings = size.settings.parse({
    thresholds: [{ over: 200, follows: 'filing' }],
    caps: [{ per: 'line', atMost: 2, as: '户', overMembers: 400 }],
  });

  expect(size.inWords(settings)).toEqual({
    zh: '超过 200 人须备案；超过 400 人后每户至多 2 人',
    en: 'beyond 200 members it is filed; at most 2 of each 户 beyond 400 members',
  });
});

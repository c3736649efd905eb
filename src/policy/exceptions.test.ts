import { describe, expect, test } from 'vitest';
import { facts } from '../../test/builders/facts.ts';
import { aGroup, anOutsider, aRegistered, memberOf } from '../../test/builders/group.ts';
import { aContact, aDepartment, aPerson } from '../../test/builders/person.ts';
import { foundingPolicy } from '../../test/builders/policy.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { PersonId } from '../ids.ts';
import { sparedOfPast } from './exceptions.ts';
import { judgeGroup } from './judge.ts';

const planning = aDepartment({ id: 20, name: '营销策划部' });
const mother = aPerson({ userid: 'zhao', name: '赵试用', departments: [20], mainDepartment: 20 });
const other = aPerson({ userid: 'qian', name: '钱销售', departments: [20], mainDepartment: 20 });
const accountant = aPerson({ userid: 'li', name: '李样本' });

const world = (over: Parameters<typeof facts>[0] = {}): GroupFacts =>
  facts({
    persons: [mother, other, accountant],
    departments: [planning],
    group: aGroup({ chatId: 'wr-1' }),
    registered: aRegistered(),
    members: [memberOf(mother, { nickname: '小太阳' }), memberOf(other, { nickname: '小月亮' })],
    ...over,
  });

/** The founding policy whose nickname rule has an exception. */
const spared = (exception: string, ...changes: readonly (readonly [string, string])[]) =>
  foundingPolicy(
    'chongqing-industrial',
    [
      "      separator: '-'\n",
      `      separator: '-'\n    exceptions: [{ ${exception}, reason: 产假, by: 行政人事部, until: 2026-12-31 }]\n`,
    ],
    ...changes,
  );

const nicknamesOf = (policy: ReturnType<typeof spared>, at: GroupFacts): string[] =>
  judgeGroup(policy, at)
    .findings.filter(({ instance }) => instance === 'nickname')
    .map(({ subject }) => ('id' in subject ? subject.id : 'group'));

const lineOf = (policy: ReturnType<typeof spared>, at: GroupFacts) =>
  judgeGroup(policy, at).coverage.find(({ instance }) => instance === 'nickname');

describe('an exception', () => {
  test('spares whom it names, until the end of its last day, and nobody else', () => {
    const policy = spared('who: { userid: zhao }');
    const at = (text: string) => world({ atMs: Date.parse(text) });
    expect(nicknamesOf(policy, at('2026-12-31T23:59:00+08:00'))).toEqual(['qian']);
    expect(nicknamesOf(policy, at('2027-01-01T00:00:00+08:00'))).toEqual(['qian', 'zhao']);
  });

  test('who is spared is named in the coverage, so that nobody takes it for mended', () => {
    expect(lineOf(spared('who: { userid: zhao }'), world())).toMatchObject({ spared: ['member:zhao'] });
    expect(lineOf(spared('who: { userid: li }'), world())).not.toHaveProperty('spared');
  });

  test('that hangs on a relation accuses nobody of whom nobody has said it: he is unseen, and the others are judged', () => {
    const asking = (exception: string) =>
      spared(exception, ['{ who: { role: employees }, parts', '{ who: { everyone: true }, parts']);
    const unsaid = { ...mother, relation: 'unknown' as const };
    const at = world({
      persons: [unsaid, other, accountant],
      members: [memberOf(unsaid, { nickname: '小太阳' }), memberOf(other, { nickname: '小月亮' })],
    });
    const policy = asking('who: { relation: intern }');
    expect(nicknamesOf(policy, at)).toEqual(['qian']);
    expect(lineOf(policy, at)).toEqual({
      instance: 'nickname',
      verdict: 'partly',
      reason: 'relation-unknown',
      unseenSubjects: ['member:zhao'],
    });
    const either = asking('who: { any: [{ relation: intern }, { userid: zhao }] }');
    expect(lineOf(either, at)).toMatchObject({ verdict: 'checked', spared: ['member:zhao'] });
    expect(nicknamesOf(asking('who: { relation: intern, userid: qian }'), at)).toEqual(['qian', 'zhao']);
  });

  test('of a group takes the rule out of it and says so', () => {
    const policy = spared('group: wr-1');
    expect(lineOf(policy, world())).toMatchObject({ verdict: 'not-checkable', reason: 'excepted' });
    expect(lineOf(policy, world({ group: aGroup({ chatId: 'wr-2' }) }))).toMatchObject({ verdict: 'checked' });
  });

  test('a group is named by its id: whoever gives his group the same name gains nothing', () => {
    const policy = spared('group: wr-1');
    expect(nicknamesOf(policy, world({ group: aGroup({ chatId: 'wr-2', name: 'wr-1' }) }))).toEqual(['qian', 'zhao']);
  });

  test('of somebody in one group spares him there alone', () => {
    const policy = spared('who: { userid: zhao }, group: wr-1');
    expect(nicknamesOf(policy, world())).toEqual(['qian']);
    expect(nicknamesOf(policy, world({ group: aGroup({ chatId: 'wr-2' }) }))).toEqual(['qian', 'zhao']);
  });

  test('names external people by the tag of their contact', () => {
    const vip = anOutsider({ id: 'wm-vip' });
    const policy = foundingPolicy('anhui-chamber', [
      'kinds: [chamber]\n    level: remind\n    grace: 7 days\n',
      'kinds: [chamber]\n    level: remind\n    grace: 7 days\n    exceptions: [{ who: { contactTag: 嘉宾 }, reason: 嘉宾, by: 秘书处, until: 2026-12-31 }]\n',
    ]);
    const at = facts({
      registered: aRegistered({ kind: 'chamber' }),
      members: [vip],
      contacts: [aContact({ id: 'wm-vip', tags: ['嘉宾'] })],
      identities: { 'wm-vip': { relation: 'unrelated', entry: null } },
    });
    const found = (policyOf: typeof policy) =>
      judgeGroup(policyOf, at).findings.filter(({ instance }) => instance === 'members-allowed').length;
    expect([found(foundingPolicy('anhui-chamber')), found(policy)]).toEqual([1, 0]);
  });
});

describe('an exemption', () => {
  const DAY_MS = 86_400_000;
  const endsMs = Date.parse('2026-11-27T00:00:00+08:00');
  const exemption = { policySlug: 'chongqing-industrial', instance: 'half-an-hour', chatId: null, personId: mother.id };
  const past = (atMs: number, over: { personId?: PersonId; instance?: string; chatId?: string } = {}) =>
    sparedOfPast(
      { instance: 'half-an-hour' },
      world({ atMs, exemptions: [{ ...exemption, ...over, untilMs: endsMs }] }),
    );
  const he = { kind: 'member', id: 'Zhao' } as const;

  test.each([
    ['what happened in its time', endsMs - 1, 'named'],
    ['what happened before it was agreed to, which it spared, too', endsMs - 30 * DAY_MS, 'named'],
    ['what happened when it was over', endsMs, 'not-named'],
    ['what is so now', undefined, 'not-named'],
  ] as const)('that is over: of %s', (_, happenedAtMs, expected) => {
    expect(past(endsMs + 60_000)(he, happenedAtMs)).toBe(expected);
  });

  test('of another person, another rule or another group spares nothing of it', () => {
    const at = endsMs + 60_000;
    expect(past(at, { personId: other.id })(he, endsMs - 1)).toBe('not-named');
    expect(past(at, { instance: 'another' })(he, endsMs - 1)).toBe('not-named');
    expect(past(at, { chatId: 'wr-2' })(he, endsMs - 1)).toBe('not-named');
    expect(past(at)({ kind: 'group' }, endsMs - 1)).toBe('not-named');
  });

  test('that still counts is no past one: who is spared now stands in the coverage', () => {
    expect(past(endsMs - 1)(he, endsMs - 2)).toBe('not-named');
  });
});

import { describe, expect, test } from 'vitest';
import { facts } from '../../test/builders/facts.ts';
import { aGroup, aRegistered, memberOf } from '../../test/builders/group.ts';
import { aDepartment, aPerson } from '../../test/builders/person.ts';
import { foundingPolicy } from '../../test/builders/policy.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Policy } from './policy.ts';
import { replayOf } from './replay.ts';

const planner = aPerson({ userid: 'zhao', name: '赵试用', departments: [20], mainDepartment: 20 });
const people = { persons: [planner], departments: [aDepartment({ id: 20, name: '营销策划部' })] };
const DAY_MS = 86_400_000;
const start = Date.parse('2026-11-02T10:00:00+08:00');
const group = aGroup({ chatId: 'wr-1' });

/** The group with the planner under a nickname, so many days after the start. */
const onDay = (day: number, nickname: string, over: Partial<GroupFacts> = {}): GroupFacts =>
  facts({
    ...people,
    group,
    registered: aRegistered(),
    atMs: start + day * DAY_MS,
    members: [memberOf(planner, { nickname })],
    ...over,
  });

const RIGHT = '营销策划部-赵试用';
const only = (...changes: readonly (readonly [string, string])[]): Policy => {
  const policy = foundingPolicy('chongqing-industrial', ...changes);
  return { ...policy, uses: policy.uses.filter(({ instance }) => instance === 'nickname') };
};
const propose = [
  'clause: 第七条昵称\n    kinds: all\n    level: remind',
  'clause: 第七条昵称\n    kinds: all\n    level: propose',
] as const;
const observe = [propose[0], propose[0].replace('remind', 'observe')] as const;

function played(policy: Policy, ...nicknames: readonly string[]) {
  const player = replayOf(policy);
  for (const [day, nickname] of nicknames.entries()) player.look(onDay(day, nickname));
  const { baseline, observed, reminded, proposed } = player.result();
  return { baseline, observed, reminded, proposed };
}

describe('the past under a version', () => {
  test.each<[string, Policy, string[], ReturnType<typeof played>]>([
    ['all was well', only(), [RIGHT, RIGHT], { baseline: 0, observed: 0, reminded: 0, proposed: 0 }],
    ['it was there before', only(), ['小太阳', '小太阳'], { baseline: 1, observed: 0, reminded: 0, proposed: 0 }],
    ['it began and ended', only(), [RIGHT, '小太阳', RIGHT], { baseline: 0, observed: 0, reminded: 1, proposed: 0 }],
    ['twice', only(), [RIGHT, '小太阳', RIGHT, '小太阳'], { baseline: 0, observed: 0, reminded: 2, proposed: 0 }],
    [
      'it stayed',
      only(),
      [RIGHT, '小太阳', '小太阳', '小太阳'],
      { baseline: 0, observed: 0, reminded: 1, proposed: 0 },
    ],
    ['only recorded', only(observe), [RIGHT, '小太阳'], { baseline: 0, observed: 1, reminded: 0, proposed: 0 }],
    [
      'it stayed beyond two reminders of 48 hours',
      only(propose),
      [RIGHT, '小太阳', '小太阳', '小太阳', '小太阳', '小太阳'],
      { baseline: 0, observed: 0, reminded: 1, proposed: 1 },
    ],
    [
      'it ended before that',
      only(propose),
      [RIGHT, '小太阳', '小太阳', '小太阳', '小太阳', RIGHT],
      { baseline: 0, observed: 0, reminded: 1, proposed: 0 },
    ],
  ])('%s', (_, policy, nicknames, expected) => {
    expect(played(policy, ...nicknames)).toEqual(expected);
  });

  test('what could not be seen for a while has not ended', () => {
    const player = replayOf(only());
    const blind = new Map([['nickname', 'data-gap']] as const);
    player.look(onDay(0, RIGHT));
    player.look(onDay(1, '小太阳'));
    player.look(onDay(2, '', { unseen: blind }));
    player.look(onDay(3, '小太阳'));
    expect(player.result()).toMatchObject({ reminded: 1, looks: 4, groups: 1 });
  });

  test('a use that could be judged nowhere is named with its reason', () => {
    const player = replayOf(only());
    player.look(onDay(0, '', { unseen: new Map([['nickname', 'no-nickname-api']]) }));
    expect([...player.result().unseen]).toEqual([['nickname', 'no-nickname-api']]);
  });

  test('the same looks give the same numbers, whichever group comes first', () => {
    const other = aGroup({ chatId: 'wr-2' });
    const run = (order: 'first' | 'last') => {
      const player = replayOf(only());
      for (const [day, nickname] of [RIGHT, '小太阳', RIGHT].entries()) {
        const looks = [onDay(day, nickname), onDay(day, nickname, { group: other })];
        for (const one of order === 'first' ? looks : looks.reverse()) player.look(one);
      }
      const { told, byRule, ...numbers } = player.result();
      return { ...numbers, told: [...told].sort(), byRule: [...byRule] };
    };
    expect(run('first')).toEqual(run('last'));
    expect(run('first').reminded).toBe(2);
  });
});

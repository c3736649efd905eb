import { describe, expect, test } from 'vitest';
import { diffRoster, type OpenStay } from './diff-roster.ts';
import type { SeenMember } from './snapshot.ts';

const nine = new Date('2026-11-26T01:00:00Z');
const ten = new Date('2026-11-26T02:00:00Z');

const stay = (memberId: string, over: Partial<OpenStay> = {}): OpenStay => ({
  id: `stay-of-${memberId}`,
  memberId,
  since: nine,
  joinScene: 1,
  inviter: null,
  joinState: null,
  learned: 'fetch',
  ...over,
});
const seen = (id: string, over: Partial<SeenMember> = {}): SeenMember => ({
  id,
  kind: 'employee',
  joinedAt: nine,
  joinScene: 1,
  inviter: null,
  joinState: null,
  nickname: '',
  shownName: '',
  ...over,
});

describe('what a fetched roster changes', () => {
  const facts: [string, OpenStay[], SeenMember[], string][] = [
    ['the same roster changes nothing', [stay('a')], [seen('a')], ''],
    ['somebody new joined', [], [seen('a')], 'joined a'],
    ['somebody missing left', [stay('a')], [], 'left a'],
    ['a later join time is a second stay', [stay('a')], [seen('a', { joinedAt: ten })], 'rejoined a'],
    [
      'milliseconds that WeCom does not tell are no second stay',
      [stay('a', { since: new Date(nine.getTime() + 400) })],
      [seen('a')],
      '',
    ],
    [
      'an event told an id; the fetch tells the inviter',
      [stay('a', { learned: 'event' })],
      [seen('a', { inviter: 'b' })],
      'completed a',
    ],
    ['an inviter told later completes the stay', [stay('a')], [seen('a', { inviter: 'b' })], 'completed a'],
    [
      'a managed group tells no join time: the stay goes on',
      [stay('a')],
      [seen('a', { joinedAt: null, joinScene: null })],
      '',
    ],
  ];
  test.each(facts)('%s', (_, open, members, expected) => {
    const diff = diffRoster(open, members);

    const said = [
      ...diff.joined.map((m) => `joined ${m.id}`),
      ...diff.left.map((s) => `left ${s.memberId}`),
      ...diff.rejoined.map((r) => `rejoined ${r.member.id}`),
      ...diff.completed.map((c) => `completed ${c.member.id}`),
    ];
    expect(said.join(', ')).toBe(expected);
  });
});

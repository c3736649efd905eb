import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aDirectory, aPerson } from '../../test/builders/person.ts';
import type { Person } from '../events/person.ts';
import type { Kept } from '../policy/policy.ts';
import { type Plan, type Planning, planChanges, type Step } from './plan.ts';
import type { Roster } from './roster.ts';
import type { Answered, Seen, Standing } from './standing.ts';

const ASKED: Kept = { made: 'when-approved', owner: null, removal: 'asked' };
const AUTOMATIC: Kept = {
  made: 'when-approved',
  owner: null,
  removal: { approvedBy: '总裁', approvedOn: '2026-09-01' },
};
const NOW = Date.parse('2026-11-26T10:00:00+08:00');
const HOUR = 3_600_000;

interface Described {
  readonly userid: string;
  readonly belongs: boolean;
  readonly inside: boolean;
  readonly hired: boolean;
  readonly looksAfter: boolean;
  readonly mayStay: boolean;
  readonly before: boolean;
  readonly left: boolean;
  readonly answer: Answered | null;
  readonly askedHoursAgo: number | null;
}

const person = (userid: string): fc.Arbitrary<Described> =>
  fc.record({
    userid: fc.constant(userid),
    belongs: fc.boolean(),
    inside: fc.boolean(),
    hired: fc.boolean(),
    looksAfter: fc.boolean(),
    mayStay: fc.boolean(),
    before: fc.boolean(),
    left: fc.boolean(),
    answer: fc.constantFrom(null, 'remove' as const, 'keep' as const, 'rejoin' as const, 'stay-out' as const),
    askedHoursAgo: fc.option(fc.nat(48)),
  });

const people = fc.nat({ max: 12 }).chain((n) => fc.tuple(...Array.from({ length: n + 3 }, (_, i) => person(`p${i}`))));

/** What a group would look like to the planner in which people stand so. Nobody belongs who left the company. */
function planningOf(all: readonly Described[], kept: Kept, owner: string, name: string): Planning {
  const persons = new Map<string, Person>(
    all.map(({ userid, hired }) => [
      userid,
      aPerson({ userid: hired ? userid : null, leftAtMs: hired ? null : NOW - 1 }),
    ]),
  );
  const idOf = (userid: string) => (persons.get(userid) as Person).id;
  const belonging = all.filter(({ belongs, hired }) => belongs && hired);
  const inside = all.filter((one) => one.inside || one.userid === owner).map(({ userid }) => userid);
  const roster: Roster = {
    belongs: new Map(belonging.map(({ userid }) => [userid, { userid, personId: idOf(userid), why: 'required' }])),
    blocked: [],
    mayStay: new Set(all.filter((one) => one.mayStay).map(({ userid }) => userid)),
    looksAfter: new Set(all.filter((one) => one.looksAfter).map(({ userid }) => userid)),
    owners: belonging.map(({ userid }) => userid),
  };
  const standing: Standing = {
    personOf: new Map(all.map(({ userid }) => [userid, idOf(userid)])),
    belongedBefore: new Set(all.filter((one) => one.before).map(({ userid }) => userid)),
    leftByHimself: new Set(
      belonging.filter((one) => one.left && !inside.includes(one.userid)).map((one) => one.userid),
    ),
    answers: new Map(all.flatMap(({ userid, answer }) => (answer ? [[userid, answer] as const] : []))),
    askedMs: new Map(
      all.flatMap((one) => (one.askedHoursAgo === null ? [] : [[one.userid, NOW - one.askedHoursAgo * HOUR] as const])),
    ),
    refused: new Set(),
  };
  const directory = aDirectory({ persons: [...persons.values()] });
  return { name: '高管群', kept, roster, seen: { name, owner, members: inside }, standing, directory, atMs: NOW };
}

const planning = fc
  .tuple(people, fc.constantFrom(ASKED, AUTOMATIC), fc.nat(2), fc.constantFrom('高管群', '快乐大本营'))
  .map(([all, kept, owner, name]) => ({ all, given: planningOf(all, kept, `p${owner}`, name) }));

/** What WeCom makes of a plan; refuses what WeCom refuses. */
function carriedOut(seen: Seen, steps: readonly Step[]): Seen {
  let { name, owner, members } = seen;
  for (const { what, target } of steps) {
    if (what === 'rename') name = target;
    else if (what === 'add') {
      expect(members).not.toContain(target);
      members = [...members, target];
    } else if (what === 'owner') {
      expect(members).toContain(target);
      owner = target;
    } else {
      expect(members).toContain(target);
      expect(owner).not.toBe(target);
      expect(members.length).toBeGreaterThan(2);
      members = members.filter((id) => id !== target);
    }
  }
  return { name, owner, members };
}

/** Afterwards nobody is "gone by himself" who was just added, and the others stand as before. */
const once = ({ standing, ...given }: Planning, plan: Plan): Planning => ({
  ...given,
  seen: carriedOut(given.seen, plan.steps),
  standing,
});

const removed = (plan: Plan): string[] =>
  plan.steps.filter(({ what }) => what === 'remove').map(({ target }) => target);

describe('a plan that is carried out', () => {
  test('leaves nothing to do, and a second one has no steps', () => {
    fc.assert(
      fc.property(planning, ({ given }) => {
        const plan = planChanges(given);
        expect(planChanges(once(given, plan)).steps).toEqual([]);
      }),
    );
  });

  test('reaches the roster: everybody who belongs is inside, but for those who went by themselves', () => {
    fc.assert(
      fc.property(planning, ({ given }) => {
        const end = once(given, planChanges(given)).seen;
        const { belongs } = given.roster;
        for (const userid of belongs.keys()) {
          const away =
            given.standing.answers.get(userid) === 'stay-out' ||
            (given.standing.leftByHimself.has(userid) && given.standing.answers.get(userid) !== 'rejoin');
          if (!away) expect(end.members).toContain(userid);
        }
        expect(end.name).toBe('高管群');
      }),
    );
  });

  test('removes nobody who belongs, and no one who looks after the group or may stay, unless a person said so', () => {
    fc.assert(
      fc.property(planning, ({ all, given }) => {
        for (const target of removed(planChanges(given))) {
          const one = all.find(({ userid }) => userid === target) as Described;
          expect(given.roster.belongs.has(target)).toBe(false);
          if (one.hired && one.answer !== 'remove') {
            expect(one.looksAfter || one.mayStay || one.answer === 'keep').toBe(false);
            expect(given.kept.removal).not.toBe('asked');
            expect(one.before || (one.askedHoursAgo ?? 0) >= 24).toBe(true);
          }
        }
      }),
    );
  });

  test('is the same plan for the same group, in whatever order its members are listed', () => {
    fc.assert(
      fc.property(planning, ({ given }) => {
        const turned = { ...given, seen: { ...given.seen, members: [...given.seen.members].reverse() } };
        expect(planChanges(turned)).toEqual(planChanges(given));
      }),
    );
  });
});

describe('a group that nobody could own', () => {
  test('keeps its owner although he left the company', () => {
    const all = ['p0', 'p1', 'p2'].map((userid) => ({
      userid,
      belongs: false,
      inside: true,
      hired: userid !== 'p0',
      looksAfter: false,
      mayStay: true,
      before: true,
      left: false,
      answer: null,
      askedHoursAgo: null,
    }));

    expect(planChanges(planningOf(all, ASKED, 'p0', '高管群')).steps).toEqual([]);
  });
});

test('what WeCom refused lately is no step, and is said', () => {
  const given = planningOf(
    [
      {
        userid: 'p0',
        belongs: true,
        inside: true,
        hired: true,
        looksAfter: false,
        mayStay: false,
        before: true,
        left: false,
        answer: null,
        askedHoursAgo: null,
      },
      {
        userid: 'p1',
        belongs: true,
        inside: false,
        hired: true,
        looksAfter: false,
        mayStay: false,
        before: false,
        left: false,
        answer: null,
        askedHoursAgo: null,
      },
    ],
    ASKED,
    'p0',
    '高管群',
  );
  const plan = planChanges({ ...given, standing: { ...given.standing, refused: new Set(['add:p1']) } });

  expect(plan.steps).toEqual([]);
  expect(plan.refused).toEqual([{ what: 'add', target: 'p1', why: 'required' }]);
});

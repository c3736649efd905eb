import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aDepartment, aDirectory, aPerson } from '../../test/builders/person.ts';
import type { PersonId } from '../ids.ts';
import { above, leads } from './line.ts';
import { type Bench, decidersOf, exemptionNeeds, mayDecide, type ToDecide } from './recusal.ts';

const nowMs = Date.parse('2026-11-27T10:00+08:00');
const dayMs = 86_400_000;

// 董事会 stands beside the lines; 韩总裁 leads the house, 何副总 sales, 周经理 a part of it, 吴主任 HR.
const board = aPerson({ userid: 'board' });
const han = aPerson({ userid: 'han', departments: [1], leaderIn: [1] });
const he = aPerson({ userid: 'he', departments: [2], leaderIn: [2] });
const zhou = aPerson({ userid: 'zhou', departments: [3], leaderIn: [3] });
const li = aPerson({ userid: 'li', departments: [3], directLeader: 'ZHOU' });
const wu = aPerson({ userid: 'wu', departments: [4], leaderIn: [4] });
const sun = aPerson({ userid: 'sun', departments: [4] });
const qian = aPerson({ userid: 'qian', departments: [5] });
const gone = aPerson({ userid: 'gone', departments: [4], status: 'disabled' });
const directory = aDirectory({
  persons: [board, han, he, zhou, li, wu, sun, qian, gone],
  departments: [
    aDepartment({ id: 1, parent: 0, leaders: ['han'] }),
    aDepartment({ id: 2, leaders: ['he'] }),
    aDepartment({ id: 3, parent: 2, leaders: ['zhou'] }),
    aDepartment({ id: 4, leaders: ['wu'] }),
    aDepartment({ id: 5 }),
  ],
});
const everybody = [...directory.persons.keys()];
const names = new Map([...directory.persons.values()].map(({ id, userid }) => [id, userid ?? '']));
const said = (ids: Iterable<PersonId>): string => [...ids].map((id) => names.get(id)).join();

const bench: Bench = { office: [wu.id, sun.id, gone.id], deputies: [], lastInstance: [han.id] };
const standsIn = { of: sun.id, by: qian.id, fromMs: nowMs - dayMs, untilMs: nowMs + dayMs };
const matter = (subject: PersonId, over: Partial<ToDecide> = {}): ToDecide => ({
  subject,
  what: 'breach',
  earlier: [],
  ...over,
});

describe('above somebody is', () => {
  test.each([
    [li, 'zhou,he,han'],
    [zhou, 'he,han'],
    [he, 'han'],
    [sun, 'wu,han'],
    [han, ''],
    [board, ''],
  ])('%#', (person, expected) => {
    expect(new Set(said(above(person.id, directory)).split(','))).toEqual(new Set(expected.split(',')));
  });

  test('nobody twice, when two lead one another', () => {
    const one = aPerson({ userid: 'one', directLeader: 'two' });
    const two = aPerson({ userid: 'two', directLeader: 'one' });
    const circle = aDirectory({ persons: [one, two] });
    expect([...above(one.id, circle)]).toEqual([two.id]);
    expect(decidersOf(matter(one.id), { ...bench, office: [two.id], lastInstance: [] }, circle, nowMs).from).toBe(
      'nobody',
    );
  });

  test('nobody, in departments that run in a circle', () => {
    const one = aPerson({ userid: 'one', departments: [7] });
    const departments = [aDepartment({ id: 7, parent: 8 }), aDepartment({ id: 8, parent: 7, leaders: ['one'] })];
    expect([...above(one.id, aDirectory({ persons: [one], departments }))]).toEqual([]);
  });
});

describe('who decides', () => {
  test.each<readonly [string, ToDecide, Bench, string]>([
    ['about a salesman: the office', matter(li.id), bench, 'office wu,sun'],
    ['about one of the office: nobody of his line, so the last instance', matter(sun.id), bench, 'last-instance han'],
    ['about its head: not his own people', matter(wu.id), bench, 'last-instance han'],
    ['about the president: nobody below him', matter(han.id), bench, 'nobody '],
    [
      'about the president: whom the policy names',
      matter(han.id),
      { ...bench, lastInstance: [han.id, board.id] },
      'last-instance board',
    ],
    [
      'about one of the office, when a deputy is there',
      matter(sun.id),
      { ...bench, deputies: [standsIn] },
      'deputies qian',
    ],
    [
      'about one of the office, when the deputy’s days are over',
      matter(sun.id),
      { ...bench, deputies: [{ ...standsIn, untilMs: nowMs }] },
      'last-instance han',
    ],
    [
      'about one of the office, when the deputy is somebody else’s',
      matter(sun.id),
      { ...bench, deputies: [{ ...standsIn, of: li.id }] },
      'last-instance han',
    ],
    ['about the deputy himself', matter(qian.id), { ...bench, office: [], deputies: [] }, 'last-instance han'],
    [
      'of an appeal: not the first, nor anybody of his line',
      matter(li.id, { what: 'appeal', earlier: [wu.id] }),
      bench,
      'last-instance han',
    ],
    [
      'of an appeal: a deputy outside that line',
      matter(li.id, { what: 'appeal', earlier: [wu.id] }),
      { ...bench, deputies: [standsIn] },
      'deputies qian',
    ],
    [
      'of an appeal against the last instance',
      matter(sun.id, { what: 'appeal', earlier: [han.id] }),
      { ...bench, lastInstance: [han.id, board.id] },
      'last-instance board',
    ],
    ['when the office is empty', matter(li.id), { ...bench, office: [gone.id], lastInstance: [] }, 'nobody '],
  ])('%s', (_name, of, on, expected) => {
    const { from, who } = decidersOf(of, on, directory, nowMs);
    expect(`${from} ${said(who)}`).toBe(expected);
  });

  test.each<readonly [string, PersonId, ToDecide, string]>([
    ['one of the office', sun.id, matter(li.id), 'yes'],
    ['the subject', sun.id, matter(sun.id), 'himself'],
    ['his leader', wu.id, matter(sun.id), 'his-own-line'],
    ['one he leads', sun.id, matter(wu.id), 'his-own-line'],
    ['who decided first', wu.id, matter(li.id, { what: 'appeal', earlier: [wu.id] }), 'decided-before'],
    ['one of the first one’s line', sun.id, matter(li.id, { what: 'appeal', earlier: [wu.id] }), 'line-of-the-first'],
    ['somebody whose account is disabled', gone.id, matter(li.id), 'not-here'],
    ['a colleague without the duty', qian.id, matter(li.id), 'no-duty'],
    ['the last instance, when the office can', han.id, matter(li.id), 'no-duty'],
  ])('%s', (_name, who, of, expected) => {
    expect(mayDecide(who, of, bench, directory, nowMs)).toBe(expected);
  });

  test('never the subject, never who decided before, and nobody below the subject', () => {
    const people = fc.subarray(everybody);
    fc.assert(
      fc.property(
        people,
        people,
        people,
        fc.constantFrom(...everybody),
        fc.subarray(everybody, { maxLength: 2 }),
        (office, stand, lastInstance, subject, earlier) => {
          const deputies = stand.flatMap((by) => office.map((of) => ({ ...standsIn, of, by })));
          const { who, from } = decidersOf(
            matter(subject, { earlier }),
            { office, deputies, lastInstance },
            directory,
            nowMs,
          );
          expect(who.length > 0).toBe(from !== 'nobody');
          for (const one of who) {
            expect([subject, gone.id, ...earlier]).not.toContain(one);
            expect(above(one, directory).has(subject)).toBe(false);
            if (from !== 'last-instance') expect(above(subject, directory).has(one)).toBe(false);
          }
        },
      ),
    );
  });
});

describe('an exemption', () => {
  test.each<readonly [string, PersonId, readonly PersonId[], object]>([
    ['of a member, nobody agreed yet', li.id, [], { more: 'first', reported: 'not-reported' }],
    ['of a member wants one person', li.id, [wu.id], { more: 'none', reported: 'not-reported' }],
    ['of a member is not for his leader', li.id, [zhou.id], { more: 'first', reported: 'not-reported' }],
    ['of a leader wants a second', zhou.id, [wu.id], { more: 'second', reported: 'monthly' }],
    ['of a leader wants another second', zhou.id, [wu.id, wu.id], { more: 'second', reported: 'monthly' }],
    ['of a leader wants one outside his line', zhou.id, [wu.id, he.id], { more: 'second', reported: 'monthly' }],
    ['of a leader has two', zhou.id, [wu.id, qian.id], { more: 'none', reported: 'monthly' }],
    ['of a leader: one outside and the last instance', zhou.id, [wu.id, han.id], { more: 'none', reported: 'monthly' }],
    ['of a leader: the last instance alone', zhou.id, [han.id], { more: 'second', reported: 'monthly' }],
    ['of a leader: not by himself', zhou.id, [zhou.id, wu.id], { more: 'second', reported: 'monthly' }],
    ['of a leader: not by whom he leads', zhou.id, [li.id, wu.id], { more: 'second', reported: 'monthly' }],
  ])('%s', (_name, subject, agreed, expected) => {
    expect(exemptionNeeds(subject, agreed, directory, [han.id])).toEqual(expected);
  });

  test('of a leader: two of the last instance, both above him, still want one outside his line', () => {
    const needs = (...agreed: PersonId[]) => exemptionNeeds(zhou.id, agreed, directory, [han.id, he.id]).more;
    expect([needs(han.id, he.id), needs(han.id, he.id, wu.id)]).toEqual(['second', 'none']);
  });

  test.each([
    [zhou.id, 'leads'],
    [li.id, 'leads-nobody'],
    [board.id, 'leads-nobody'],
    [aPerson().id, 'leads-nobody'],
  ])('%#: of whom', (who, expected) => {
    expect(leads(who, directory)).toBe(expected);
  });

  test('somebody leads who is only somebody’s direct leader', () => {
    const head = aPerson({ userid: 'head' });
    expect(leads(head.id, aDirectory({ persons: [head, aPerson({ directLeader: 'Head' })] }))).toBe('leads');
  });
});

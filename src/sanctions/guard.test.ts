import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mainland } from '../../test/builders/jurisdiction.ts';
import { aPerson } from '../../test/builders/person.ts';
import { RELATIONS, type Relation } from '../events/person.ts';
import { guard, type Proposal } from './guard.ts';
import { profileOf } from './load-jurisdiction.ts';
import { MEASURES, type Measure, PROOFS } from './measures.ts';
import type { SignOff } from './sign-off.ts';
import type { Unlock } from './unlock.ts';

/** What an arbitrary draws. */
type Drawn<From> = From extends fc.Arbitrary<infer Value> ? Value : never;

const at = (text: string): number => Date.parse(`${text}+08:00`);
const [li, hr, chief] = [aPerson().id, aPerson().id, aPerson().id];

const signed: SignOff = {
  policy: 'drucker-consulting',
  version: 3,
  consultation: { from: '2026-08-01', until: '2026-08-10', leastDays: 7 },
  record: { of: 'union', on: '2026-08-12', reference: '工会 2026-3 号' },
  publication: { on: '2026-08-15', where: '公司公告栏' },
  signatures: [{ person: li, atMs: at('2026-08-20T10:00'), how: 'button', says: 'signed' }],
};

const unlock: Unlock = {
  measure: 'fine',
  approver: { person: chief, name: '韩总裁', post: '总裁' },
  reason: '外部律师 2026-09 书面意见，仅限本案',
  on: '2026-11-01',
  until: '2026-12-31',
};

const proposal = (measure: Measure, over: Partial<Proposal> = {}): Proposal => ({
  measure,
  subject: li,
  by: hr,
  happenedAtMs: at('2026-11-27T10:05'),
  region: 'chongqing',
  shown: PROOFS,
  money: null,
  ...over,
});

interface Given {
  readonly relation?: Relation;
  readonly over?: Partial<Proposal>;
  readonly signOff?: SignOff | null;
  readonly unlock?: Unlock | null;
  readonly on?: string;
}

const guarded = (measure: Measure, given: Given = {}) =>
  guard(
    proposal(measure, given.over),
    mainland,
    profileOf(mainland, given.relation ?? 'regular'),
    given.signOff === undefined ? signed : given.signOff,
    given.unlock ?? null,
    at(`${given.on ?? '2026-11-30'}T09:40`),
  );

const line = (measure: Measure, given: Given = {}): string => {
  const { may, because, alternatives, whoMustBeTold, proofMissing } = guarded(measure, given);
  return [may, because.map(({ key }) => key).join('+'), alternatives, whoMustBeTold, proofMissing].join(' | ');
};

const only = (...shown: Proposal['shown']): Given => ({ over: { shown } });

describe('what may be proposed', () => {
  test.each<readonly [string, Measure, Given, string]>([
    ['a talk, with nothing shown at all', 'talk', { ...only(), signOff: null }, 'propose | free |  |  | '],
    ['a warning with all its proofs', 'warning', {}, 'propose | person-decides |  |  | '],
    [
      'a severe warning before he was heard',
      'severe-warning',
      only('reached', 'severity'),
      'alternative-only | person-decides | talk,training |  | statement',
    ],
    [
      'a warning that our messages never announced',
      'warning',
      only('statement'),
      'alternative-only | person-decides | talk,training,review-note |  | reached',
    ],
    [
      'a warning under a policy that nobody was told',
      'warning',
      { signOff: null },
      'alternative-only | person-decides | talk,training |  | consultation,record,publication,told',
    ],
    [
      'a warning for what happened before he had signed',
      'warning',
      { over: { happenedAtMs: at('2026-08-19T10:00') } },
      'alternative-only | person-decides | talk,training |  | told',
    ],
    [
      'a fine',
      'fine',
      {},
      'alternative-only | blocked-unless-unlocked+not-unlocked | talk,training,review-note | hr,counsel | ',
    ],
    [
      'a red packet',
      'red-packet',
      {},
      'alternative-only | blocked-unless-unlocked+not-unlocked | talk,training,review-note | hr,counsel | ',
    ],
    [
      'a fine that was unlocked',
      'fine',
      { unlock },
      'propose | blocked-unless-unlocked+unlocked |  | hr,counsel,approver | ',
    ],
    [
      'a red packet, when the fine was unlocked',
      'red-packet',
      { unlock },
      'alternative-only | blocked-unless-unlocked+not-unlocked | talk,training,review-note | hr,counsel | ',
    ],
    [
      'an unlocked fine, in Guangdong',
      'fine',
      { unlock, over: { region: 'guangdong' } },
      'alternative-only | never | talk,training,review-note | hr,counsel | ',
    ],
    [
      'an unlocked fine, nobody knows where',
      'fine',
      { unlock, over: { region: null } },
      'alternative-only | blocked-unless-unlocked+unlocked | talk,training,review-note | hr,counsel,approver | region',
    ],
    [
      'an unlocked fine of an unheard member',
      'fine',
      { unlock, ...only('reached', 'severity') },
      'alternative-only | blocked-unless-unlocked+unlocked | talk,training | hr,counsel,approver | statement',
    ],
    ['anything of nobody’s region', 'warning', { over: { region: '__proto__' } }, 'propose | person-decides |  |  | '],
    [
      'a dismissal',
      'dismissal',
      {},
      'alternative-only | blocked-unless-unlocked+not-unlocked | talk,training,review-note | hr,counsel,union | ',
    ],
    [
      'a warning of a dispatched worker',
      'warning',
      { relation: 'dispatched' },
      'alternative-only | not-for-these-people | talk,training,note | agency | ',
    ],
    [
      'a fine of outsourced staff, unlocked',
      'fine',
      { relation: 'outsourced', unlock },
      'alternative-only | not-for-these-people | note | hr,counsel,contract-owner | ',
    ],
    [
      'a warning of an intern',
      'warning',
      { relation: 'intern' },
      'alternative-only | not-for-these-people | talk,training,note | mentor | ',
    ],
    [
      'a dispatched worker out of the group, whom the policy was told',
      'removal',
      { relation: 'dispatched' },
      'propose | person-decides |  | agency | ',
    ],
    [
      'the red packet of a member of the association',
      'red-packet',
      { relation: 'association-member' },
      'alternative-only | blocked-unless-unlocked+not-unlocked | talk,note | hr,counsel,council | ',
    ],
    [
      'a member of the association out of the group, nobody consulted him',
      'removal',
      { relation: 'association-member', signOff: { ...signed, consultation: null } },
      'propose | person-decides |  | council | ',
    ],
    [
      'a transfer of a member of the association',
      'transfer',
      { relation: 'association-member' },
      'alternative-only | not-for-these-people | talk,note | hr,counsel,council | ',
    ],
    ['a talk with a customer', 'talk', { relation: 'customer' }, 'not-executed | not-for-these-people |  |  | '],
    ['a talk with nobody knows whom', 'talk', { relation: 'unknown' }, 'not-executed | not-for-these-people |  |  | '],
  ])('%s', (_name, measure, given, expected) => {
    expect(line(measure, given)).toBe(expected);
  });
});

describe('an unlock', () => {
  test.each<readonly [string, Partial<Unlock>, string, string]>([
    ['counts on its first day', {}, '2026-11-01', 'propose'],
    ['counts on its last day', {}, '2026-12-31', 'propose'],
    ['does not count the day before', {}, '2026-10-31', 'alternative-only'],
    ['does not count the day after', {}, '2027-01-01', 'alternative-only'],
    ['is of one measure', { measure: 'deduction' }, '2026-11-30', 'alternative-only'],
    ['is not of who proposes', { approver: { ...unlock.approver, person: hr } }, '2026-11-30', 'alternative-only'],
    ['is not of whom it is about', { approver: { ...unlock.approver, person: li } }, '2026-11-30', 'alternative-only'],
  ])('%s', (_name, over, on, may) => {
    const { may: said, because } = guarded('fine', { unlock: { ...unlock, ...over }, on });
    expect([said, because.at(-1)?.key]).toEqual([may, may === 'propose' ? 'unlocked' : 'not-unlocked']);
  });
});

describe('a deduction for a loss', () => {
  const wage = { monthFen: 500_000, minimumFen: 230_000 };
  const given = (askedFen: number, over: object = {}): Given => ({
    unlock: { ...unlock, measure: 'deduction' },
    over: { money: { askedFen, lossLeftFen: 900_000, wage, ...over } },
  });

  test.each<readonly [string, Given, string]>([
    ['a fifth of the month', given(100_000), 'propose'],
    ['a fen more', given(100_001), 'alternative-only'],
    ['more than the loss', given(60_000, { lossLeftFen: 59_999 }), 'alternative-only'],
    ['what leaves the minimum wage', given(20_000, { wage: { ...wage, minimumFen: 480_000 } }), 'propose'],
    ['a fen of the minimum wage', given(20_001, { wage: { ...wage, minimumFen: 480_000 } }), 'alternative-only'],
    [
      'anything of the minimum wage',
      given(1, { wage: { monthFen: 230_000, minimumFen: 230_000 } }),
      'alternative-only',
    ],
    ['a sum that nobody has reckoned', { ...given(1), over: { money: null } }, 'alternative-only'],
    ['a fifth of the month, not unlocked', { ...given(100_000), unlock: null }, 'alternative-only'],
  ])('%s', (_name, one, may) => {
    expect(guarded('deduction', one).may).toBe(may);
  });

  test('nobody vouches for arithmetic', () => {
    expect(guarded('deduction', { ...given(1), over: { money: null, shown: PROOFS } }).proofMissing).toEqual([
      'within-cap',
    ]);
  });
});

describe('whatever is proposed', () => {
  const anything = fc.record({
    measure: fc.constantFrom(...MEASURES),
    relation: fc.constantFrom(...RELATIONS),
    shown: fc.subarray([...PROOFS]),
    region: fc.constantFrom(null, 'guangdong', 'chongqing'),
    signOff: fc.constantFrom(null, signed),
    unlock: fc.constantFrom(null, unlock),
    happenedAtMs: fc.constantFrom(at('2026-08-19T10:00'), at('2026-11-27T10:05')),
  });
  const judge = ({ measure, relation, shown, region, signOff, unlock: key, happenedAtMs }: Drawn<typeof anything>) =>
    guarded(measure, { relation, signOff, unlock: key, over: { shown, region, happenedAtMs } });

  test('money is proposed only unlocked, outside Guangdong, of an employee who was bound and heard', () => {
    fc.assert(
      fc.property(anything, (one) => {
        if (!['fine', 'red-packet', 'bonus-cut', 'deduction'].includes(one.measure)) return;
        if (judge(one).may !== 'propose') return;
        expect(one).toMatchObject({ measure: 'fine', region: 'chongqing', unlock, signOff: signed });
        expect(one.shown).toContain('statement');
        expect(['regular', 'probation']).toContain(one.relation);
      }),
      { numRuns: 2000 },
    );
  });

  test('what is offered instead may itself be proposed, and no wages ever hang on it', () => {
    fc.assert(
      fc.property(anything, (one) => {
        const said = judge(one);
        expect(said.payroll).toBe('never');
        expect(said.because).not.toEqual([]);
        for (const measure of said.alternatives) expect(judge({ ...one, measure }).may).toBe('propose');
        expect(said.alternatives.length > 0).toBe(said.may === 'alternative-only');
      }),
    );
  });

  test('one proof more never takes anything away', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom(...PROOFS), (one, proof) => {
        const more = judge({ ...one, shown: [...one.shown, proof] });
        if (judge(one).may === 'propose') expect(more.may).toBe('propose');
        expect(more.proofMissing.length).toBeLessThanOrEqual(judge(one).proofMissing.length);
      }),
    );
  });
});

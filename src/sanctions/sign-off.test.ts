import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aPerson } from '../../test/builders/person.ts';
import { SIGN_OFF_PROOFS } from './measures.ts';
import { CONSULTATION_DAYS, levelBound, missingProofs, type Signature, type SignOff, stillToTell } from './sign-off.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const [li, qian, zhao] = [aPerson().id, aPerson().id, aPerson().id];

const paper = { how: 'list', says: 'signed' } as const;
const signature = (over: object): Signature =>
  ({ person: li, atMs: at('2026-08-20T10:00'), ...paper, ...over }) as Signature;

const signOff: SignOff = {
  policy: 'drucker-consulting',
  version: 3,
  consultation: { from: '2026-08-01', until: '2026-08-10', leastDays: CONSULTATION_DAYS },
  record: { of: 'union', on: '2026-08-12', reference: '工会 2026-3 号' },
  publication: { on: '2026-08-15', where: '公司公告栏' },
  signatures: [signature({})],
};

describe('what was missing for one person on one day', () => {
  test.each<readonly [string, Partial<SignOff>, string, readonly string[]]>([
    ['nothing, once all is there', {}, '2026-08-20T10:00', []],
    ['his signature, a moment before', {}, '2026-08-20T09:59', ['told']],
    ['all but the consultation, before the meeting', {}, '2026-08-11T12:00', ['record', 'publication', 'told']],
    ['everything, on the last day to speak up', {}, '2026-08-10T23:59', [...SIGN_OFF_PROOFS]],
    ['a consultation', { consultation: null }, '2026-09-01T10:00', ['consultation']],
    [
      'a consultation that was too short',
      { consultation: { from: '2026-08-04', until: '2026-08-09', leastDays: 7 } },
      '2026-09-01T10:00',
      ['consultation'],
    ],
    [
      'one of seven days is long enough',
      { consultation: { from: '2026-08-04', until: '2026-08-10', leastDays: 7 } },
      '2026-09-01T10:00',
      [],
    ],
    [
      'one that goes on when all was settled',
      { consultation: { from: '2026-08-04', until: '2026-08-20', leastDays: 7 } },
      '2026-09-01T10:00',
      ['consultation'],
    ],
    ['the record', { record: null }, '2026-09-01T10:00', ['record']],
    [
      'a publication, so nobody was told either',
      { publication: null, signatures: [] },
      '2026-09-01T10:00',
      ['publication', 'told'],
    ],
    [
      'a publication before it was settled',
      { publication: { on: '2026-08-11', where: '公告栏' } },
      '2026-09-01T10:00',
      ['publication'],
    ],
    [
      'what he signed as a draft',
      { signatures: [signature({ atMs: at('2026-08-14T10:00') })] },
      '2026-09-01T10:00',
      ['told'],
    ],
    ['what another has signed', { signatures: [signature({ person: qian })] }, '2026-09-01T10:00', ['told']],
    [
      'a refusal by button tells as well',
      { signatures: [signature({ how: 'button', says: 'refused' })] },
      '2026-09-01T10:00',
      [],
    ],
    [
      'a refusal on paper that somebody saw',
      { signatures: [signature({ says: 'refused', witness: '孙代发' })] },
      '2026-09-01T10:00',
      [],
    ],
    [
      'a refusal on paper that nobody saw',
      { signatures: [signature({ says: 'refused', witness: null })] },
      '2026-09-01T10:00',
      ['told'],
    ],
  ])('%s', (_name, over, moment, missing) => {
    expect(missingProofs({ ...signOff, ...over }, li, at(moment))).toEqual(missing);
  });

  test('everything, of a version that nobody ever put forward', () => {
    expect(missingProofs(null, li, at('2026-09-01T10:00'))).toEqual(SIGN_OFF_PROOFS);
  });

  test('only what his profile asks for', () => {
    expect(missingProofs(null, li, at('2026-09-01T10:00'), ['told'])).toEqual(['told']);
    expect(missingProofs(null, li, at('2026-09-01T10:00'), [])).toEqual([]);
  });
});

test('proofs stay: what was proven once, in whatever order signatures came, is proven ever after', () => {
  const signatures = fc.array(
    fc.record({
      person: fc.constantFrom(li, qian),
      day: fc.integer({ min: 1, max: 40 }),
      kind: fc.constantFrom(paper, { how: 'button', says: 'refused' }, { how: 'list', says: 'refused', witness: null }),
    }),
  );
  const toSignature = ({ person, day, kind }: { person: typeof li; day: number; kind: object }) =>
    signature({ person, atMs: at('2026-08-01T09:00') + day * 86_400_000, ...kind });
  fc.assert(
    fc.property(signatures, signatures, fc.nat(60), fc.nat(60), (some, more, day, later) => {
      const moment = at('2026-08-01T12:00') + day * 86_400_000;
      const few = some.map(toSignature);
      const all = [...more.map(toSignature), ...few.toReversed(), ...few];
      const missing = missingProofs({ ...signOff, signatures: few }, li, moment);
      expect(missingProofs({ ...signOff, signatures: [...few].reverse() }, li, moment)).toEqual(missing);
      for (const one of missingProofs({ ...signOff, signatures: all }, li, moment + later * 86_400_000))
        expect(missing).toContain(one);
    }),
  );
});

describe('who has still to be shown the text', () => {
  const people = [
    { id: li, hiredAtMs: at('2020-01-01T09:00') },
    { id: qian, hiredAtMs: at('2021-01-01T09:00') },
    { id: zhao, hiredAtMs: at('2026-11-02T09:00') },
  ];

  test.each([
    ['before it is published', '2026-08-14T10:00', []],
    ['the day it is published', '2026-08-15T10:00', [li, qian]],
    ['once one of them has signed', '2026-08-21T10:00', [qian]],
    ['from the first day of a new hire on', '2026-11-02T09:00', [qian, zhao]],
    ['not before he comes', '2026-11-02T08:59', [qian]],
  ])('%s', (_name, moment, expected) => {
    const found = stillToTell(signOff, people, at(moment)).map(({ id }) => id);
    expect(new Set(found)).toEqual(new Set(expected));
  });

  test('a new hire waits since his first day, everybody else since the publication', () => {
    expect(stillToTell(signOff, people, at('2026-12-01T10:00'))).toEqual([
      { id: qian, sinceMs: at('2026-08-15T00:00') },
      { id: zhao, sinceMs: at('2026-11-02T09:00') },
    ]);
  });
});

test.each([
  ['propose', [], 'propose'],
  ['propose', ['told'], 'remind'],
  ['remind', ['told'], 'remind'],
  ['observe', ['told'], 'observe'],
  ['off', ['record', 'told'], 'off'],
] as const)('a rule at %s goes, where %j is missing, as far as %s', (level, missing, bound) => {
  expect(levelBound(level, missing)).toBe(bound);
});

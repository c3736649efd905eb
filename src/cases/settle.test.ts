import { describe, expect, test } from 'vitest';
import type { CoverageLine, Finding } from '../policy/policy.ts';
import { type OpenCase, settle } from './settle.ts';

const aFinding = (over: Partial<Finding> = {}): Finding => ({
  nature: 'breach',
  rule: 'naming/nickname',
  instance: 'nickname',
  clause: '第七条',
  subject: { kind: 'member', id: 'zhao.shiyong' },
  window: '-',
  level: 'remind',
  says: 'wrong-name',
  detail: { now: '小太阳' },
  tell: 'member',
  grace: { ms: 0, in: 'wall' },
  ...over,
});
const aCase = (over: Partial<OpenCase> = {}): OpenCase => ({
  id: 'case-1',
  policySlug: 'house',
  instance: 'nickname',
  subject: 'member:zhao.shiyong',
  window: '-',
  says: 'wrong-name',
  detail: { now: '小太阳' },
  number: 1n,
  level: 'remind',
  held: null,
  toldAt: null,
  ...over,
});
const line = (over: Partial<CoverageLine> = {}): CoverageLine => ({
  instance: 'nickname',
  verdict: 'checked',
  reason: null,
  unseenSubjects: [],
  ...over,
});

describe('what a judgement does to open cases', () => {
  const facts: [string, OpenCase[], Finding[], CoverageLine[], Record<string, string[]>][] = [
    ['a new breach opens a case', [], [aFinding()], [line()], { opened: ['nickname'] }],
    ['the same breach again opens none', [aCase()], [aFinding()], [line()], { unchanged: ['case-1'] }],
    [
      'other words change the case',
      [aCase()],
      [aFinding({ detail: { now: '太阳' } })],
      [line()],
      { changed: ['case-1'] },
    ],
    ['no breach where the rule looked closes it as fixed', [aCase()], [], [line()], { closed: ['case-1 fixed'] }],
    [
      'what cannot be seen any more is not fixed',
      [aCase()],
      [],
      [line({ verdict: 'not-checkable', reason: 'no-entry' })],
      {},
    ],
    ['a data gap is not fixed', [aCase()], [], [line({ verdict: 'data-gap', reason: 'data-gap' })], {}],
    [
      'a subject that could not be looked at keeps its case',
      [aCase()],
      [],
      [line({ verdict: 'partly', reason: 'no-contact-record', unseenSubjects: ['member:zhao.shiyong'] })],
      {},
    ],
    [
      'a rule that the policy dropped closes as policy-changed',
      [aCase()],
      [],
      [],
      { closed: ['case-1 policy-changed'] },
    ],
    [
      'a case of another policy gives way to the same finding of this one',
      [aCase({ policySlug: 'other' })],
      [aFinding()],
      [line()],
      { opened: ['nickname'], closed: ['case-1 policy-changed'] },
    ],
    [
      'a case of another policy was not put right where this one finds nothing',
      [aCase({ policySlug: 'other' })],
      [],
      [line()],
      { closed: ['case-1 policy-changed'] },
    ],
    [
      'a case of another policy does not wait for what this one could not see',
      [aCase({ policySlug: 'other' })],
      [],
      [line({ verdict: 'partly', reason: 'no-contact-record', unseenSubjects: ['member:zhao.shiyong'] })],
      { closed: ['case-1 policy-changed'] },
    ],
    [
      'a case of another policy waits while nobody says what the group is',
      [aCase({ policySlug: 'other' })],
      [],
      [line({ verdict: 'not-checkable', reason: 'no-entry' })],
      {},
    ],
    [
      'another window is another case',
      [aCase({ window: 'a@1' })],
      [aFinding({ window: 'b@2' })],
      [line()],
      { opened: ['nickname'], closed: ['case-1 fixed'] },
    ],
  ];
  test.each(facts)('%s', (_, open, findings, coverage, expected) => {
    const done = settle(open, findings, coverage, 'house');

    const said: Record<string, string[]> = {
      opened: done.opened.map((finding) => finding.instance),
      changed: done.changed.map((c) => c.open.id),
      unchanged: done.unchanged.map((c) => c.open.id),
      closed: done.closed.map((c) => `${c.open.id} ${c.because}`),
    };
    expect(Object.fromEntries(Object.entries(said).filter(([, ids]) => ids.length > 0))).toEqual(expected);
  });
});

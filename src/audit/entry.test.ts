import { describe, expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { AuditEntry } from './entry.ts';
import { auditSubject, pseudonymOf } from './pseudonym.ts';

const keys = {
  pseudonym: (id: string) =>
    id
      .padEnd(22, '_')
      .slice(0, 22)
      .replaceAll(/[^\w-]/g, '_'),
};
const who = pseudonymOf(keys, 'zhangshili');
const decided = {
  v: 1,
  kind: 'decision-made',
  caseId: newId(),
  chatId: 'wr-1',
  decisionId: newId(),
  actor: who,
  action: 'dismissed',
  via: 'card',
  policySlug: 'chongqing-industrial',
  policyVersion: 1,
  inputHash: 'a'.repeat(64),
};

const inCase = { v: 1, caseId: newId(), chatId: 'wr-1' };

describe('an entry', () => {
  test('of a known kind passes', () => {
    expect(AuditEntry.parse(decided)).toEqual(decided);
  });

  test.each([
    {
      ...inCase,
      kind: 'measure-proposed',
      proposalId: newId(),
      person: who,
      measure: 'severe-warning',
      outcome: 'not-executed',
      because: ['person-decides'],
      missing: ['told', 'reached'],
      by: who,
      via: 'card',
    },
    {
      ...inCase,
      kind: 'statement-asked',
      statementId: newId(),
      why: 'proposal',
      dueAt: '2026-12-02T16:00:00.000Z',
      by: who,
    },
    { ...inCase, kind: 'statement-given', statementId: newId(), by: who, via: 'reply' },
    { ...inCase, kind: 'question-moved', statementId: newId(), to: 'closed' },
    { ...inCase, kind: 'strike-counted', decisionId: newId(), person: who, category: 'content', days: 365 },
    { ...inCase, kind: 'strike-given-back', decisionId: newId(), because: 'reversed' },
    {
      ...inCase,
      kind: 'appeal-made',
      appealId: newId(),
      decisionId: newId(),
      dueAt: '2026-12-02T16:00:00.000Z',
      by: who,
      via: 'page',
    },
    {
      ...inCase,
      kind: 'appeal-decided',
      appealId: newId(),
      decisionId: newId(),
      says: 'reversed',
      by: who,
      via: 'card',
    },
    { ...inCase, kind: 'case-assigned', to: who, by: who },
    { ...inCase, kind: 'nobody-decides', what: 'appeal', recused: 3 },
    {
      v: 1,
      kind: 'decisions-made',
      batchId: newId(),
      action: 'waived',
      via: 'page',
      by: who,
      cases: [{ caseId: newId(), decisionId: newId() }],
    },
    {
      v: 1,
      kind: 'rule-fell-back',
      policySlug: 'drucker-consulting',
      policyVersion: 1,
      instance: '敏感词',
      right: 15,
      wrong: 5,
    },
    { v: 1, kind: 'trail-broken', seq: 12, fault: 'anchor differs' },
    { v: 1, kind: 'head-told', seq: 12, hash: 'a'.repeat(64), told: [{ noticeId: newId(), to: who }] },
    { v: 1, kind: 'privacy-notice', hash: 'a'.repeat(64), became: 'changed' },
    { v: 1, kind: 'archive-gap', fromSeq: '5', toSeq: '18446744073709551615', because: 'jump' },
    { v: 1, kind: 'records-parked', because: 'no-key', count: 3 },
    { v: 1, kind: 'archive-late', since: '2026-11-26T01:30:00.000Z', code: 'E-ARCHIVE-10009' },
    { v: 1, kind: 'absences-changed', person: who, because: 'approval', begun: 1, ended: 0 },
    { v: 1, kind: 'attendance-imported', file: '排班.csv', absences: 1, shifts: 2, days: 3, ended: 0, by: who },
    { v: 1, kind: 'sign-off-recorded', policySlug: 'a', policyVersion: 2, step: 'record', on: '2026-11-26', by: who },
    { v: 1, kind: 'version-shown', policySlug: 'a', policyVersion: 2, person: who, how: 'card', says: 'refused' },
    { v: 1, kind: 'version-shown', policySlug: 'a', policyVersion: 2, person: who, how: 'reply', says: 'signed' },
    {
      v: 1,
      kind: 'signatures-imported',
      policySlug: 'a',
      policyVersion: 2,
      taken: 9,
      refused: 1,
      returned: 0,
      by: who,
    },
    {
      v: 1,
      kind: 'measure-unlocked',
      unlockId: newId(),
      measure: 'public-notice',
      approver: who,
      on: '2026-11-26',
      until: '2026-12-26',
      change: 'given',
      by: who,
    },
    { v: 1, kind: 'place-set', person: who, place: 'guangdong', by: who },
    { v: 1, kind: 'note-party-set', role: 'agency', of: null, change: 'named', by: who },
    { v: 1, kind: 'relation-noted', proposalId: newId(), role: 'agency', party: 'unknown', noticeId: newId() },
    { v: 1, kind: 'fine-sign-noted', noticeId: newId(), sign: 'order', about: null },
    { v: 1, kind: 'deputy-set', deputyId: newId(), of: who, deputy: who, change: 'named', by: who },
    {
      v: 1,
      kind: 'exemption-moved',
      exemptionId: newId(),
      policySlug: 'a',
      instance: 'nickname',
      person: who,
      to: 'asked',
      until: '2026-12-31',
      actor: who,
    },
    { v: 1, kind: 'word-list-set', list: '通用', words: 3, begun: 3, ended: 0, by: who },
    { v: 1, kind: 'hit-marked', hitId: newId(), chatId: 'wr-1', instance: 'gambling', marked: 'wrong', by: who },
    { v: 1, kind: 'hit-read', hitId: newId(), readId: newId(), chatId: 'wr-1', instance: 'gambling', by: who },
    { v: 1, kind: 'record-read', readId: newId(), what: 'name', aboutId: newId(), subject: `member:${who}`, by: who },
    { v: 1, kind: 'pack-asked', requestId: newId(), caseId: newId(), purpose: 'arbitration', by: who },
    { v: 1, kind: 'pack-released', requestId: newId(), caseId: newId(), says: 'released', by: who },
    {
      ...{ v: 1, kind: 'complaint-made', complaintId: newId(), chatId: null, about: 'something' },
      ...{ reason: 'abuse', via: 'reply', goesTo: 'last-instance' },
    },
    { v: 1, kind: 'complaint-handed-over', complaintId: newId(), goesTo: 'employer' },
    { v: 1, kind: 'complaint-decided', complaintId: newId(), says: 'acted', by: who },
    { v: 1, kind: 'intercept-synced', list: '通用', part: 0, change: 'made', words: 300 },
    {
      v: 1,
      kind: 'obligation-opened',
      obligationId: newId(),
      chatId: 'wr-1',
      policySlug: 'changge',
      policyVersion: 1,
      inputHash: 'a'.repeat(64),
      rule: 'response/task',
      instance: 'thirty-minutes',
      clause: '第11条',
      opens: 'task',
      level: 'remind',
      certainty: 'sure',
      asker: who,
      awaited: [who],
      openedAt: '2026-11-26T02:00:00.000Z',
    },
    {
      v: 1,
      kind: 'obligation-changed',
      obligationId: newId(),
      chatId: 'wr-1',
      policySlug: 'changge',
      policyVersion: 1,
      inputHash: 'a'.repeat(64),
      clock: 'acknowledge',
      change: 'met',
    },
    {
      v: 1,
      kind: 'obligation-ended',
      obligationId: newId(),
      chatId: 'wr-1',
      because: 'rule-gone',
    },
    {
      v: 1,
      kind: 'obligation-told',
      obligationId: newId(),
      chatId: 'wr-1',
      clock: 'result',
      as: 'warn',
      to: who,
      noticeId: newId(),
    },
    {
      v: 1,
      kind: 'obligation-pressed',
      chatId: 'wr-1',
      pressId: newId(),
      on: 'm1',
      by: who,
      says: 'received',
      via: 'card',
    },
    {
      v: 1,
      kind: 'notice-published',
      publicationId: newId(),
      chatId: 'wr-1',
      instance: 'notices',
      to: 3,
      via: 'cli',
      by: who,
    },
    { v: 1, kind: 'notice-withdrawn', publicationId: newId(), dropped: 1, by: who },
    {
      v: 1,
      kind: 'role-granted',
      grantId: newId(),
      person: who,
      role: 'auditor',
      endsAt: '2026-12-31T16:00:00.000Z',
      by: who,
    },
    { v: 1, kind: 'hold-set', holdId: newId(), scope: 'group', target: 'wr-1', by: who },
    { v: 1, kind: 'hold-ended', holdId: newId(), by: who },
    { v: 1, kind: 'person-exported', person: who, purpose: 'asked', sha256: 'a'.repeat(64), by: who },
    { v: 1, kind: 'person-erased', person: who, rows: 3, kept: ['open-case'], by: who },
    { v: 1, kind: 'dead-letter-settled', what: 'timer', id: newId(), was: 'given-up', outcome: 'retried', by: who },
    { v: 1, kind: 'role-ended', grantId: newId(), by: who },
    { v: 1, kind: 'signed-in', sessionId: newId(), person: who, client: 'wecom' },
    { v: 1, kind: 'signed-out', sessionId: newId(), person: who, because: 'left' },
    { v: 1, kind: 'cut-off-lifted', inventoryId: newId(), cutOffAt: '2026-12-31T16:00:00.000Z', by: who },
    { v: 1, kind: 'doctor-message', to: who, outcome: 'sending', errcode: null },
    { v: 1, kind: 'doctor-code', to: who, seenIn: 'wechat', read: 'no' },
    { v: 1, kind: 'stop-made', target: 'rule', name: 'nickname', cases: 2, notices: 1, by: who },
    { v: 1, kind: 'stop-ended', target: 'corp', name: '-', cases: 2, released: 1, dropped: 0, by: who },
    {
      v: 1,
      kind: 'batch-taken-back',
      instance: 'nickname',
      since: '2026-11-26T01:30:00.000Z',
      cases: [{ caseId: newId(), chatId: 'wr-1', was: 'told' }],
      corrections: [{ noticeId: newId(), to: who }],
      dropped: [newId()],
      by: who,
    },
  ])('of $kind passes, and with a reason in it is refused', (entry) => {
    expect(AuditEntry.parse(entry)).toEqual(entry);
    expect(AuditEntry.safeParse({ ...entry, reason: '示例' }).success).toBe(false);
  });

  for (const [name, change] of [
    ['an account where a pseudonym belongs', { actor: 'zhangshili' }],
    ['a Chinese name where a pseudonym belongs', { actor: '张示例' }],
    ['what somebody said where a word belongs', { action: '他说他不知道这条规定' }],
    ['prose where a word belongs', { action: 'he said he did not know' }],
    ['a field that nobody declared', { reason: 'see chat' }],
    ['another version', { v: 2 }],
    ['an unknown kind', { kind: 'decision-unmade' }],
  ] as const)
    test(`with ${name} is refused`, () => {
      expect(AuditEntry.safeParse({ ...decided, ...change }).success).toBe(false);
    });
});

describe('changes that the service makes to a group', () => {
  const change = {
    v: 1,
    kind: 'group-change',
    chatId: 'qg-1',
    changeId: newId(),
    what: 'remove',
    target: who,
    why: 'left-corp',
    outcome: 'done',
    errcode: null,
    by: null,
    caseId: null,
  };
  const confirmed = { v: 1, kind: 'removals-confirmed', chatId: 'qg-1', count: 21, by: who };

  test('and removals that a person confirmed pass', () => {
    expect(AuditEntry.parse(change)).toEqual(change);
    expect(AuditEntry.parse(confirmed)).toEqual(confirmed);
  });

  for (const [name, wrong] of [
    ['an account where a pseudonym belongs', { ...change, target: 'zhangshili' }],
    ['an outcome nobody knows', { ...change, outcome: 'perhaps' }],
    ['nobody who confirmed', { ...confirmed, by: null }],
  ] as const)
    test(`with ${name} are refused`, () => expect(AuditEntry.safeParse(wrong).success).toBe(false));
});

describe('a subject', () => {
  for (const [subject, written] of [
    ['group', 'group'],
    ['member:zhangshili', `member:${who}`],
    ['person:0a:b', `person:${keys.pseudonym('0a:b')}`],
  ] as const)
    test(`${subject} is written as ${written}`, () => expect(auditSubject(keys, subject)).toBe(written));

  for (const subject of ['', 'zhangshili', 'account:zhangshili'])
    test(`「${subject}」 is none`, () => expect(() => auditSubject(keys, subject)).toThrow());
});

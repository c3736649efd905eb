import { expect, test } from 'vitest';
import { aPerson } from '../../test/builders/person.ts';
import { Unlock } from './unlock.ts';

const written = {
  measure: 'fine',
  approver: { person: aPerson().id, name: '韩总裁', post: '总裁' },
  reason: '外部律师 2026-09 书面意见，仅限本案',
  on: '2026-11-01',
  until: '2026-12-31',
};

test('an unlock names who answers for it, why, and until when', () => {
  expect(Unlock.parse(written)).toEqual(written);
});

test.each([
  ['nobody', { approver: undefined }],
  ['a blank name', { approver: { ...written.approver, name: '   ' } }],
  ['no post', { approver: { ...written.approver, post: '' } }],
  ['hardly a reason', { reason: '  需要  ' }],
  ['no end', { until: undefined }],
  ['an end before its beginning', { until: '2026-10-31' }],
  ['no date', { on: 'soon' }],
  ['no measure', { measure: 'whip' }],
  ['a key that does not exist', { payroll: true }],
])('%s unlocks nothing', (_name, over) => {
  expect(Unlock.safeParse({ ...written, ...over }).success).toBe(false);
});

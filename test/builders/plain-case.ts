import { type Corp, newId } from '../../src/ids.ts';

/** The row of an open breach; what a test is about is said. */
export const plainCase = (
  corp: Corp,
  over: { readonly chatId: string; readonly subject: string; readonly openedAt: Date },
) => ({
  corp,
  id: newId(),
  nature: 'breach',
  rule: 'nickname/format',
  instance: 'nickname',
  clause: '3.1',
  window: '-',
  state: 'open',
  level: 'observe',
  says: 'x',
  detail: {},
  tell: 'member',
  policySlug: 'p',
  policyVersion: 1,
  inputHash: 'h',
  ...over,
});

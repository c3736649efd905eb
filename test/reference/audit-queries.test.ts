import { expect, test } from 'vitest';
import { AUDIT_QUERIES } from '../builders/audit-queries.ts';

// That each of them is understood and answered shows test/e2e/scene-5.test.ts, in a house with something to tell.

test('there are twenty questions, each asked once, of the views alone', () => {
  expect(new Set(AUDIT_QUERIES.map(({ title }) => title)).size).toBe(20);
  for (const { sql } of AUDIT_QUERIES) {
    expect(sql).toMatch(/\baudit\.[a-z_]+/);
    expect(sql).not.toMatch(/\bqungui\.|;\s*\S/);
  }
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Corp } from '../ids.ts';
import { openMetrics } from '../metrics.ts';
import { BellData, jobOptions } from './jobs.ts';
import { BELLS } from './producer.ts';

const slug = fc
  .stringMatching(/^[a-z][a-z0-9]{0,5}(-(callbacks|timers|notices|archive|[a-z]{1,5})){0,2}$/)
  .filter((text) => Corp.safeParse(text).success);
const bell = fc.record({ corp: slug.map((text) => Corp.parse(text)), name: fc.constantFrom(...BELLS) });

test('two bells are one job exactly where corp and kind are the same, whatever the corps are called', () => {
  fc.assert(
    fc.property(bell, bell, (one, other) => {
      const same = one.corp === other.corp && one.name === other.name;
      const [a, b] = [one, other].map(({ name, corp }) => jobOptions(name, corp).deduplication?.id);
      expect(a === b).toBe(same);
      expect(a?.startsWith(one.corp)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  {},
  { v: 1 },
  { v: 2, corp: 'demo' },
  { v: 1, corp: 'demo', id: '1' },
  { v: 1, corp: 'wwdemo0123456789AB' },
])('%j is no job of ours', (data) => {
  expect(BellData.safeParse(data).success).toBe(false);
});

test('every figure says of which corp it is first, or is about none', async () => {
  const { registry: _, ...metrics } = openMetrics();
  const labels = Object.values(metrics).map(
    (one) => (one as unknown as { readonly labelNames: readonly string[] }).labelNames,
  );
  expect(labels.filter((names) => names.includes('corp') && names[0] !== 'corp')).toEqual([]);
  expect(
    labels
      .filter((names) => !names.includes('corp'))
      .flat()
      .sort(),
  ).toEqual(['cause', 'job', 'outcome']);
});

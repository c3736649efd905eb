import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aLine } from '../../test/builders/notice.ts';
import { noticeContent } from './content.ts';
import { divide, pooled, type Waiting } from './pool.ts';

const rows = fc
  .array(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 })
  .map((cases) =>
    cases.map(
      (numbers, at): Waiting => ({
        id: `row-${at}`,
        number: BigInt(at),
        content: noticeContent(
          'reminder',
          'zh',
          numbers.map((number) => aLine({ caseId: `case-${number}` })),
        ),
      }),
    ),
  );

test('every matter is shown now, goes on later, or waits on in its row; none of the shown waits in a row alone', () => {
  fc.assert(
    fc.property(
      rows,
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('last', 'more-may-follow'),
      (waiting, most, place) => {
        const all = pooled(waiting).lines.map((line) => line.caseId);
        const shown = all.slice(0, most);
        const { merged, rest } = divide(waiting, shown.length, place);
        const left = waiting.slice(1).filter((row) => !merged.includes(row.id));
        const later = [...rest, ...left.flatMap((row) => row.content.lines)].map((line) => line.caseId);

        expect(new Set([...shown, ...later])).toEqual(new Set(all));
        expect(shown.filter((caseId) => later.includes(caseId))).toEqual([]);
        expect(new Set(all).size).toBe(all.length);
        if (place === 'last') expect(left).toEqual([]);
      },
    ),
  );
});

import { HouseError } from '../errors.ts';

export const SHRANK = 'E-DIRECTORY-SHRANK';

/** More than a tenth of all accounts, and more than a handful. */
export const tooMany = (missing: number, held: number): boolean => missing > Math.max(5, held / 10);

/** So many out of sight at once are not people who left, and must not be called that. */
export const shrank = (missing: number, held: number) =>
  new HouseError({
    code: SHRANK,
    what: `${missing} of ${held} accounts are no longer visible`,
    why: 'so many at once mean that the visible scope of the app was narrowed, not that they all left',
    remedy:
      'give the app its visible scope back (应用管理 → 应用 → 可见范围), or remove people in smaller steps, then run: qungui sync',
    retry: 'never',
  });

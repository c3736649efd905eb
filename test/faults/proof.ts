import type { Size } from './figures.ts';

/** One of the 34 faults that the specification numbers: what is done, what must hold, and which tests show it. */
export interface Numbered {
  readonly id: number;
  readonly name: string;
  /** With the figures that are wanted. What a busy machine may miss is asserted more generously, and said in the table. */
  readonly holds: string;
  /** What holds here instead of a wanted figure, and the measured reason. */
  readonly instead?: string;
  /** How much of what its name says is done without `--all`; all of it where nothing is said. */
  readonly small?: string;
  /** `full`: too long for a pull request, and run by `--all` or by its number alone. */
  readonly tier: Size;
  readonly by: readonly Proof[];
}

export interface Proof {
  readonly file: string;
  /** Which of its tests; all unless told. */
  readonly only?: RegExp;
}

/** A fault by the name of its file. */
export const fault = (name: string, only?: RegExp): Proof => ({
  file: `test/faults/${name}.test.ts`,
  ...(only && { only }),
});
export const inSrc = (path: string, only?: RegExp): Proof => ({ file: `src/${path}.test.ts`, ...(only && { only }) });

export const inTest = (path: string): Proof => ({ file: `test/${path}.test.ts` });

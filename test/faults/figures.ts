import { appendFileSync } from 'node:fs';

/** What `npm run faults` tells its tests, and how they tell it what they measured. */
export const FIGURES_FILE = 'FAULTS_FIGURES';
export const SEED_WORD = 'FAULTS_SEED';
export const SIZE_WORD = 'FAULTS_SIZE';

export type Size = 'fast' | 'full';
export type Figures = Readonly<Record<string, number | string>>;

/** Of this run; a test says it in its name or in its figures. */
export const SEED = Number(process.env[SEED_WORD] ?? 20);

/** How much is done: `full` with `--all`, as the catalogue says; else what a pull request may wait for. */
export const sized = (much: Readonly<Record<Size, number>>): number =>
  much[process.env[SIZE_WORD] === 'full' ? 'full' : 'fast'];

/** Hands figures of a fault to the runner; told more than once they add up to one line. Without a runner nobody asks. */
export function record(id: number | string, figures: Figures): void {
  const file = process.env[FIGURES_FILE];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ id, figures })}\n`);
}

/** The value below which so large a part of all lies; 0 of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

export const tenth = (value: number): number => Math.round(value * 10) / 10;

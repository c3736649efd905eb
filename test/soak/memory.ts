/** What one process held at one moment of the run. */
export interface Sample {
  readonly minute: number;
  readonly mb: number;
}

/** How many MB a minute it rises, by least squares; 0 where there are too few moments for a line. */
export function risingMbPerMinute(samples: readonly Sample[]): number {
  if (samples.length < 3) return 0;
  const mean = (of: (sample: Sample) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [minute, mb] = [mean((one) => one.minute), mean((one) => one.mb)];
  const above = samples.reduce((sum, one) => sum + (one.minute - minute) * (one.mb - mb), 0);
  const below = samples.reduce((sum, one) => sum + (one.minute - minute) ** 2, 0);
  return below === 0 ? 0 : above / below;
}

/** What one process held at one moment of the run. */
export interface Sample {
  readonly minute: number;
  readonly bytes: number;
}

const MIB = 1_048_576;

/** How many MiB a minute it rises, by least squares; 0 where there are too few moments for a line. */
export function risingMibPerMinute(samples: readonly Sample[]): number {
  if (samples.length < 3) return 0;
  const mean = (of: (sample: Sample) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [minute, mib] = [mean((one) => one.minute), mean((one) => one.bytes / MIB)];
  const above = samples.reduce((sum, one) => sum + (one.minute - minute) * (one.bytes / MIB - mib), 0);
  const below = samples.reduce((sum, one) => sum + (one.minute - minute) ** 2, 0);
  return below === 0 ? 0 : above / below;
}

/** Of the rounds behind the first, which warms up and does not count. */
export function medianAfterFirst(rounds: readonly number[]): number {
  const counted = rounds.slice(1).sort((a, b) => a - b);
  return counted[Math.floor(counted.length / 2)] ?? 0;
}

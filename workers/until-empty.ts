/** Takes batch after batch until there is none left, or until the process is told to go. Between batches nothing is held. */
export async function untilEmpty(stop: AbortSignal, take: () => Promise<number>): Promise<'empty' | 'stopped'> {
  while (!stop.aborted) {
    if ((await take()) === 0) return 'empty';
  }
  return 'stopped';
}

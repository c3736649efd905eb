/** One figure of a process's operator's door, summed over its labels that have these words. */
export async function figureOf(opsOrigin: string, name: string, words: readonly string[] = []): Promise<number> {
  const answer = await fetch(`${opsOrigin}/metrics`);
  const lines = (await answer.text())
    .split('\n')
    .filter((line) => line.startsWith(name) && /^[{ ]/.test(line.slice(name.length)));
  return lines
    .filter((line) => words.every((word) => line.includes(word)))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** Jobs that these workers took out of the queue's store and ended well; what the sweep does is not among them. */
export async function jobsDone(workers: readonly string[]): Promise<number> {
  const done = await Promise.all(workers.map((origin) => figureOf(origin, 'qungui_jobs_total', ['outcome="done"'])));
  return done.reduce((sum, count) => sum + count, 0);
}

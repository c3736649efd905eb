/** The name that was probably meant, or null when none is near enough to be said. */
export function nearest(wrong: string, names: Iterable<string>): string | null {
  const limit = wrong.length <= 3 ? 0 : Math.max(1, Math.floor(wrong.length / 3));
  let best: { name: string; edits: number } | null = null;
  for (const name of names) {
    const edits = distance(wrong.toLowerCase(), name.toLowerCase());
    if (edits <= limit && (best === null || edits < best.edits)) best = { name, edits };
  }
  return best?.name ?? null;
}

/** "did you mean …?" when something is near, else everything there is. */
export function suggestion(wrong: string, names: Iterable<string>): string {
  const all = [...names];
  const near = nearest(wrong, all);
  if (near !== null) return `did you mean "${near}"?`;
  if (all.length === 0) return 'there are none yet: add it first';
  return `there are: ${all.join(', ')}`;
}

/** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
function distance(a: string, b: string): number {
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(older, j - 2) + 1);
      row.push(least);
    }
    older = previous;
    previous = row;
  }
  return at(previous, b.length);
}

const at = (row: readonly number[], j: number): number => row[j] ?? Number.POSITIVE_INFINITY;

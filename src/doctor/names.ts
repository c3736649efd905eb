const MOST = 20;

/** So many names, then how many more. */
export const shortList = (names: readonly string[]): string[] =>
  names.length <= MOST ? [...names] : [...names.slice(0, MOST), `… +${names.length - MOST}`];

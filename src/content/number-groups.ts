/** Digits that stand together; and whether only a separator stands between them and those before. */
export interface Group {
  readonly digits: string;
  /** Indices of the text, `end` exclusive. */
  readonly begin: number;
  readonly end: number;
}

const separator = /^(?:[ \u00b7._\u2010-\u2015-]|[ ]?[\u2010-\u2015-][ ]?)$/u;

/** All digits of a folded text, in chains of groups that people may read as one number. A last `x` counts as a digit. */
export function chainsOf(text: string): readonly (readonly Group[])[] {
  const chains: Group[][] = [];
  let before: Group | undefined;
  for (const match of text.matchAll(/\d+(?:x(?![a-z0-9]))?/gu)) {
    const group = { digits: match[0], begin: match.index, end: match.index + match[0].length };
    if (before && separator.test(text.slice(before.end, group.begin))) chains.at(-1)?.push(group);
    else chains.push([group]);
    before = group;
  }
  return chains;
}

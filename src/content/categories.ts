/** What lists of words are about. A company's own topics are called `own:` and their name. */
export const CATEGORIES = [
  'politics',
  'religion',
  'health',
  'porn',
  'violence',
  'gambling',
  'drugs',
  'ads',
  'abuse',
  'rumours',
] as const;
export type Category = (typeof CATEGORIES)[number] | `own:${string}`;

/** Says something of what people believe or suffer: looked for only where an assessment was made. */
export const SENSITIVE: readonly string[] = ['politics', 'religion', 'health'];

/** The category of that name; undefined: there is none. */
export function categoryOf(name: string): Category | undefined {
  if (/^own:\s*\S/u.test(name)) return `own:${name.slice('own:'.length).trim()}`;
  return CATEGORIES.find((category) => category === name);
}

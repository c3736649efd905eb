/** One line that a newcomer types. `until`: it stays, and he goes on when it has printed this. */
export interface Command {
  readonly line: string;
  readonly until: string | null;
}

/** What is typed into one terminal, in order. */
export type Terminal = readonly Command[];

/** The terminals of a page's walk: its blocks of commands between `<!-- newcomer: begin` and `<!-- newcomer: end -->`. */
export function terminalsIn(markdown: string): readonly Terminal[] {
  const [, walk] = /<!-- newcomer: begin[^>]*-->([\s\S]*?)<!-- newcomer: end -->/.exec(markdown) ?? [];
  return [...(walk ?? '').matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => commandsIn(block));
}

/** A line that ends with a backslash goes on in the next. */
const commandsIn = (block: string): Terminal =>
  block
    .replaceAll(/ *\\\n */g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, typed = '', said = ''] = /^(.*?)(?: +#(.*))?$/.exec(line) ?? [];
      return { line: typed, until: /"([^"]+)"/.exec(said)?.[1] ?? null };
    });

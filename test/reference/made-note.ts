/** How every page begins that nobody writes by hand. */
export const madeFrom = (what: string): string =>
  `<!-- Made by \`npm run generate:reference\` from ${what}; do not edit. -->\n`;

/** Text as a cell of a table. */
export const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');

/** A table in Markdown. */
export const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/**
 * Characters that are read as the first of their line. Of our own choice, short on purpose: only what is commonly written to
 * be read as another, and never digits, of which numbers are made.
 */
const lines: readonly string[] = [
  'aаαɑ',
  'bьƅ',
  'cсϲ',
  'dԁ',
  'eеεҽ',
  'hһ',
  'iіıι',
  'jј',
  'kкκ',
  'mм',
  'nոη',
  'oоοσө',
  'pрρ',
  'sѕꜱ',
  'tтτ',
  'uυս',
  'vѵν',
  'wԝω',
  'xхχ×',
  'yуγ',
  'zᴢ',
  '赌睹堵',
  '博搏膊',
  '微薇徽',
  '信伩',
  '色铯',
  '黄簧',
  '群裙',
  '扣抠',
];

const meant = new Map<string, string>();
for (const [first = '', ...others] of lines.map((line) => [...line])) {
  for (const other of others) if (!meant.has(other)) meant.set(other, first);
}

/** The character that this one is read as; itself, when it looks like no other. */
export const looksLike = (character: string): string => meant.get(character) ?? character;

/** Why the inventory proposes a kind, in words: it keeps `said:sheet`, `no-clue`, or clues such as `name:营销,department:营销`. */
export const clueInWords = (reason: string): string => reason.split(',').map(wordsOf).join('; ');

function wordsOf(clue: string): string {
  const [from = '', word = ''] = clue.split(':');
  const known: Readonly<Record<string, string>> = {
    said: 'the sheet says so',
    name: `its name says ${word}`,
    department: `its owner's department says ${word}`,
    reach: `only this kind may be of reach ${word}`,
    members: 'people from outside are in it',
    contradiction: 'the clues disagree',
    'no-clue': 'nothing tells',
  };
  return known[from] ?? clue;
}

import { inventory, type Lent, type Use } from './crypto-uses.ts';
import { cell, madeFrom, tableOf } from './made-note.ts';

const COLUMNS = ['for what', 'algorithm', 'key', 'where it lies', 'whose', 'how long'] as const;

const row = ({ what, algorithm, key, place, owner, period }: Use | Lent): string[] =>
  [what, algorithm, key, place, owner, period].map(cell);

const calls = ({ what, calls: byFile }: Use): string[][] =>
  Object.entries(byFile).map(([file, names]) => [`\`${file}\``, names.map((name) => `\`${name}\``).join(', '), what]);

/** Every algorithm and key, and where in the code it is called. */
export function writeCrypto(): string {
  const { ours, lent } = inventory;
  const places = ours.flatMap(calls).sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
  return [
    madeFrom('test/reference/crypto.yaml'),
    '# Keys and algorithms',
    '',
    'Written for whoever examines what protects what. A test compares this page with every call of cryptography in the code: a new one,',
    'and one that is gone, fails it. How keys are changed: [data-care.md](data-care.md#keys).',
    '',
    '## What our code does',
    '',
    tableOf(COLUMNS, ours.map(row)),
    '',
    '## What we start, configure or talk to',
    '',
    tableOf(COLUMNS, lent.map(row)),
    '',
    '## SM3 and SM4',
    '',
    'Not offered. Node’s OpenSSL has SM3 and SM4 in CBC and CTR, and no SM4-GCM: sealing would be two algorithms put together by us, with a',
    'second key for what authenticates. Each sealed value and each wrapped key begins with the number of its form (`v1`, `v2`), so another',
    'form can be written beside those that are read; nothing has to be sealed again for it.',
    '',
    '## Where it is called',
    '',
    tableOf(['file', 'what it calls', 'for what'], places),
    '',
  ].join('\n');
}

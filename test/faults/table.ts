import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS } from './faults.ts';
import { merged, pageWith, readLines } from './tell.ts';

// npm run faults:table -- [file…]: takes up the JSON lines of `npm run faults -- --json`, and writes the table of docs/reliability.md.
const MEASURED = join(import.meta.dirname, 'measured.jsonl');
const ROOT = join(import.meta.dirname, '../..');
const PAGE = join(ROOT, 'docs/reliability.md');

const before = existsSync(MEASURED) ? readLines(readFileSync(MEASURED, 'utf8')) : [];
const lines = process.argv
  .slice(2)
  .reduce((known, file) => merged(known, readLines(readFileSync(file, 'utf8'))), before);
writeFileSync(MEASURED, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
writeFileSync(PAGE, pageWith(readFileSync(PAGE, 'utf8'), lines, FAULTS));
execFileSync(join(ROOT, 'node_modules/.bin/biome'), ['check', '--write', PAGE], { cwd: ROOT, stdio: 'ignore' });
console.log(
  `${lines.filter(({ pass }) => pass).length} of ${lines.length} faults are told as passed in docs/reliability.md.`,
);

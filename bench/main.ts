import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a bench is: a folder here with a `main.ts` that measures and prints; its last line, with --json the only one on stdout, is JSON. */
interface Bench {
  run(): Promise<void>;
}

const here = import.meta.dirname;
const names = readdirSync(here).filter((name) => existsSync(join(here, name, 'main.ts')));

// npm run bench -- [name…] [--json]: the named ones, or all of them.
const words = process.argv.slice(2);
const wanted = words.filter((word) => !word.startsWith('--'));
const strangers = [
  ...wanted.filter((word) => !names.includes(word)),
  ...words.filter((word) => word.startsWith('--') && word !== '--json'),
];

if (strangers.length > 0) {
  console.error(`There is no ${strangers.join(', ')}. There are: ${names.join(', ')}; and --json.`);
  process.exitCode = 2;
} else {
  for (const name of wanted.length > 0 ? wanted : names) {
    const bench = (await import(`./${name}/main.ts`)) as Bench;
    await bench.run();
  }
}

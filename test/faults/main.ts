import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { FAULTS } from './faults.ts';

// npm run faults -- [id…] | --list
const words = process.argv.slice(2);
const strangers = words.filter((word) => word !== '--list' && !FAULTS.some(({ id }) => id === word));

if (strangers.length > 0) {
  console.error(
    `There is no ${strangers.join(', ')}. There are: ${FAULTS.map(({ id }) => id).join(', ')}; and --list.`,
  );
  process.exitCode = 2;
} else if (words.includes('--list')) {
  const width = Math.max(...FAULTS.map(({ id }) => id.length));
  for (const { id, done, holds } of FAULTS) console.log(`${id.padEnd(width)}  ${done}: ${holds}`);
} else {
  const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
  const files = words.map((id) => `test/faults/${id}.test.ts`);
  const run = spawnSync(process.execPath, [vitest, 'run', '--project', 'faults', ...files], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
}

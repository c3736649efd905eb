import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Config } from '../config.ts';
import { HouseError } from '../errors.ts';
import { loadPolicy } from '../policy/load.ts';
import { problemText } from '../policy/problem.ts';

/**
 * No process serves a company whose policy file cannot be read: every problem of the named files, each at its line. A command
 * line still starts, so that the file can be checked and mended. [E-CONFIG-POLICY]
 */
export function requirePolicies({ corps }: Pick<Config, 'corps'>, cwd: string): void {
  const files = new Set([...corps.values()].flatMap(({ policies }) => policies));
  const problems = [...files].flatMap((file) => {
    const loaded = loadPolicy(readFileSync(file, 'utf8'), relative(cwd, file));
    return 'problems' in loaded ? loaded.problems : [];
  });
  if (problems.length === 0) return;
  throw new HouseError({
    code: 'E-CONFIG-POLICY',
    what: 'A policy that qungui.yaml names cannot be used.',
    why: problems.map(problemText).join('\n'),
    remedy: 'Mend what is named; npm run qungui -- policy check says whether it is right.',
    retry: 'never',
  });
}

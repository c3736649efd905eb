import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Jurisdiction } from '../../src/sanctions/jurisdiction-file.ts';
import { loadJurisdiction } from '../../src/sanctions/load-jurisdiction.ts';

/** The file of mainland China as it is shipped. */
export const mainlandSource: string = readFileSync(
  join(import.meta.dirname, '../../policies/jurisdictions/cn-mainland.yaml'),
  'utf8',
);

function read(): Jurisdiction {
  const result = loadJurisdiction(mainlandSource, 'cn-mainland.yaml');
  if ('jurisdiction' in result) return result.jurisdiction;
  throw new TypeError(result.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
}

export const mainland: Jurisdiction = read();

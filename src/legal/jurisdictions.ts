import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CorpConfig } from '../config.ts';
import { packageRoot } from '../db/package-root.ts';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import { problemText } from '../policy/problem.ts';
import type { Jurisdiction } from '../sanctions/jurisdiction-file.ts';
import { loadJurisdiction } from '../sanctions/load-jurisdiction.ts';

/** Where a corp is that says nothing of it. */
export const USUAL_JURISDICTION = 'cn-mainland';

const folder = (): string => join(packageRoot(), 'policies', 'jurisdictions');

/** Names of the jurisdictions that are shipped. */
export const jurisdictionNames = (): string[] =>
  readdirSync(folder())
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();

const read = new Map<string, Jurisdiction>();

/** The file of the law under which a corp is; read once. [E-JURISDICTION] */
export function jurisdictionOf({
  jurisdiction: name = USUAL_JURISDICTION,
}: Pick<CorpConfig, 'jurisdiction'>): Jurisdiction {
  const known = read.get(name);
  if (known) return known;
  if (!jurisdictionNames().includes(name)) throw unusable(name, 'there is no such file');
  const file = `policies/jurisdictions/${name}.yaml`;
  const loaded = loadJurisdiction(readFileSync(join(folder(), `${name}.yaml`), 'utf8'), file);
  if ('problems' in loaded) throw unusable(name, loaded.problems.map(problemText).join('\n'));
  read.set(name, loaded.jurisdiction);
  return loaded.jurisdiction;
}

const named = new Map<Corp, string>();

/** Remembers which corp is where; called once, when the house is opened. */
export function settleJurisdictions(corps: ReadonlyMap<Corp, Pick<CorpConfig, 'jurisdiction'>>): void {
  for (const [corp, { jurisdiction = USUAL_JURISDICTION }] of corps) named.set(corp, jurisdiction);
}

/** The law under which a corp is, where only its slug is at hand. [E-JURISDICTION] */
export const corpJurisdiction = (corp: Corp): Jurisdiction =>
  jurisdictionOf({ jurisdiction: named.get(corp) ?? USUAL_JURISDICTION });

const unusable = (name: string, why: string) =>
  new HouseError({
    code: 'E-JURISDICTION',
    what: `the jurisdiction ${name} cannot be used`,
    why,
    remedy: `name one of these in qungui.yaml: ${jurisdictionNames().join(', ')}`,
    retry: 'never',
  });

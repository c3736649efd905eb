import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../db/package-root.ts';
import { wrongUse } from './desk.ts';

const presets = (): string => join(packageRoot(), 'policies', 'presets');
const CASES = '.cases.yaml';

/** Names of the policies that a company may begin with. */
export const presetNames = (): readonly string[] =>
  readdirSync(presets())
    .filter((file) => file.endsWith('.yaml') && !file.endsWith(CASES))
    .map((file) => file.slice(0, -'.yaml'.length));

interface Chosen {
  readonly preset: string;
  readonly corp: string;
  readonly name: string;
}

/** Where a preset is copied to: the policy, and its cases beside it. */
export const presetFiles = ({ corp }: Pick<Chosen, 'corp'>): readonly [policy: string, cases: string] => [
  `policies/${corp}.yaml`,
  `policies/${corp}${CASES}`,
];

/** A policy of one's own is never overwritten. */
export function refuseToReplace(folder: string, chosen: Pick<Chosen, 'corp'>): void {
  const there = presetFiles(chosen).find((file) => existsSync(join(folder, file)));
  if (there)
    throw wrongUse(`${join(folder, there)} is there already`, 'it is your own policy', 'name it with --policy instead');
}

/** Copies a preset under the company's own name; from then on it is the company's file. Answers what was written. */
export function copyPreset(folder: string, { preset, corp, name }: Chosen): readonly string[] {
  const [policy, cases] = presetFiles({ corp });
  const text = (file: string): string => readFileSync(join(presets(), file), 'utf8');
  mkdirSync(join(folder, 'policies'), { recursive: true });
  const write = (file: string, content: string): void => writeFileSync(join(folder, file), content, { flag: 'wx' });
  write(policy, policyUnderName(text(`${preset}.yaml`), { preset, corp, name }));
  write(cases, text(`${preset}${CASES}`).replace(`制度: ${preset}`, `制度: ${corp}`));
  return [policy, cases];
}

const policyUnderName = (source: string, { preset, corp, name }: Chosen): string =>
  source
    .replace('$schema=../policy.schema.json', '$schema=./policy.schema.json')
    .replace(`policy: ${preset}`, `policy: ${corp}`)
    .replace(/^company: .*$/m, () => `company: ${JSON.stringify(name)}`)
    .replace(/^title: \{ zh: 本单位([^,]+),/m, (_, rest: string) => `title: { zh: ${JSON.stringify(name + rest)},`);

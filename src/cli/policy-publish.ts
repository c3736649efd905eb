import { resolve } from 'node:path';
import type { CorpConfig } from '../config.ts';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { loadPolicy } from '../policy/load.ts';
import { problemText } from '../policy/problem.ts';
import { type Published, publishPolicy } from '../review/publish-policy.ts';
import { replayPast } from '../review/replay-past.ts';
import { tellOfCommand } from '../review/tell-of-command.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { checkFiles } from './policy-check.ts';
import { askDirectory } from './policy-people.ts';
import { aboveCap, replayedJson, replayedText } from './policy-replay.ts';
import { readSource } from './read-source.ts';

/** The past over which a version is tried before it is published; `policy replay` looks at every day of it. */
const BEFORE_PUBLISHING = { days: 30, everyDays: 5 } as const;

/** Publishes the files, or none of them: what is wrong with any is listed as `policy check` lists it, and ends with 1. */
export async function publishFiles(
  deps: Deps,
  named: readonly string[],
  { corp: slug, by, anyway }: { readonly corp?: string; readonly by: string; readonly anyway?: string },
): Promise<Answer> {
  const corp = corpOf(deps.config, slug);
  const files = named.length > 0 ? named : corp.policies;
  if (files.length === 0)
    throw wrongUse('no policy file is named', `qungui.yaml names none for ${corp.slug}`, 'name the file to publish');
  const cases = files.find((file) => /\.cases\.ya?ml$/.test(file));
  if (cases) throw wrongUse(`${cases} holds cases`, 'cases are tried, not published', 'name the policy beside it');
  const checked = checkFiles(files);
  if (checked.exit !== 0) return { ...checked, text: `${checked.text}\nNothing was published.\n` };
  const held = anyway === undefined ? await aboveTheirCap(deps, corp, files) : null;
  if (held) return held;
  const published: (Published & { file: string })[] = [];
  for (const file of files)
    published.push({ file, ...(await publishPolicy(deps, corp.slug, readSource(file), file, by, anyway ?? null)) });
  const removing = published.filter(({ state, file }) => state === 'published' && removesByItself(file));
  if (removing.length > 0) await toldOfRemoval(deps, corp.slug, by);
  await deps.bell.ring('timers', corp.slug);
  const warnings = await warningsOf(deps, corp, files);
  const text = [...published.map(report), ...warnings.map((one) => `! ${one}\n`)].join('');
  return { exit: 0, json: { corp: corp.slug, published, warnings }, text };
}

/** What is no obstacle and should not be missed: a title that nobody of this company holds, a file that is not the corp's own. */
async function warningsOf(deps: Deps, { slug, policies }: CorpConfig, files: readonly string[]): Promise<string[]> {
  const { people, problemsOf } = await askDirectory(deps, slug);
  const own = new Set(policies.map((file) => resolve(file)));
  return files.flatMap((file) => [
    ...(own.size === 0 || own.has(resolve(file))
      ? []
      : [`${file} is not among the policies that qungui.yaml names for ${slug}: ${policies.join(', ')}`]),
    ...(people === 0 ? [] : problemsOf(file).filter(({ gravity }) => gravity === 'error')).map(problemText),
  ]);
}

/** A version that would have told too many people in the last days is not published before somebody answers for it. */
async function aboveTheirCap(
  deps: Deps,
  { slug: corp, timeZone }: CorpConfig,
  files: readonly string[],
): Promise<Answer | null> {
  for (const file of files) {
    const loaded = loadPolicy(readSource(file), file);
    if ('problems' in loaded) continue;
    const replayed = await replayPast(deps, corp, loaded.policy, BEFORE_PUBLISHING);
    if (!aboveCap(loaded.policy, replayed)) continue;
    const text = `${replayedText(loaded.policy, replayed, timeZone)}Nothing was published. Lower the levels, or add --anyway "why".\n`;
    return { exit: 1, json: { corp, published: [], replay: replayedJson(loaded.policy, replayed) }, text };
  }
  return null;
}

/** Whether a kind of group of this file loses members without a question. */
function removesByItself(file: string): boolean {
  const loaded = loadPolicy(readSource(file), file);
  if (!('policy' in loaded)) return false;
  return [...loaded.policy.kinds.values()].some(({ managed }) => managed !== null && managed.removal !== 'asked');
}

async function toldOfRemoval(deps: Deps, corp: Corp, by: string): Promise<void> {
  const keys = await deps.keys.of(corp);
  await deps.db.withCorp(corp, async (tx) =>
    tellOfCommand(tx, { corp, keys, at: await nowIn(tx) }, { act: 'removal', by }),
  );
}

const report = ({ file, slug, version, state }: Published & { file: string }): string =>
  state === 'unchanged'
    ? `= ${file}: ${slug} v${version} says the same already\n`
    : `✓ ${file}: published as ${slug} v${version}; every group is looked at again\n`;

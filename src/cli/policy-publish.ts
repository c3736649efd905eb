import type { Deps } from '../deps.ts';
import { type Published, publishPolicy } from '../review/policies.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { checkFiles } from './policy-check.ts';
import { readSource } from './read-source.ts';

/** Publishes the files, or none of them: what is wrong with any is listed as `policy check` lists it, and ends with 1. */
export async function publishFiles(
  deps: Deps,
  named: readonly string[],
  { corp: slug, by }: { readonly corp?: string; readonly by: string },
): Promise<Answer> {
  const corp = corpOf(deps.config, slug);
  const files = named.length > 0 ? named : corp.policies;
  if (files.length === 0)
    throw wrongUse('no policy file is named', `qungui.yaml names none for ${corp.slug}`, 'name the file to publish');
  const checked = checkFiles(files);
  if (checked.exit !== 0) return { ...checked, text: `${checked.text}\nNothing was published.\n` };
  const published: (Published & { file: string })[] = [];
  for (const file of files)
    published.push({ file, ...(await publishPolicy(deps, corp.slug, readSource(file), file, by)) });
  await deps.bell.ring('timers', corp.slug);
  return { exit: 0, json: { corp: corp.slug, published }, text: published.map(report).join('') };
}

const report = ({ file, slug, version, state }: Published & { file: string }): string =>
  state === 'unchanged'
    ? `= ${file}: ${slug} v${version} says the same already\n`
    : `✓ ${file}: published as ${slug} v${version}; every group is looked at again\n`;

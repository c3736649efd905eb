import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deps } from '../deps.ts';
import { kitOf } from '../go-live/kit.ts';
import { kitInForce } from '../go-live/kit-in-force.ts';
import { type Paper, paperText } from '../go-live/paper.ts';
import { loadPolicy } from '../policy/load.ts';
import { corpOf } from './corps.ts';
import { type Answer, type Open, wrongUse } from './desk.ts';
import { readSource } from './read-source.ts';

interface KitOptions {
  readonly corp?: string;
  readonly to?: string;
  readonly lang: 'zh' | 'en';
}

/** The papers of a file, or of a policy in force: written into a folder in both languages, or printed in one. */
export async function kit(open: Open, named: string, options: KitOptions): Promise<Answer> {
  const papers = existsSync(named) ? kitOfFile(named) : await open((deps) => ofCorp(deps, named, options));
  return options.to === undefined ? printed(papers, options.lang) : written(papers, options.to);
}

function kitOfFile(file: string): readonly Paper[] {
  const result = loadPolicy(readSource(file), file);
  if ('policy' in result) return kitOf(result.policy, { archive: 'unknown', oneToOne: null });
  throw wrongUse(
    `${file} has ${result.problems.length} mistakes`,
    'what a wrong file means cannot be said',
    `run: npm run qungui -- policy check ${file}`,
  );
}

async function ofCorp(deps: Deps, slug: string, { corp: named }: KitOptions): Promise<readonly Paper[]> {
  const corp = corpOf(deps.config, named);
  const papers = await kitInForce(deps, corp, slug);
  if (papers) return papers;
  throw wrongUse(
    `there is no file ${slug}, nor is such a policy in force for ${corp.slug}`,
    'the papers say what runs',
    'name a policy file, or publish the policy first',
  );
}

const LANGUAGES = { zh: 'zh-CN', en: 'en' } as const;

const printed = (papers: readonly Paper[], lang: 'zh' | 'en'): Answer => ({
  exit: 0,
  json: { lang, papers: papers.map((paper) => ({ name: paper.name, text: paperText(paper, lang) })) },
  text: papers.map((paper) => paperText(paper, lang)).join('\n'),
});

/** Nothing that is there is overwritten: somebody may have signed it. */
function written(papers: readonly Paper[], folder: string): Answer {
  const files = papers.flatMap((paper) =>
    (['zh', 'en'] as const).map((lang) => ({
      name: `${paper.name}.${LANGUAGES[lang]}.md`,
      text: paperText(paper, lang),
    })),
  );
  const there = files.find(({ name }) => existsSync(join(folder, name)));
  if (there)
    throw wrongUse(`${join(folder, there.name)} is there already`, 'it may be signed', 'name another folder with --to');
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of files) writeFileSync(join(folder, name), text, { flag: 'wx' });
  const names = files.map(({ name }) => join(folder, name));
  return { exit: 0, json: { written: names }, text: names.map((name) => `${name} written\n`).join('') };
}

import type { Deps } from '../deps.ts';
import { erasesIn, noticeNow } from '../privacy/notice-now.ts';
import { corpOf } from './corps.ts';
import type { Answer } from './desk.ts';

export async function notice(deps: Deps, { corp: slug, lang }: { corp?: string; lang: 'zh' | 'en' }): Promise<Answer> {
  const corp = corpOf(deps.config, slug);
  const sections = await noticeNow({ ...deps, erases: erasesIn(deps.config) }, corp);
  const text = sections.map(
    ({ title, lines }) => `## ${title[lang]}\n\n${lines.map((line) => `- ${line[lang]}\n`).join('')}`,
  );
  return { exit: 0, json: { corp: corp.slug, lang, sections }, text: text.join('\n') };
}
